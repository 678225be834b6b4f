/**
 * Is my marker on the server? The only way to learn it on every version is to read the messages written since
 * (FACTS §4.4). What was read is also what the guard and the store learn from: one fetch, three answers (HOUSE §5.6).
 */
import type { MessageId, UserId } from '../../../src-preload/contract/ids'
import type { MessageNews } from '../news'
import type { Outcome } from '../outcome'
import type { MessageWindow, Server } from '../ports'
import { isSameReply } from './acknowledge'
import type { Job } from './jobs'
import { GRACE_MS } from './next-step'

/** Looks after an attempt without a clear answer; only the last one comes late enough to say "absent". */
const LOOKS_AT_MS = [2_000, 10_000, GRACE_MS] as const
const FULL_PAGE = 100
const NEWEST_PAGE = 20
/** Rows come by creation time, not by id (FACTS §3.4): overlap, so that none slips between two pages. */
const OVERLAP = 10
/** How far our clock and the server's may differ before the way back through history stops too early. */
const CLOCK_DOUBT_MS = 60 * 60_000

export type Look =
  | { kind: 'found'; message: MessageNews; news: MessageNews[] }
  | { kind: 'absent'; news: MessageNews[] }
  | { kind: 'failed'; outcome: Exclude<Outcome<unknown>, { kind: 'accepted' }> }

/** When the next look at an unsure job is due. */
export function nextLookAt(job: Job): number {
  const pause = LOOKS_AT_MS[Math.min(job.looks, LOOKS_AT_MS.length - 1)] ?? GRACE_MS
  return (job.unsureSinceAt ?? 0) + pause
}

/** Reads everything since the job was written and looks for it. */
export async function lookFor(job: Job, server: Pick<Server, 'messages'>, me: UserId): Promise<Look> {
  const from = startOf(job)
  const read = from === null ? await readBack(job, server) : await readOn(job, server, from)
  if (read.kind !== 'accepted') return { kind: 'failed', outcome: read }
  const message = read.value.find((news) => isSameReply(job, news, me))
  return message ? { kind: 'found', message, news: read.value } : { kind: 'absent', news: read.value }
}

/** Nothing of ours can be older than the newest message we had, and the guard starts at the newest one seen. */
function startOf(job: Job): MessageId | null {
  if (job.anchorId === null || job.seenId === null) return job.anchorId ?? job.seenId
  return job.anchorId < job.seenId ? job.anchorId : job.seenId
}

async function readOn(job: Job, server: Pick<Server, 'messages'>, from: MessageId): Promise<Outcome<MessageNews[]>> {
  const news = new Map<MessageId, MessageNews>()
  for (let after: MessageId | null = from; after !== null;) {
    const page = await readPage(job, server, { after })
    if (page.kind !== 'accepted') return page
    for (const one of page.value) news.set(one.id, one)
    after = page.value.length < FULL_PAGE ? null : least(page.value.slice(-OVERLAP))
  }
  return { kind: 'accepted', value: [...news.values()] }
}

/** Nothing of the conversation was stored yet: from the newest page back to the time the reply was written. */
async function readBack(job: Job, server: Pick<Server, 'messages'>): Promise<Outcome<MessageNews[]>> {
  const news: MessageNews[] = []
  for (let window: MessageWindow | null = {}; window !== null;) {
    const page = await readPage(job, server, window)
    if (page.kind !== 'accepted') return page
    news.push(...page.value)
    const before = least(page.value)
    const oldestAt = Math.min(...page.value.map((one) => one.fields.createdAt ?? 0))
    const wentFarEnough = page.value.length < NEWEST_PAGE || oldestAt < job.createdAt - CLOCK_DOUBT_MS
    window = wentFarEnough || before === null ? null : { before }
  }
  return { kind: 'accepted', value: news }
}

function readPage(job: Job, server: Pick<Server, 'messages'>, window: MessageWindow): Promise<Outcome<MessageNews[]>> {
  return server.messages({ accountId: job.accountId, conversationId: job.conversationId }, window)
}

function least(page: MessageNews[]): MessageId | null {
  return page.reduce<MessageId | null>((low, one) => (low === null || one.id < low ? one.id : low), null)
}
