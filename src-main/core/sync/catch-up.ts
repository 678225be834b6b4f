/**
 * What to fetch after a gap, or at the first start (HOUSE §6, FACTS §5.4). Runs while the socket is already subscribed and
 * its frames wait in the queue, so nothing falls between. The cursor moves only when all of an account is stored.
 */
import type { AccountId, ConversationKey, UserId } from '../../../src-preload/contract/ids'
import type { CaughtUpCounts } from '../facts'
import type { ConversationNews } from '../news'
import type { Server, SyncCursor } from '../ports'
import { atOnce } from './at-once'
import type { CatchUpDeps, CatchUpNeeds } from './catch-up-deps'
import { changedSince, fill, OVERLAP_MS } from './fill'
import type { Origin } from './origin'
import { type Failure, type Reading, refreshDirectory, refreshMessages } from './pages'

/** `updated_within` answers unpaged; past this gap pages are cheaper and safer. */
const LONG_GAP_MS = 72 * 3_600_000
/** At the first start the messages of so many conversations are taken along; the rest is read on opening. */
const FIRST_CONVERSATIONS = 200
/** What one catch-up may ask for single conversations (HOUSE §6 "Budget"); what it leaves is read on opening, or filled. */
const PURSE = 1_500
/** Requests at once: the agent may want something meanwhile. */
const ASKED = 6
/** Conversations in hand: of some the pages are being stored while the server is asked for others. */
const IN_HAND = 9

export type CatchUpResult = { kind: 'done'; gapMs: number; counts: CaughtUpCounts } | { kind: 'failed'; why: Failure }

/** Runs one catch-up over all accounts. Stops at the first failure: what was read is already stored, the cursor is not moved. */
export async function catchUp(needs: CatchUpNeeds): Promise<CatchUpResult> {
  const deps: CatchUpDeps = { ...needs, server: asking(needs), each: makeEach(needs.isOver) }
  deps.missed.begin()
  for (const { id } of deps.accounts) {
    const failure = await catchUpAccount(deps, id)
    if (failure !== null) return { kind: 'failed', why: failure }
  }
  return { kind: 'done', ...(await deps.missed.end(deps.store, deps.me)) }
}

async function catchUpAccount(deps: CatchUpDeps, account: AccountId): Promise<Failure | null> {
  const directory = await refreshDirectory(deps, account)
  if (directory !== null) return directory
  const cursor = (await deps.store.cursors()).find((one) => one.accountId === account)
  const origin = originOf(cursor, deps.serverAt)
  deps.missed.reach(account, origin.gapMs, origin.newsSinceAt)
  const isFill = cursor?.filled !== true || origin.gapMs > LONG_GAP_MS
  const listed = isFill ? await fill(deps, { account, origin }) : await changedSince(deps, { account, origin })
  if (listed.kind === 'failed') return listed.why
  const [mine, moved] = await Promise.all([readMine(deps, account, origin), readMoved(deps, listed.list, origin)])
  const failure = mine ?? moved ?? ((await listed.kept) ? null : 'store')
  if (failure !== null) return failure
  await deps.store.commit((tx) => tx.putCursor({ accountId: account, lastGoodAt: deps.serverAt, filled: true }))
  return null
}

/** A cursor in the future comes from a clock that was set back: it says nothing. */
function originOf(cursor: SyncCursor | undefined, serverAt: number): Origin {
  const lastGoodAt = cursor?.lastGoodAt ?? null
  const isKnown = lastGoodAt !== null && lastGoodAt <= serverAt + OVERLAP_MS
  if (!isKnown) return { source: 'catch-up', gapMs: Infinity, newsSinceAt: Infinity }
  return { source: 'catch-up', gapMs: Math.max(0, serverAt - lastGoodAt), newsSinceAt: lastGoodAt - OVERLAP_MS }
}

/** My open conversations: that a colleague, or I elsewhere, has read them is told by nothing else (FACTS §5.3). */
export async function readMine(deps: Reading, account: AccountId, origin: Origin): Promise<Failure | null> {
  const outcome = await deps.server.conversations(account, { status: 'open', assignee: 'me', page: 1 })
  if (outcome.kind !== 'accepted') return outcome.kind
  const isKept = await deps.queue.pushed({ kind: 'conversations', list: outcome.value.conversations, origin })
  return isKept ? null : 'store'
}

function readMoved(deps: CatchUpDeps, list: ConversationNews[], origin: Origin): Promise<Failure | null> {
  const isFirst = !Number.isFinite(origin.gapMs)
  const moved = isFirst ? list : list.filter((one) => (one.fields.lastActivityAt ?? Infinity) >= origin.newsSinceAt)
  const wanted = [...moved].sort((a, b) => concern(b, deps.me) - concern(a, deps.me))
  const keyOf = (one: ConversationNews): ConversationKey => ({ accountId: one.accountId, conversationId: one.id })
  return deps.each(
    isFirst ? wanted.slice(0, FIRST_CONVERSATIONS) : wanted,
    (one) => refreshMessages(deps, keyOf(one), origin),
    // They brought their last message along and may lack those before it: the next who reads them closes the hole.
    (rest) =>
      deps.store.commit(async (tx) => {
        for (const one of rest) await tx.forgetHistory(keyOf(one))
      }),
  )
}

/** Those that concern me first: mine, then nobody's, then the rest; open before closed. */
function concern(news: ConversationNews, me: UserId): number {
  const assignee = news.fields.assignee
  const whose = assignee === null || assignee === undefined ? 1 : assignee.id === me ? 2 : 0
  return whose + (news.fields.status === 'open' ? 3 : 0)
}

function asking({ server, isOver }: CatchUpNeeds): Server {
  const inTurn = atOnce(ASKED)
  const calledOff = { kind: 'never-sent', reason: 'offline', detail: 'called off' } as const
  const ask: Server['messages'] = async (key, window) => (isOver() ? calledOff : server.messages(key, window))
  return { ...server, messages: (key, window) => inTurn(() => ask(key, window)) }
}

function makeEach(isOver: () => boolean): CatchUpDeps['each'] {
  let left = PURSE
  return async (list, work, leave) => {
    const affordable = list.slice(0, left)
    left -= affordable.length
    const queue = affordable[Symbol.iterator]()
    let failure: Failure | null = null
    const worker = async (): Promise<void> => {
      for (const one of queue) {
        if (failure !== null) return
        failure = isOver() ? 'over' : ((await work(one)) ?? failure)
      }
    }
    await Promise.all(Array.from({ length: IN_HAND }, worker))
    if (failure === null && affordable.length < list.length) await leave?.(list.slice(affordable.length))
    return failure
  }
}
