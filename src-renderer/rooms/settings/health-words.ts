import type { HealthFacts } from '../../../src-preload/contract/schemas/health'
import { linkReason } from '../../parts/reason'
import { isTextKey, say } from '../../text/t'
import { span } from '../../text/span'

const number = (value: HealthFacts[string] | undefined): number => (typeof value === 'number' ? value : 0)
const why = (facts: HealthFacts): string => (typeof facts['word'] === 'string' ? (linkReason(facts['word']) ?? '') : '')

/** Kinds of lines that need no more than one duration under its name. */
const words: Record<string, (facts: HealthFacts) => string> = {
  link: (facts) => {
    const key = `health.link.${String(facts['state'])}`
    return isTextKey(key) ? say(key, { why: why(facts) }).trim() : String(facts['state'])
  },
  'caught-up': (facts) => {
    const took = span(number(facts['tookMs']))
    if (facts['gapMs'] === null) return say('health.filled', { took })
    return say('health.caught-up', { took, gap: span(number(facts['gapMs'])), count: number(facts['messages']) })
  },
  'catch-up-failed': (facts) => say('health.catch-up-failed', { why: why(facts) }),
  gap: (facts) => say('health.gap', { count: number(facts['conversations']), late: span(number(facts['lateMs'])) }),
  throttled: (facts) => say('health.throttled', { wait: span(number(facts['waitMs'])) }),
  'clock-jumped': (facts) => {
    const byMs = number(facts['byMs'])
    return say(byMs < 0 ? 'health.clock-back' : 'health.clock-ahead', { by: span(Math.abs(byMs)) })
  },
  slept: () => say('health.slept'),
  woke: (facts) => say('health.woke', { slept: span(number(facts['sleptMs'])) }),
  presence: (facts) => say(facts['isHere'] === true ? 'health.here' : 'health.away'),
  pruned: (facts) => say('health.pruned', { count: number(facts['messages']) }),
  'history-filled': (facts) => say('health.history-filled', { count: number(facts['conversations']) }),
  salvaged: (facts) =>
    say('health.salvaged', {
      drafts: say('trouble.drafts', { count: number(facts['drafts']) }),
      replies: say('trouble.replies', { count: number(facts['replies']) }),
      messages: say('trouble.messages', { count: number(facts['messages']) }),
    }),
  store: (facts) => say('health.store', { lasted: span(number(facts['lastedMs'])), why: why(facts) }),
}

/** A line of the health log as a sentence. A kind that a newer main knows is shown by its own name. */
export function healthWords(line: { what: string; facts: HealthFacts }): string {
  return words[line.what]?.(line.facts) ?? say('health.other', { what: line.what })
}
