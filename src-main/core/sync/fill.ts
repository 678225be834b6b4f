/**
 * Which conversations to take in: those that moved during a gap, or, at the first start and after days away, page by page
 * what is open and what moved since (HOUSE §6.2).
 */
import type { AccountId, ConversationId } from '../../../src-preload/contract/ids'
import type { ConversationNews } from '../news'
import type { ConversationsQuery } from '../ports'
import type { CatchUpDeps } from './catch-up-deps'
import type { Origin } from './origin'
import type { Failure } from './pages'

/** Overlap with what we already know: clocks and transactions of the server are not exact. */
export const OVERLAP_MS = 60_000
/** Of closed conversations a first fill takes the newest pages only. */
const FIRST_PAGES = 4
/** Ten thousand conversations: a list that never ends must not keep us here. */
const MOST_PAGES = 400

/** Empty pages of one list that are not taken for its end: a server that counts more than it gives is not asked for ever. */
const MOST_SLIPS = 6

/** `allCount`: how many the server says there are; null: it does not say. `kept`: whether the store could take them all. */
export type Listed = Told | Failed
interface Told {
  kind: 'listed'
  list: ConversationNews[]
  allCount: number | null
  kept: Promise<boolean>
}
interface Failed {
  kind: 'failed'
  why: Failure
}

export interface FillAsk {
  account: AccountId
  origin: Origin
}

/**
 * What moved within the gap, unpaged (FACTS §3.1). That it was nothing is asked twice: no count says so. A long list is still
 * being stored when it comes back: what is asked next may be on its way meanwhile.
 */
export async function changedSince(deps: CatchUpDeps, { account, origin }: FillAsk): Promise<Listed> {
  const query = { status: 'all', updatedWithinS: Math.ceil((origin.gapMs + OVERLAP_MS) / 1000) } as const
  const listed = await take(deps, { account, origin }, query)
  return listed.kind === 'listed' && listed.list.length === 0 ? take(deps, { account, origin }, query) : listed
}

/** All that is open, then all that moved since the last time; what is stored as open and is in neither is asked for by name. */
export async function fill(deps: CatchUpDeps, ask: FillAsk): Promise<Listed> {
  const byId = new Map<ConversationId, ConversationNews>()
  const isFirst = !Number.isFinite(ask.origin.gapMs)
  for (const status of ['open', 'all'] as const) {
    const failed = await readPages(deps, ask, { status, most: status === 'all' && isFirst ? FIRST_PAGES : MOST_PAGES, byId })
    if (failed !== null) return failed
  }
  const ghosts = (await deps.store.openConversations(ask.account)).filter((id) => !byId.has(id))
  const failure = await deps.each(ghosts, (id) => askFor(deps, ask, id))
  if (failure !== null) return { kind: 'failed', why: failure }
  return { kind: 'listed', list: [...byId.values()], allCount: null, kept: Promise.resolve(true) }
}

interface Pages {
  status: 'open' | 'all'
  most: number
  byId: Map<ConversationId, ConversationNews>
}

/**
 * Page by page to the end, or to what was known. An empty page is the end where the server counts no more than it gave; else
 * it is asked for again, then the one behind it, and only then believed. What it kept to itself the history brings later.
 */
async function readPages(deps: CatchUpDeps, ask: FillAsk, { status, most, byId }: Pages): Promise<Failed | null> {
  const seen = new Set<ConversationId>()
  for (let page = 1, empties = 0, slips = 0; page <= most; page += 1) {
    // Shown at once: the first page is on screen while the rest still comes.
    const listed = await take(deps, ask, { status, page })
    if (listed.kind === 'failed') return listed
    if (!(await listed.kept)) return { kind: 'failed', why: 'store' }
    for (const one of listed.list) {
      seen.add(one.id)
      byId.set(one.id, one)
    }
    if (listed.list.length > 0) {
      if (status === 'all' && isPast(listed.list, ask.origin.newsSinceAt)) return null
      empties = 0
      continue
    }
    if (seen.size >= (listed.allCount ?? Infinity) || empties === 2 || slips === MOST_SLIPS) return null
    empties += 1
    slips += 1
    if (empties === 1) page -= 1
  }
  return null
}

async function take(deps: CatchUpDeps, { account, origin }: FillAsk, query: ConversationsQuery): Promise<Listed> {
  if (deps.isOver()) return { kind: 'failed', why: 'over' }
  const outcome = await deps.server.conversations(account, query)
  if (outcome.kind !== 'accepted') return { kind: 'failed', why: outcome.kind }
  const { conversations: list, allCount } = outcome.value
  return { kind: 'listed', list, allCount, kept: deps.queue.pushed({ kind: 'conversations', list, origin }) }
}

/** The list is in order of last activity, newest first. */
function isPast(list: ConversationNews[], sinceAt: number): boolean {
  return Number.isFinite(sinceAt) && list.every((one) => (one.fields.lastActivityAt ?? Infinity) < sinceAt)
}

/** Open here and nowhere in the lists: closed long ago, deleted, or no longer ours to see (FACTS §5.3: no event tells). */
async function askFor(deps: CatchUpDeps, { account, origin }: FillAsk, id: ConversationId): Promise<Failure | null> {
  const key = { accountId: account, conversationId: id }
  const outcome = await deps.server.conversation(key)
  if (outcome.kind !== 'accepted' && outcome.kind !== 'refused') return outcome.kind
  const isKept = await deps.queue.pushed(
    outcome.kind === 'accepted' ? { kind: 'conversations', list: [outcome.value], origin } : { kind: 'conversation-gone', key },
  )
  return isKept ? null : 'store'
}
