import { useEffect, useState } from 'react'
import type { MissedCard } from '../../../src-preload/contract/schemas/missed'
import { useMissed } from '../../bridge/missed'

function isWriting(): boolean {
  const here = document.activeElement
  return here instanceof HTMLElement && (here.isContentEditable || /^(INPUT|TEXTAREA)$/.test(here.tagName))
}

/** One card is one return: what is settled while it is open changes its lines, not which card it is. */
function nameOf(card: MissedCard | null): string | null {
  return card === null ? null : String(card.absence.untilAt)
}

/** The card, when it may be shown: it waits until nobody has the caret in a text (nothing moves under the caret). */
export function useCard(): MissedCard | null {
  const card = useMissed().data ?? null
  const name = nameOf(card)
  const [shown, setShown] = useState<string | null>(null)
  useEffect(() => {
    if (name === null || shown === name) return
    const look = (): void => {
      if (!isWriting()) setShown(name)
    }
    look()
    // The focus has moved on only after the event.
    const later = (): void => void setTimeout(look)
    document.addEventListener('focusout', later)
    return () => document.removeEventListener('focusout', later)
  }, [name, shown])
  return shown === name ? card : null
}
