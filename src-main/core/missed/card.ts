/** The card of what was missed, read from the databases each time: nothing on it was counted up, so nothing on it is old. */
import type { Absence, MissedCard, MissedLine } from '../../../src-preload/contract/schemas/missed'
import type { ProfileId } from '../../../src-preload/contract/ids'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { ConversationKey, UserId, AccountId } from '../../../src-preload/contract/ids'
import type { JobState } from '../../../src-preload/contract/entities'
import type { MovedTalk, Store } from '../ports'
import { becameOf, mentionOf, type Whose } from './sorted'

/** A profile, as far as the card needs it. */
export interface MissedSource {
  id: ProfileId
  me: UserId
  accounts: AccountId[]
  store: Pick<Store, 'movedSince' | 'hadAnswered' | 'conversation' | 'waiting' | 'jobs'>
  /** How far this computer's clock is ahead of the server's, in ms. */
  aheadMs: number
}

type Parts = Pick<MissedCard, 'waiting' | 'handled' | 'mentions' | 'stuck'>
/** A line with what it is sorted by, in ms of this computer. */
interface Found {
  line: MissedLine
  at: number
}
interface FoundParts {
  waiting: Found[]
  before: number
  handled: Found[]
  mentions: Found[]
  stuck: (MissedLine & { state: JobState })[]
}

/** So many lines of each kind cross the bridge; the numbers are of all. */
const MOST_LINES = 50

/** What was missed since `absence` began, over all profiles. */
export async function partsOf(sources: MissedSource[], absence: Absence, scope: Settings['alertScope']): Promise<Parts> {
  const found = await Promise.all(sources.map((source) => lookInto(source, absence, scope)))
  const waiting = found.flatMap((one) => one.waiting).sort((a, b) => a.at - b.at)
  const newest = (kind: 'handled' | 'mentions') => partOf(found.flatMap((one) => one[kind]).sort((a, b) => b.at - a.at))
  const stuck = found.flatMap((one) => one.stuck)
  return {
    waiting: {
      ...partOf(waiting),
      longestSinceAt: waiting[0]?.at ?? null,
      before: found.reduce((sum, one) => sum + one.before, 0),
    },
    handled: newest('handled'),
    mentions: newest('mentions'),
    stuck: { total: stuck.length, lines: stuck.slice(0, MOST_LINES) },
  }
}

function partOf(found: Found[]): { total: number; lines: MissedLine[] } {
  return { total: found.length, lines: found.slice(0, MOST_LINES).map(({ line }) => line) }
}

/** Whether there is anything to tell: that somebody waited before is no news. */
export function isWorthTelling({ waiting, handled, mentions, stuck }: Parts): boolean {
  return waiting.total + handled.total + mentions.total + stuck.total > 0
}

async function lookInto(source: MissedSource, absence: Absence, scope: Whose['scope']): Promise<FoundParts> {
  const { store, me, accounts, aheadMs } = source
  const since = absence.sinceAt - aheadMs
  const talks = await store.movedSince({ me, accounts, since })
  const found: FoundParts = { waiting: [], before: 0, handled: [], mentions: [], stuck: await stuckOf(source) }
  for (const talk of talks) await sort(source, { talk, since, scope }, found)
  const { total } = await store.waiting({ me, scope, accounts, limit: 1 })
  found.before = Math.max(0, total - found.waiting.length)
  return found
}

async function sort(
  source: MissedSource,
  { talk, since, scope }: { talk: MovedTalk; since: number; scope: Whose['scope'] },
  found: FoundParts,
): Promise<void> {
  const became = becameOf(talk, { me: source.me, scope })
  const at = (talk.said.at(-1)?.at ?? since) + source.aheadMs
  const mention = mentionOf(talk)
  if (became.kind === 'nothing' && mention === null) return
  const line = await lineOf(source, talk)
  if (line === null) return
  if (mention !== null) found.mentions.push({ line: { ...line, who: mention }, at })
  if (became.kind === 'waits') found.waiting.push({ line, at: (talk.waitingSinceAt ?? since) + source.aheadMs })
  if (became.kind !== 'handled') return
  const { by } = became
  // What a colleague was at before I left is her own work, and was never mine to miss.
  if (by !== null && by.id !== source.me && (await source.store.hadAnswered(keyOf(talk), by.id, since))) return
  found.handled.push({ line: { ...line, who: by?.name ?? line.conversation.assignee?.name ?? null }, at })
}

async function lineOf(source: MissedSource, key: ConversationKey): Promise<MissedLine | null> {
  const stored = await source.store.conversation(keyOf(key))
  return stored && { profileId: source.id, conversation: stored.conversation, who: null }
}

async function stuckOf(source: MissedSource): Promise<FoundParts['stuck']> {
  const jobs = (await source.store.jobs()).filter(({ state }) => state === 'failed' || state === 'held')
  const lines = await Promise.all(
    jobs.map(async (job) => {
      const line = await lineOf(source, job)
      return line === null ? [] : [{ ...line, state: job.state }]
    }),
  )
  return lines.flat()
}

function keyOf({ accountId, conversationId }: ConversationKey): ConversationKey {
  return { accountId, conversationId }
}
