import { ChevronDown, RefreshCw } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { say } from '../../text/t'
import { type PickKind, useUi, whyNot } from '../../ui-state'

interface SectionProps {
  title: string
  /** At the end of its head: a number, a button. */
  side?: ReactNode
  /** It begins folded: what is in it is asked for when somebody looks. */
  folded?: boolean
  children: ReactNode
}

/** A part of the panel that folds, until the next conversation. */
export function Section({ title, side, folded = false, children }: SectionProps) {
  const [isOpen, setOpen] = useState(!folded)
  return (
    <section className="panel-sec">
      <div className="panel-head">
        <h3>
          <button type="button" className="panel-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <span className="cut">{title}</span>
            <Icon of={ChevronDown} size={12} />
          </button>
        </h3>
        {side}
      </div>
      {isOpen && children}
    </section>
  )
}

/** A name and what it is; `pick` opens the list to choose from. */
export function Fact({ name, pick, children }: { name: string; pick?: PickKind; children: ReactNode }) {
  const showOverlay = useUi((ui) => ui.showOverlay)
  return (
    <div className="fact">
      <dt className="cut" title={name}>
        {name}
      </dt>
      <dd>
        {pick ? (
          <button type="button" className="fact-pick" title={say(`pick.${pick}`)} onClick={() => showOverlay(pick)}>
            {children}
          </button>
        ) : (
          children
        )}
      </dd>
    </div>
  )
}

interface AskedProps {
  answer: { data?: readonly unknown[] | undefined; error: unknown; isPending: boolean; refetch: () => unknown }
  isLive: boolean
  words: { asking: string; none: string; needsLine: string }
  children: ReactNode
}

/** A list that was asked for: on its way, not to be had, empty, or there. */
export function Asked({ answer, isLive, words, children }: AskedProps) {
  if (answer.data && answer.data.length > 0) return children
  if (answer.data) return <p className="muted">{words.none}</p>
  if (!isLive) return <p className="muted">{words.needsLine}</p>
  if (answer.isPending) return <p className="muted">{words.asking}</p>
  return (
    <div role="alert">
      <p className="muted">{whyNot(answer.error)}</p>
      <Button look="quiet" icon={RefreshCw} onPress={() => void answer.refetch()}>
        {say('act.tryAgain')}
      </Button>
    </div>
  )
}
