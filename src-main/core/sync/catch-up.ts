/**
 * What to fetch after a gap, or at the first start (HOUSE §6, FACTS §5.4). Runs while the socket is already subscribed and
 * its frames wait in the queue, so nothing falls between.
 */
import type { Account } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationKey, MessageId, UserId } from '../../../src-preload/contract/ids'
import type { CaughtUpCounts, Facts } from '../facts'
import type { ConversationNews } from '../news'
import type { Outcome } from '../outcome'
import type { Clock, MessageWindow, Server, Store, SyncCursor } from '../ports'
import type { NewsQueue, Origin } from './queue'

/** Overlap with what we already know: clocks and transactions of the server are not exact. */
const OVERLAP_S = 60
/** `updated_within` answers unpaged; past this gap pages are cheaper and safer. */
const LONG_GAP_MS = 72 * 3_600_000
/** First fill: open conversations in full, older ones only their newest pages. */
const FILL_PAGES_OPEN = 40
const FILL_PAGES_ALL = 4
const PAGE = 25
/** Conversations whose messages are taken along at once; the rest is read on opening. */
const MESSAGES_AT_ONCE = 200
const PARALLEL = 6
const NO_UPPER_BOUND = 2_147_483_647
/** Messages read again on purpose; sizes of the server's answers without and with bounds (FACTS §3.4). */
const WINDOW = 50
const NEWEST = 20
const FULL = 1000

export interface CatchUpDeps {
  server: Server
  store: Store
  queue: NewsQueue
  facts: Facts
  clock: Clock
  me: UserId
  accounts: Pick<Account, 'id'>[]
  /** Server time in ms when the catch-up began. */
  serverAt: number
}

export type CatchUpResult =
  { kind: 'done'; gapMs: number; counts: CaughtUpCounts } | { kind: 'failed'; why: Outcome<unknown>['kind'] }

/** Runs one catch-up over all accounts. Stops at the first failure: what was read is already stored, the cursor is not moved. */
export async function catchUp(deps: CatchUpDeps): Promise<CatchUpResult> {
  const counting = countNews(deps)
  try {
    const cursors = await deps.store.cursors()
    let longestGapMs = 0
    for (const account of deps.accounts) {
      const cursor = cursors.find((one) => one.accountId === account.id) ?? {
        accountId: account.id,
        lastGoodAt: null,
        filled: false,
      }
      const gapMs = cursor.lastGoodAt === null ? Infinity : Math.max(0, deps.serverAt - cursor.lastGoodAt)
      const failure = await catchUpAccount(deps, cursor, gapMs)
      if (failure !== null) return { kind: 'failed', why: failure }
      longestGapMs = Math.max(longestGapMs, gapMs)
      const next: SyncCursor = { accountId: account.id, lastGoodAt: deps.serverAt, filled: true }
      await deps.store.commit((tx) => tx.putCursor(next))
    }
    return { kind: 'done', gapMs: longestGapMs, counts: counting.counts() }
  } finally {
    counting.stop()
  }
}

type Failure = Outcome<unknown>['kind'] | null

async function catchUpAccount(deps: CatchUpDeps, cursor: SyncCursor, gapMs: number): Promise<Failure> {
  const account = cursor.accountId
  const directory = await refreshDirectory(deps, account)
  if (directory !== null) return directory
  const origin: Origin = { source: 'catch-up', gapMs }
  const isFirst = !cursor.filled || gapMs > LONG_GAP_MS
  const listed = isFirst ? await fill(deps, account) : await changedSince(deps, account, gapMs)
  if (listed.kind === 'failed') return listed.why
  await deps.queue.pushed({ kind: 'conversations', list: listed.list, origin })
  const wanted = [...listed.list].sort((a, b) => concern(b, deps.me) - concern(a, deps.me)).slice(0, MESSAGES_AT_ONCE)
  return inParallel(wanted, (one) => refreshMessages(deps, { accountId: account, conversationId: one.id }, origin))
}

/** Those that concern me first: mine, then nobody's, then the rest; open before closed. */
function concern(news: ConversationNews, me: UserId): number {
  const assignee = news.fields.assignee
  const whose = assignee === null || assignee === undefined ? 1 : assignee.id === me ? 2 : 0
  return whose + (news.fields.status === 'open' ? 3 : 0)
}

type Listed = { kind: 'listed'; list: ConversationNews[] } | { kind: 'failed'; why: Outcome<unknown>['kind'] }

async function changedSince(deps: CatchUpDeps, account: AccountId, gapMs: number): Promise<Listed> {
  const updatedWithinS = Math.ceil(gapMs / 1000) + OVERLAP_S
  const outcome = await deps.server.conversations(account, { status: 'all', updatedWithinS })
  if (outcome.kind !== 'accepted') return { kind: 'failed', why: outcome.kind }
  return { kind: 'listed', list: outcome.value.conversations }
}

async function fill(deps: CatchUpDeps, account: AccountId): Promise<Listed> {
  const byId = new Map<number, ConversationNews>()
  for (const part of [
    { status: 'open', pages: FILL_PAGES_OPEN },
    { status: 'all', pages: FILL_PAGES_ALL },
  ] as const) {
    for (let page = 1; page <= part.pages; page++) {
      const outcome = await deps.server.conversations(account, { status: part.status, page })
      if (outcome.kind !== 'accepted') return { kind: 'failed', why: outcome.kind }
      for (const one of outcome.value.conversations) byId.set(one.id, one)
      // Shown at once: the first page is on screen while the rest still comes.
      deps.queue.push({
        kind: 'conversations',
        list: outcome.value.conversations,
        origin: { source: 'catch-up', gapMs: Infinity },
      })
      if (outcome.value.conversations.length < PAGE) break
    }
  }
  return { kind: 'listed', list: [...byId.values()] }
}

/** Reads inboxes, agents, teams, labels and canned responses of an account again. */
export async function refreshDirectory(deps: Pick<CatchUpDeps, 'server' | 'queue'>, account: AccountId): Promise<Failure> {
  const outcome = await deps.server.directory(account)
  if (outcome.kind !== 'accepted') return outcome.kind
  await deps.queue.pushed({ kind: 'directory', directory: { accountId: account, ...outcome.value } })
  return null
}

/**
 * The newest window we hold and what came after, in one answer: `after` alone never shows edits, deletions or delivery
 * states (FACTS §3.4). A conversation that cannot be read any more is skipped, it must not stop the rest.
 */
export async function refreshMessages(
  deps: Pick<CatchUpDeps, 'server' | 'store' | 'queue'>,
  key: ConversationKey,
  origin: Origin,
): Promise<Failure> {
  const held = (await deps.store.messages(key, null, WINDOW)).find((message) => message.id !== null)
  let after = held?.id ?? null
  for (;;) {
    const window: MessageWindow = after === null ? {} : { after, before: NO_UPPER_BOUND as MessageId }
    const outcome = await deps.server.messages(key, window)
    if (outcome.kind === 'refused') return null
    if (outcome.kind !== 'accepted') return outcome.kind
    const list = outcome.value
    await deps.queue.pushed({ kind: 'messages', key, list, reachedStart: after === null && list.length < NEWEST, origin })
    const last = list.at(-1)?.id
    if (after === null || list.length < FULL || last === undefined || last === after) return null
    after = last
  }
}

async function inParallel<T>(list: T[], work: (one: T) => Promise<Failure>): Promise<Failure> {
  let next = 0
  let failure: Failure = null
  const worker = async (): Promise<void> => {
    while (next < list.length && failure === null) {
      const one = list[next++] as T
      failure = (await work(one)) ?? failure
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return failure
}

/** Counts what the facts say while the catch-up runs: numbers only, for the digest. */
function countNews(deps: CatchUpDeps): { counts(): CaughtUpCounts; stop(): void } {
  const missed = new Map<string, { messages: number; concernsMe: boolean }>()
  const stop = deps.facts.on((fact) => {
    if (fact.kind === 'ConversationChanged') {
      const { accountId, id, assignee } = fact.conversation
      const known = missed.get(`${accountId}/${id}`)
      missed.set(`${accountId}/${id}`, {
        messages: known?.messages ?? 0,
        concernsMe: assignee === null || assignee.id === deps.me,
      })
    }
    if (fact.kind !== 'MessageArrived' || fact.source !== 'catch-up' || fact.message.type !== 'incoming') return
    const name = `${fact.message.accountId}/${fact.message.conversationId}`
    const known = missed.get(name) ?? { messages: 0, concernsMe: false }
    missed.set(name, { messages: known.messages + 1, concernsMe: known.concernsMe || fact.mentionsMe })
  })
  const counts = (): CaughtUpCounts => {
    const some = [...missed.values()].filter((one) => one.messages > 0)
    const sum = (list: typeof some): number => list.reduce((total, one) => total + one.messages, 0)
    return { newMessages: sum(some), conversations: some.length, concernMe: sum(some.filter((one) => one.concernsMe)) }
  }
  return { counts, stop }
}
