/** What the server makes of a message in another language: it needs Google Translate there (FACTS §3.4), and is kept with the message. */
import type { Answer } from '../../src-preload/contract/errors'
import type { ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { CallOutput } from '../../src-preload/contract/schemas'
import { errorOf, ok, refuse } from './answer'
import type { Server, Store } from './ports'
import { ANSWER } from './sync/origin'
import type { NewsQueue } from './sync/queue'

export interface TranslateNeeds {
  store: Pick<Store, 'message'>
  server: Pick<Server, 'errands' | 'messages'>
  queue: Pick<NewsQueue, 'pushed'>
  isConnected: () => boolean
}

/** Asks for it and keeps it. `none`: the server translates nothing. */
export async function translate(
  { store, server, queue, isConnected }: TranslateNeeds,
  key: ConversationKey,
  { id, language }: { id: MessageId; language: string },
): Promise<Answer<CallOutput<'message.translate'>>> {
  if (!isConnected()) return refuse({ kind: 'offline' })
  const outcome = await server.errands.translate(key, id, language)
  if (outcome.kind !== 'accepted') return refuse(errorOf(outcome) ?? { kind: 'offline' })
  const stored = await store.message(key.accountId, id)
  if (stored === null) return refuse({ kind: 'not-found' })
  if (outcome.value === null) return ok({ end: 'none' })
  if (outcome.value === '') {
    // Somebody asked before us: it lies with the message already.
    const read = await server.messages(key, { after: (id - 1) as MessageId })
    const there = read.kind === 'accepted' ? read.value.filter((one) => one.id === id) : []
    await queue.pushed({ kind: 'messages', key, list: there, reachedStart: false, origin: ANSWER })
    return ok({ end: there[0]?.fields.translations?.[language] === undefined ? 'none' : 'done' })
  }
  const translations = { ...stored.message.translations, [language]: outcome.value }
  const news = { ...key, id, evidenceAt: stored.evidenceAt, clientId: null, fields: { translations } }
  await queue.pushed({ kind: 'messages', key, list: [news], reachedStart: false, origin: ANSWER })
  return ok({ end: 'done' })
}
