import { AlarmClock } from 'lucide-react'
import type { OutboxState } from '../../src-preload/contract/entities'
import { useNow } from '../text/now'
import { useText } from '../text/t'
import { Button } from './button'
import { Glyph } from './glyph'
import { Icon } from './icon'
import { isLater } from './later'
import { waitsForLook } from './reason'
import { Ring } from './ring'

const signs = {
  resting: { glyph: 'st-kept', key: 'state.kept' },
  queued: { glyph: 'st-kept', key: 'state.kept' },
  sending: { glyph: 'st-asking', key: 'state.sending' },
  unsure: { glyph: 'st-asking', key: 'state.unsure' },
  held: { glyph: 'st-kept', key: 'state.held' },
  failed: { glyph: 'st-failed', key: 'state.failed' },
} as const

/** Where a reply is that the server does not have yet: a sign and a word. */
export function UnsentSign({ outbox }: { outbox: OutboxState }) {
  const t = useText()
  const { state } = outbox
  if (isLater(outbox))
    return (
      <span className="state state-kept">
        <Icon of={AlarmClock} size={14} />
        {t('later.state')}
      </span>
    )
  const sign = signs[state]
  return (
    <span className={`state ${state === 'failed' ? 'state-failed' : 'state-kept'}`}>
      <Glyph name={sign.glyph} />
      {t(waitsForLook(outbox) ? 'state.review' : sign.key)}
    </span>
  )
}

interface RestingProps {
  untilAt: number
  sinceAt: number
  /** Of the way back, shown beside it. */
  keys: string[]
  onUndo: () => void
}

/** The ring that empties, the seconds in figures, and the way back. */
export function Resting({ untilAt, sinceAt, keys, onUndo }: RestingProps) {
  const t = useText()
  const now = useNow(250)
  const whole = untilAt - sinceAt
  const left = Math.max(0, untilAt - now)
  const seconds = Math.ceil(left / 1000)
  return (
    <div className="undo" role="timer">
      <Ring left={whole > 0 ? left / whole : 0} />
      <span>{seconds > 0 ? t('state.resting', { count: seconds }) : t('state.leaving')}</span>
      {seconds > 0 && (
        <Button keys={keys} onPress={onUndo}>
          {t('reply.undo')}
        </Button>
      )}
    </div>
  )
}
