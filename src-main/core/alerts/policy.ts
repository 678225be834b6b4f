/**
 * Does this event alert? Pure; every yes and every no has a reason, which the agent can look up ("why did this not alert?",
 * F17). The order of the questions is the order in which a reason is worth telling: first what the event is, then whom it
 * concerns, then what the moment allows.
 */
import type { AlertCase, CaseConversation } from '../../../src-preload/contract/alert-case'
import type { AlertKind, AlertRule, AlertSettings } from '../../../src-preload/contract/schemas/alert'
import type { UserId } from '../../../src-preload/contract/ids'
import type { FactOf } from '../facts'
import { isQuietHour } from './quiet-hours'
import { ruleFor, scopeOf } from './rules'

export const silentReasons = [
  'own',
  'note-not-for-me',
  'activity',
  'repeat',
  'catching-up',
  'muted',
  'muted-here',
  'snoozed',
  'not-mine',
  'not-my-inbox',
  'seen-here',
  'answered-by-colleague',
  'rule',
  'off',
  'paused',
  'quiet-hours',
  'os-dnd',
  'busy',
  'no-daemon',
] as const
export type SilentReason = (typeof silentReasons)[number]

/** Why it concerns the agent. `unknown`: a conversation that could not be named in time. */
export const alertReasons = ['mine', 'unassigned', 'followed', 'all', 'mention', 'note', 'rule', 'unknown'] as const
export type AlertReason = (typeof alertReasons)[number]

/** `woke`: a rule let it through where the moment would have kept it silent. `rule`: the id of the rule that decided. */
export type Verdict =
  { alert: AlertKind; because: AlertReason; rule: string | null; woke: boolean } | { silent: SilentReason; rule: string | null }

/** Reasons of the moment: the customer concerns the agent all the same. */
const PASSING: readonly SilentReason[] = ['paused', 'quiet-hours', 'os-dnd', 'busy', 'no-daemon', 'off']

export function isOfTheMoment(verdict: Verdict): boolean {
  return 'silent' in verdict && PASSING.includes(verdict.silent)
}

/** The verdict on an event by these settings. */
export function judge(given: AlertCase, settings: AlertSettings): Verdict {
  const kind = kindOf(given, settings)
  if (typeof kind !== 'string') return kind
  const reason = whyNotNews(given) ?? whyMuted(given, settings, kind)
  if (reason !== null) return { silent: reason, rule: null }
  const rule = ruleFor(given, settings.alertRules)
  // A rule about customers does not hide that a colleague calls me.
  if (rule?.then === 'silent' && kind !== 'mention') return { silent: 'rule', rule: rule.id }
  const because = concernOf(given, settings, rule)
  if (!alertReasons.some((one) => one === because)) return { silent: because as SilentReason, rule: null }
  const still = whyNotSeen(given)
  if (still !== null) return { silent: still, rule: null }
  return byTheMoment(given, settings, { kind, because: because as AlertReason, rule })
}

/** As what it is shown. Where nobody shows alerts now it is offered all the same: whoever comes shows what is still news (0055). */
export function shownAs(given: AlertCase, settings: AlertSettings, verdict: Verdict): AlertKind | null {
  if ('alert' in verdict) return verdict.alert
  const kind = verdict.silent === 'no-daemon' ? kindOf(given, settings) : null
  return typeof kind === 'string' ? kind : null
}

function kindOf({ what }: AlertCase, { alertOnNotes }: AlertSettings): AlertKind | Verdict {
  switch (what) {
    case 'customer':
    case 'waiting':
      return what
    case 'mention':
      return alertOnNotes === 'never' ? { silent: 'note-not-for-me', rule: null } : 'mention'
    case 'note':
      return alertOnNotes === 'all' ? 'note' : { silent: 'note-not-for-me', rule: null }
    case 'colleague':
      return { silent: 'answered-by-colleague', rule: null }
    case 'own':
    case 'activity':
      return { silent: what, rule: null }
  }
}

function whyNotNews({ isDeleted, isOld }: AlertCase): SilentReason | null {
  if (isDeleted) return 'repeat'
  return isOld ? 'catching-up' : null
}

function whyMuted(given: AlertCase, { alertsMuted }: AlertSettings, kind: AlertKind): SilentReason | null {
  if (given.isBlocked || given.conversation?.isMuted === true) return 'muted'
  return kind !== 'mention' && alertsMuted.includes(given.name) ? 'muted-here' : null
}

/** Why it concerns me, or why not. */
function concernOf(given: AlertCase, settings: AlertSettings, rule: AlertRule | null): AlertReason | SilentReason {
  const { what, conversation } = given
  if (what === 'mention') return 'mention'
  if (conversation === null) return 'unknown'
  // A customer's message ends the snooze on the server and is news; a note is not.
  if (conversation.status === 'snoozed' && what !== 'customer') return 'snoozed'
  const because = whose(given, conversation, settings)
  if (rule !== null && !alertReasons.some((one) => one === because)) return 'rule'
  return what === 'note' && alertReasons.some((one) => one === because) ? 'note' : because
}

function whose(
  given: AlertCase,
  { whose: owner, status }: CaseConversation,
  settings: AlertSettings,
): AlertReason | SilentReason {
  const scope = scopeOf(given, settings)
  if (owner === 'me') return scope === 'mentions' ? 'not-mine' : 'mine'
  if (settings.alertParticipating && given.participates && scope !== 'mentions') return 'followed'
  if (given.isMyInbox === false) return 'not-my-inbox'
  if (scope === 'all') return 'all'
  // Pending ones are the bot's until it hands them over.
  const isNobodys = owner === 'nobody' && status !== 'pending'
  return scope === 'mine-and-unassigned' && isNobodys ? 'unassigned' : 'not-mine'
}

function whyNotSeen({ isSeen, answeredBy }: AlertCase): SilentReason | null {
  if (isSeen) return 'seen-here'
  if (answeredBy === 'me') return 'own'
  return answeredBy === 'colleague' ? 'answered-by-colleague' : null
}

interface Concern {
  kind: AlertKind
  because: AlertReason
  rule: AlertRule | null
}

function byTheMoment(given: AlertCase, settings: AlertSettings, { kind, because, rule }: Concern): Verdict {
  const id = rule?.id ?? null
  if (!settings.alertsEnabled) return { silent: 'off', rule: null }
  const reason = whyNotAtThisMoment(given, settings)
  const wakes = rule?.then === 'wake'
  if (reason !== null && !wakes) return { silent: reason, rule: null }
  if (!given.hasDaemon) return { silent: 'no-daemon', rule: null }
  const decided = because === 'rule' || reason !== null
  return { alert: kind, because, rule: decided ? id : null, woke: reason !== null }
}

function whyNotAtThisMoment(given: AlertCase, settings: AlertSettings): SilentReason | null {
  if (given.isPaused) return 'paused'
  if (isQuietHour(settings.quietHours, given.at)) return 'quiet-hours'
  if (settings.quietWithDesktop && given.isDesktopQuiet === true) return 'os-dnd'
  return settings.quietWhenBusy && given.isBusy ? 'busy' : null
}

/** Switched off, or paused for a while. */
export function isPaused(settings: Pick<AlertSettings, 'alertsEnabled' | 'alertsPausedUntilAt'>, now: number): boolean {
  return !settings.alertsEnabled || (settings.alertsPausedUntilAt ?? 0) > now
}

/** Whether the customers of this conversation concern the agent at all, whatever the moment. */
export function concerns(given: AlertCase, settings: AlertSettings): boolean {
  const rule = ruleFor(given, settings.alertRules)
  if (rule?.then === 'silent') return false
  return alertReasons.some((one) => one === concernOf(given, settings, rule))
}

/** What a change of a conversation means for an alert of it that is on screen: true takes it away. `concernsMe`: it still does. */
export function endsAlert({ conversation, before }: FactOf<'ConversationChanged'>, me: UserId, concernsMe: boolean): boolean {
  const isPutAway = conversation.status === 'snoozed' && before?.status !== 'snoozed'
  if (conversation.status === 'resolved' || isPutAway || conversation.muted) return true
  if (before !== null && before.unreadCount > 0 && conversation.unreadCount === 0) return true
  const wasElsewhere = before?.assignee?.id === conversation.assignee?.id
  const isElsewhere = conversation.assignee !== null && conversation.assignee.id !== me
  return !concernsMe && isElsewhere && !wasElsewhere
}
