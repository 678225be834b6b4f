import { useNow } from '../text/now'
import { useText } from '../text/t'
import { waited } from '../text/when'
import { Glyph } from './glyph'

/** When waiting turns amber and red. */
export interface WaitLimits {
  amberAfterMs: number
  redAfterMs: number
}

const signs = {
  calm: { glyph: 'wait-calm', words: 'list.waits' },
  amber: { glyph: 'wait-amber', words: 'list.waitsLong' },
  red: { glyph: 'wait-red', words: 'list.waitsTooLong' },
} as const

/** How a wait stands: ring, diamond, octagon. */
export function waitLevel(sinceAt: number, now: number, limits: WaitLimits): keyof typeof signs {
  const span = now - sinceAt
  if (span >= limits.redAfterMs) return 'red'
  return span >= limits.amberAfterMs ? 'amber' : 'calm'
}

/** The waiting clock. It goes on by itself, by one timer for all clocks. */
export function WaitClock({ sinceAt, limits }: { sinceAt: number; limits: WaitLimits }) {
  const t = useText()
  const now = useNow()
  const level = waitLevel(sinceAt, now, limits)
  const { short, whole } = waited(sinceAt, now)
  const sign = signs[level]
  return (
    <span className={`wait wait-${level}`}>
      <Glyph name={sign.glyph} size={12} />
      <span className="sr">
        {t(sign.words)} {whole}
      </span>
      <span aria-hidden="true">{short}</span>
    </span>
  )
}
