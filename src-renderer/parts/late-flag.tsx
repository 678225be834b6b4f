import { Hourglass } from 'lucide-react'
import type { OutboxState } from '../../src-preload/contract/entities'
import { useNow } from '../text/now'
import { useText } from '../text/t'
import { Icon } from './icon'
import { lateWords } from './reply-window'

/** Said before it fails: this reply would come after the end of the channel's window. */
export function LateFlag({ outbox, untilAt, isLive }: { outbox: OutboxState; untilAt: number | null; isLive: boolean }) {
  const t = useText()
  const now = useNow()
  const late = lateWords({ outbox, untilAt, isLive, now }, t)
  if (late === null) return null
  return (
    <p className={`late${late.isSure ? ' is-sure' : ''}`} role="status">
      <Icon of={Hourglass} size={14} />
      <span>{late.text}</span>
    </p>
  )
}
