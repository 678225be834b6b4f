/**
 * What is asked of the server for a conversation at once: who follows it, and macros. Only the server knows the one and does the
 * other, so it needs a connection.
 */
import type { Agent } from '../../src-preload/contract/entities'
import type { Answer } from '../../src-preload/contract/errors'
import type { AccountId, ConversationKey, MessageId, UserId } from '../../src-preload/contract/ids'
import type { Macro } from '../../src-preload/contract/macro'
import type { CallOutput } from '../../src-preload/contract/schemas'
import { errorOf, ok, refuse } from './answer'
import type { Outcome } from './outcome'
import type { Server } from './ports'
import { makeRedeliver, type RedeliverNeeds } from './redeliver'
import { translate } from './translations'
import type { NewsQueue } from './sync/queue'

interface ErrandNeeds {
  server: Pick<Server, 'errands' | 'messages'>
  store: RedeliverNeeds['store']
  outbox: RedeliverNeeds['outbox']
  version: RedeliverNeeds['version']
  queue: Pick<NewsQueue, 'pushed'>
  me: UserId
  isConnected: () => boolean
  /** The server's clock in ms. */
  serverNow: () => number
}

export type Errands = ReturnType<typeof makeErrands>

/** The errands of one profile. */
export function makeErrands(needs: ErrandNeeds) {
  const { server, queue, me, isConnected, serverNow } = needs
  const { errands } = server
  const ask = async <T, A>(asking: () => Promise<Outcome<T>>, to: (value: T) => A): Promise<Answer<A>> => {
    if (!isConnected()) return refuse({ kind: 'offline' })
    const outcome = await asking()
    return outcome.kind === 'accepted' ? ok(to(outcome.value)) : refuse(errorOf(outcome) ?? { kind: 'offline' })
  }
  return {
    /** Who follows it. Whether I do is kept: nothing else tells (FACTS §3.3). */
    participants: async (key: ConversationKey): Promise<Answer<Agent[]>> => {
      const asOfAt = serverNow()
      const answer = await ask(() => errands.participants(key), same)
      if (!answer.ok) return answer
      const isMine = answer.value.some(({ id }) => id === me)
      const one = [key.conversationId]
      const told = isMine ? { on: one, off: [] } : { on: [], off: one }
      await queue.pushed({ kind: 'followed', account: key.accountId, ...told, asOfAt })
      return answer
    },
    /** Delivers once more what a channel did not take. */
    retry: makeRedeliver(needs),
    translate: (key: ConversationKey, ask: { id: MessageId; language: string }) => translate(needs, key, ask),
    macros: (account: AccountId): Promise<Answer<Macro[]>> => ask(() => errands.macros(account), same),
    runMacro: async (key: ConversationKey, macro: number): Promise<Answer<CallOutput<'macro.run'>>> => {
      if (!isConnected()) return refuse({ kind: 'offline' })
      const outcome = await errands.runMacro(key, macro)
      if (outcome.kind === 'unsure') return ok({ end: 'unsure' })
      return ask(
        () => Promise.resolve(outcome),
        () => ({ end: 'asked' as const }),
      )
    },
  }
}

function same<T>(value: T): T {
  return value
}
