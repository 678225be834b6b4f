import type { AlertRule, Verdict } from '../../../../src-preload/contract/schemas/alert'
import { say, sayOr } from '../../../text/t'
import { ruleName } from './rule-name'

interface Names {
  rules: AlertRule[]
  places: { key: string; name: string }[]
}

/** It would go the other way by the settings that were tried. */
export function isChanged({ alerted, would }: Verdict): boolean {
  return would !== null && would.alerted !== alerted
}

/** "New message", "Still waits" … */
export function eventWords({ event }: Pick<Verdict, 'event'>): string {
  return sayOr([`why.event.${event}`], say('why.event.other'))
}

/** The reason in the agent's words. */
export function reasonWords(what: Pick<Verdict, 'alerted' | 'reason' | 'rule'>, { rules, places }: Names): string {
  const { alerted, reason, rule } = what
  const words = sayOr([`why.${alerted ? 'yes' : 'no'}.${reason ?? ''}`], say(alerted ? 'why.yes.other' : 'why.no.other'))
  if (rule === null) return words
  const known = rules.find(({ id }) => id === rule)
  return say('why.byRule', { words, rule: known === undefined ? say('why.ruleGone') : ruleName(known, places) })
}
