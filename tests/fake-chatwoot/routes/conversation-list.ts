import type { JsonObject } from '../model/json'
import { inboxesOf } from '../model/people'
import type { Conversation, User } from '../model/rows'
import { errors, json, type Answer } from '../http/answer'
import { pageFrom, pageOf, type AccountCall } from '../http/call'
import { member, type Route } from '../http/routes'
import { conversationView } from '../views/conversation'

const PAGE = 25
const PRIORITIES = ['low', 'medium', 'high', 'urgent']

/** Lists and counts of conversations. */
export const conversationListRoutes: Route[] = [
  ...member.get('conversations', list),
  ...member.get('conversations/meta', (call) => json({ meta: countsOf(call.user, filtered(call)) })),
]

function list(call: AccountCall): Answer {
  const all = filtered(call)
  const sorted = sort(all.filter(byAssignee(call)), call.query.get('sort_by'))
  const payload = cut(call, sorted).map((one) => conversationView(call.world, one, call.user))
  return json({ data: { meta: countsOf(call.user, all), payload } })
}

/** updated_within gives everything at once, whatever page is asked for. */
function cut(call: AccountCall, sorted: Conversation[]): Conversation[] {
  const within = call.query.get('updated_within')
  if (within === null) return pageFrom(sorted, { page: pageOf(call).number, size: PAGE })
  const from = call.world.clock.now() - Number.parseInt(within, 10) * 1000
  return sorted.filter(({ updatedAt }) => updatedAt > from)
}

/** The conversations a user sees in the account. */
export function visibleConversations({ world, user, account }: AccountCall): Conversation[] {
  const inboxes = new Set(inboxesOf(world, user, account.id).map(({ id }) => id))
  return world.db.conversations.where((one) => one.accountId === account.id && inboxes.has(one.inboxId))
}

/** How many are mine, somebody's, nobody's; the list itself is narrowed by assignee afterwards. */
export function countsOf(user: User, conversations: Conversation[]): JsonObject {
  const assigned = conversations.filter(({ assigneeId }) => assigneeId !== null).length
  return {
    mine_count: conversations.filter(({ assigneeId }) => assigneeId === user.id).length,
    assigned_count: assigned,
    unassigned_count: conversations.length - assigned,
    all_count: conversations.length,
  }
}

function filtered(call: AccountCall): Conversation[] {
  const { query, world, account } = call
  const teamId = query.get('team_id')
  const isKnown = teamId === null || world.db.teams.get(Number(teamId))?.accountId === account.id
  if (!isKnown) throw errors.notFound()
  const tests = [byStatus(call), byInbox(call), byLabels(call), byKind(call), byText(call), bySource(call)]
  const ofTeam = (one: Conversation) => teamId === null || one.teamId === Number(teamId)
  return visibleConversations(call).filter((one) => ofTeam(one) && tests.every((test) => test(one)))
}

type Test = (conversation: Conversation) => boolean

/** Only open ones unless told otherwise; a search looks at all. */
function byStatus({ query }: AccountCall): Test {
  const status = query.get('status') ?? 'open'
  return (one) => query.has('q') || status === 'all' || one.status === status
}

function byInbox({ query }: AccountCall): Test {
  const inboxId = query.get('conversation_type') === 'participating' ? null : query.get('inbox_id')
  return (one) => inboxId === null || one.inboxId === Number(inboxId)
}

function byLabels({ query }: AccountCall): Test {
  const labels = query.getAll('labels[]')
  return (one) => labels.length === 0 || one.labels.some((label) => labels.includes(label))
}

function byKind({ query, user }: AccountCall): Test {
  const kind = query.get('conversation_type')
  if (kind === 'mention') return (one) => one.mentionedIds.includes(user.id)
  if (kind === 'participating') return (one) => one.participantIds.includes(user.id)
  if (kind === 'unattended') return (one) => one.firstReplyAt === null || one.waitingSince !== null
  return () => true
}

function byText({ query }: AccountCall): Test {
  const needle = query.get('q')?.toLowerCase()
  return (one) => needle === undefined || saysText(one, needle)
}

/** True when customer or team said this text. */
export function saysText({ messages }: Conversation, needle: string): boolean {
  return messages.some(({ type, content }) => {
    return (type === 'incoming' || type === 'outgoing') && (content ?? '').toLowerCase().includes(needle)
  })
}

function bySource({ query, world }: AccountCall): Test {
  const source = query.get('source_id')
  return (one) => source === null || world.db.contactInboxes.get(one.contactInboxId)?.sourceId === source
}

function byAssignee({ query, user }: AccountCall): Test {
  const type = query.get('assignee_type')
  if (type === 'me') return (one) => one.assigneeId === user.id
  if (type === 'unassigned') return (one) => one.assigneeId === null
  return type === 'assigned' ? (one) => one.assigneeId !== null : () => true
}

const KEYS: Record<string, (one: Conversation) => number | null> = {
  last_activity_at: (one) => one.lastActivityAt,
  created_at: (one) => one.createdAt,
  priority: ({ priority }) => (priority ? PRIORITIES.indexOf(priority) : null),
  waiting_since: (one) => one.waitingSince,
}
const OLD_NAMES: Record<string, string> = {
  latest: 'last_activity_at_desc',
  sort_on_created_at: 'created_at_asc',
  sort_on_priority: 'priority_desc',
  sort_on_waiting_since: 'waiting_since_asc',
}

/** Sorts; equal ones, and unknown orders, by latest activity. What lacks the value stands last either way. */
export function sort(conversations: Conversation[], order: string | null): Conversation[] {
  const name = OLD_NAMES[order ?? ''] ?? order ?? ''
  const [, key = '', direction = 'desc'] = /^(\w+)_(asc|desc)$/.exec(name) ?? []
  const read = KEYS[key]
  const latest = (one: Conversation, two: Conversation) => two.lastActivityAt - one.lastActivityAt
  if (!read) return [...conversations].sort(latest)
  const last = direction === 'asc' ? Number.MAX_SAFE_INTEGER : -1
  const sign = direction === 'asc' ? 1 : -1
  const value = (one: Conversation) => read(one) ?? last
  return [...conversations].sort((one, two) => sign * (value(one) - value(two)) || latest(one, two))
}
