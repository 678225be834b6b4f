/** What stands before the agent in a review (M15): each held reply and change beside what happened since she wrote it. */
import type { Change } from '../../../src-preload/contract/change'
import type { Conversation, JobReason, Message } from '../../../src-preload/contract/entities'
import type { ConversationKey, MessageId, ProfileId, UserId } from '../../../src-preload/contract/ids'
import type { Happened, ReviewItem } from '../../../src-preload/contract/schemas/review'
import { filesOfJob } from '../files/on-the-way'
import type { ConversationNews, MessageNews } from '../news'
import type { Store } from '../ports'
import { type Action, under } from './action'
import { evidenceFor, heldByAssignee, heldByMessages } from './action-guard'
import { keyOf } from './actions'
import { isSurelyOpen, WINDOW_CLOSED } from './deadline'
import { guard } from './guard'
import { readWindow } from './in-time'
import type { Job } from './jobs'
import { awaitsReview } from './review-reason'

/** How far back is looked for what happened, and how much of it is shown. */
const LOOKED_AT = 200
const SHOWN = 5

/** Whose review. */
export interface ReviewSource {
  id: ProfileId
  me: { id: UserId; name: string }
  store: Store
  /** The server's clock in ms. */
  serverNow: () => number
}

interface Talk {
  conversation: Conversation | null
  messages: Message[]
}

/** One that the server has. */
type SentMessage = Message & { id: MessageId }

/** In the order in which it was written. */
export async function reviewList(source: ReviewSource): Promise<ReviewItem[]> {
  const { store } = source
  const talks = new Map<string, Promise<Talk>>()
  const talkOf = (key: ConversationKey): Promise<Talk> => {
    const name = `${key.accountId}/${key.conversationId}`
    const talk = talks.get(name) ?? readTalk(store, key)
    talks.set(name, talk)
    return talk
  }
  const items: ReviewItem[] = []
  for (const job of await store.jobs()) if (job.state === 'held') items.push(await ofReply(source, job, await talkOf(job)))
  for (const action of await store.actions()) {
    if (action.state !== 'held' || action.change.kind === 'seen') continue
    items.push(await ofAction(source, { ...action, change: action.change }, await talkOf(action)))
  }
  return items.sort((one, other) => one.createdAt - other.createdAt)
}

async function readTalk(store: Store, key: ConversationKey): Promise<Talk> {
  const conversation = (await store.conversation(key))?.conversation ?? null
  return { conversation, messages: await store.messages(keyOf(key), null, LOOKED_AT) }
}

async function ofReply(source: ReviewSource, job: Job, talk: Talk): Promise<ReviewItem> {
  const { store, me } = source
  const newer = newerThan(talk, job.seenId ?? job.anchorId, me.id)
  // How long ago it was written stands beside it.
  const evidence = { newer: newer.map(asNews), conversation: talk.conversation, me, now: job.createdAt }
  return {
    ...common(source, { one: job, talk, newer }),
    kind: 'reply',
    clientId: job.clientId,
    text: job.text,
    private: job.private,
    files: (await filesOfJob(store, job)).map(({ name }) => name),
    changed: ownReason(job) ?? (job.private ? null : (guard(job, evidence) ?? (await whyLate(source, job)))),
  }
}

/** The channel's time is over as far as we know; the server is asked when it leaves. Templates go at any time. */
async function whyLate({ store, serverNow }: ReviewSource, job: Job): Promise<JobReason | null> {
  const view = job.template === null ? await readWindow(store, job) : null
  return view === null || isSurelyOpen(view, serverNow()) ? null : WINDOW_CLOSED
}

async function ofAction(source: ReviewSource, action: Action & { change: Change }, talk: Talk): Promise<ReviewItem> {
  const newer = newerThan(talk, action.seenId, source.me.id)
  const below = talk.conversation && under(talk.conversation, await source.store.actionsOf(keyOf(action)))
  return {
    ...common(source, { one: action, talk, newer }),
    kind: 'action',
    actionId: action.id,
    change: action.change,
    changed: ownReason(action) ?? whyChanged(action, { newer, below, me: source.me.id }),
  }
}

function whyChanged(
  action: Action,
  { newer, below, me }: { newer: SentMessage[]; below: Conversation | null; me: UserId },
): JobReason | null {
  switch (evidenceFor({ ...action, madeBlind: true }, { now: action.createdAt, lineCameAt: 0 })) {
    case 'messages':
      return heldByMessages(action, newer.map(asNews), me)
    case 'conversation':
      return below && heldByAssignee(action, { fields: { assignee: below.assignee } } as ConversationNews)
    case null:
      return null
  }
}

/** What the guard found before; a review alone is no reason against it. */
function ownReason(held: Job | Action): JobReason | null {
  return awaitsReview(held) ? null : held.reason
}

function common(source: ReviewSource, { one, talk, newer }: { one: Job | Action; talk: Talk; newer: SentMessage[] }) {
  const { conversation, messages } = talk
  const shown = newer.slice(-SHOWN)
  return {
    conversation: { profileId: source.id, ...keyOf(one) },
    contactName: conversation?.contact.name ?? '',
    status: conversation?.status ?? '',
    createdAt: one.createdAt,
    reason: one.reason,
    happened: shown.map(asHappened),
    more: newer.length - shown.length,
    seenId: messages.reduce<MessageId | null>((last, { id }) => ((id ?? 0) > (last ?? 0) ? id : last), null),
  }
}

/** What others did after a message; my own words are no news to me. */
function newerThan({ messages }: Talk, seenId: MessageId | null, me: UserId): SentMessage[] {
  const isMine = ({ sender }: Message): boolean => sender?.type === 'user' && sender.id === me
  const isSent = (message: Message): message is SentMessage => message.id !== null
  return messages.filter(isSent).filter((message) => message.id > (seenId ?? 0) && !isMine(message))
}

function asHappened({ id, type, private: isPrivate, sender, content, attachments, createdAt }: SentMessage): Happened {
  const files = attachments.length
  return { id, type, private: isPrivate, name: sender?.name ?? null, text: content, files, createdAt }
}

function asNews(message: SentMessage): MessageNews {
  const { accountId, conversationId, id, clientId, ...fields } = message
  return { accountId, conversationId, id, evidenceAt: 0, clientId, fields }
}
