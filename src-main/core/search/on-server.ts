/** What the servers find of what is not stored here: messages of the last three months, by the words alone (FACTS §3.9). */
import type { AppError } from '../../../src-preload/contract/errors'
import type { Message } from '../../../src-preload/contract/entities'
import type { AccountId, ProfileId } from '../../../src-preload/contract/ids'
import type { FoundMessage, ServerSearchAnswer } from '../../../src-preload/contract/schemas/search'
import { errorOf } from '../answer'
import type { MessageNews } from '../news'
import type { Server, Store } from '../ports'
import { type AskedWord, parseQuery } from './query'
import { shown } from './search'

export interface ServerSource {
  id: ProfileId
  accounts: { id: AccountId }[]
  server: Pick<Server, 'searchMessages'>
  store: Pick<Store, 'messagesById' | 'conversation'>
}

interface ServerAsk {
  text: string
  scope: { profileId: ProfileId; accountId: AccountId } | null
  page: number
}

/** A page of the server's search. */
const PAGE = 15

/** One that cannot be asked does not take the others' answers away. */
export async function searchServers(sources: ServerSource[], ask: ServerAsk, now: number): Promise<ServerSearchAnswer> {
  const words = parseQuery(ask.text, now).words.filter((word) => !word.not)
  const text = words.map((word) => word.text).join(' ')
  const answer: ServerSearchAnswer = { messages: [], more: false, failed: [] }
  if (text === '') return answer
  const failed = new Map<ProfileId, AppError>()
  for (const source of sources) {
    if (ask.scope !== null && ask.scope.profileId !== source.id) continue
    for (const { id } of source.accounts) {
      if (ask.scope !== null && ask.scope.accountId !== id) continue
      const outcome = await source.server.searchMessages(id, { text, page: ask.page })
      const error: AppError | null = errorOf(outcome)
      if (outcome.kind !== 'accepted') failed.set(source.id, error ?? { kind: 'offline' })
      else {
        answer.messages.push(...(await notStored(source, outcome.value, words)))
        answer.more ||= outcome.value.length >= PAGE
      }
    }
  }
  answer.failed = [...failed].map(([profileId, error]) => ({ profileId, error }))
  answer.messages.sort((one, other) => other.createdAt - one.createdAt)
  return answer
}

async function notStored(
  { id: profileId, store }: ServerSource,
  news: MessageNews[],
  words: AskedWord[],
): Promise<FoundMessage[]> {
  const account = news[0]?.accountId
  if (account === undefined) return []
  const ids = news.map((one) => one.id)
  const held = new Set((await store.messagesById(account, ids)).map((row) => row.message.id))
  const found: FoundMessage[] = []
  for (const one of news) {
    if (held.has(one.id) || one.fields.type === 'activity') continue
    const stored = await store.conversation({ accountId: account, conversationId: one.conversationId })
    found.push(shown(profileId, { message: whole(one), contactName: stored?.conversation.contact.name ?? null }, words))
  }
  return found
}

/** A hit is not whole, so it is shown and never stored. */
function whole({ accountId, conversationId, id, fields }: MessageNews): Message {
  const blank: Message = {
    ...{ accountId, conversationId, id, inboxId: null, clientId: null, marker: null, type: 'incoming', contentType: 'text' },
    ...{ content: '', html: null, mail: null, private: false, status: 'sent', error: null, deleted: false, inReplyTo: null },
    ...{ sender: null, attachments: [], createdAt: 0 },
  }
  return Object.assign(blank, fields)
}
