/** What the agent asked for: her rules, and whose customers concern her where. */
import type { AlertCase, CaseConversation } from '../../../src-preload/contract/alert-case'
import type { AlertRule, AlertScope, AlertSettings } from '../../../src-preload/contract/schemas/alert'

/** The first rule that fits decides; null when none does. A conversation we cannot name fits no rule. */
export function ruleFor({ account, conversation }: AlertCase, rules: readonly AlertRule[]): AlertRule | null {
  if (conversation === null) return null
  return rules.find((rule) => rule.on && fits(rule, account, conversation)) ?? null
}

/** A condition that asks for nothing always holds; a rule that asks for nothing at all never fits, or it would end all alerts. */
function fits(rule: AlertRule, account: string, { labels, priority, inbox, contact }: CaseConversation): boolean {
  const asked = rule.labels.length + rule.priorities.length + rule.places.length + rule.contacts.length
  if (asked === 0) return false
  const level = (priority ?? 'none') as AlertRule['priorities'][number]
  return (
    holds(rule.labels, labels) &&
    holds(rule.priorities, [level]) &&
    holds(rule.places, [inbox, account]) &&
    holds(rule.contacts, [contact])
  )
}

function holds(wanted: readonly string[], is: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((one) => is.includes(one))
}

/** Whose customers alert in this place: what is said of the inbox, else of the account, else of all. */
export function scopeOf(
  { account, conversation }: Pick<AlertCase, 'account' | 'conversation'>,
  { alertScope, alertScopeBy }: Pick<AlertSettings, 'alertScope' | 'alertScopeBy'>,
): AlertScope {
  const ofInbox = conversation === null ? undefined : alertScopeBy[conversation.inbox]
  return ofInbox ?? alertScopeBy[account] ?? alertScope
}
