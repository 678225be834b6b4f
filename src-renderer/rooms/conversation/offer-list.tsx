import { type ReactNode, useEffect, useRef } from 'react'
import type { Offer } from '../../parts/use-offer'
import { OFFER_LIST } from './offer-words'

interface LineProps {
  index: number
  isLit: boolean
  /** What it is called, when that is more than what it shows. */
  name?: string
  onPick: () => void
  children: ReactNode
}

/** One line of a list over the field; the lit one is kept in sight. */
export function OfferLine({ index, isLit, name, onPick, children }: LineProps) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isLit) line.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isLit])
  return (
    <div
      ref={line}
      className="menu-item"
      role="option"
      id={`${OFFER_LIST}-${index}`}
      aria-selected={isLit}
      aria-label={name}
      // The field keeps the keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {children}
    </div>
  )
}

/** A list over the field: one line for each that is offered. */
export function OfferList<L>({ label, offer, line }: { label: string; offer: Offer<L>; line: (one: L) => ReactNode }) {
  if (!offer.isOpen || offer.lines.length === 0) return null
  return (
    <div className="popover menu offer" role="listbox" id={OFFER_LIST} aria-label={label}>
      {offer.lines.map((one, index) => (
        <OfferLine key={index} index={index} isLit={index === offer.lit} onPick={() => offer.pick(one)}>
          {line(one)}
        </OfferLine>
      ))}
    </div>
  )
}
