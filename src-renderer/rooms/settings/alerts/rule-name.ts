import type { AlertRule } from '../../../../src-preload/contract/schemas/alert'
import { say } from '../../../text/t'

/** What a rule asks for, in a line: "VIP, Urgent, WhatsApp Orders". */
export function ruleName(rule: AlertRule, places: { key: string; name: string }[]): string {
  const named = rule.places.map((key) => places.find((place) => place.key === key)?.name ?? say('alerts.placeGone'))
  const levels = rule.priorities.map((level) => say(`alerts.priority.${level}`))
  const people = rule.contacts.length === 0 ? [] : [say('alerts.ruleContacts', { count: rule.contacts.length })]
  return [...rule.labels, ...levels, ...named, ...people].join(', ')
}
