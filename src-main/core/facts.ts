/**
 * What has happened. A fact is told only after the commit that made it true, so a listener that reads the store sees at
 * least that commit. Facts belong to one profile: each profile has its own bus.
 */
import type { Conversation, Link, Message } from '../../src-preload/contract/entities'
import type { AccountId, ClientId, ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { Action } from './outbox/action'
import type { Job } from './outbox/jobs'
import type { Log, Stop } from './ports'

/**
 * How news reached us: `socket` live, `catch-up` after a gap, `history` by paging backwards, `look` because we read a
 * conversation on purpose (opening it, a look-up of the outbox), `answer` as the answer to our own request.
 */
export type NewsSource = 'socket' | 'catch-up' | 'history' | 'look' | 'answer'

/** What a catch-up found, as numbers only: the digest must not name anybody. */
export interface CaughtUpCounts {
  /** Customers' messages that were not here before. */
  newMessages: number
  /** Conversations they belong to. */
  conversations: number
  /** Customers' messages in conversations of mine, unassigned, or where I was mentioned. */
  concernMe: number
}

export type Fact =
  /**
   * A message is stored that was not; each is told once. `gapMs` is the length of the gap a catch-up closes, Infinity for
   * the first fill, 0 otherwise.
   */
  | { kind: 'MessageArrived'; message: Message; source: NewsSource; gapMs: number; mentionsMe: boolean }
  | { kind: 'MessageChanged'; message: Message; source: NewsSource }
  /** `before` is null for a conversation that is new here. */
  | { kind: 'ConversationChanged'; conversation: Conversation; before: Conversation | null; source: NewsSource }
  /** Gone from the server, with everything we held of it. */
  | { kind: 'ConversationRemoved'; conversation: ConversationKey }
  | { kind: 'ReplyQueued'; job: Job }
  /** The server has it. */
  | { kind: 'ReplySent'; clientId: ClientId; message: Message }
  | { kind: 'ReplyFailed'; job: Job }
  | { kind: 'ReplyHeld'; job: Job }
  /** Taken back by the agent before it left, or dropped. */
  | { kind: 'ReplyWithdrawn'; clientId: ClientId; conversation: ConversationKey }
  /** Any job of this conversation changed its state. */
  | { kind: 'OutboxChanged'; conversation: ConversationKey }
  /** The server would not do it; the conversation shows again what it was. `words` and the names of `fields` are the server's. */
  /** The server did not take the agent among the participants, and did not say so. */
  | { kind: 'FollowingRefused'; name: string }
  | { kind: 'ActionRefused'; action: Action; name: string; words: string; fields: readonly string[] }
  /** It waits for the agent's word. */
  | { kind: 'ActionHeld'; action: Action; name: string }
  | { kind: 'DraftChanged'; conversation: ConversationKey }
  /** The files of a reply are on their way, so far. Told a few times a second at most. */
  | { kind: 'UploadMoved'; clientId: ClientId; sentBytes: number; totalBytes: number }
  | { kind: 'CaughtUp'; gapMs: number; counts: CaughtUpCounts }
  | { kind: 'LinkChanged'; link: Link }
  /** The token is refused for good: confirmed by /profile. */
  | { kind: 'SignedOut' }
  /** The agent has this conversation on a focused screen. */
  | { kind: 'SeenHere'; conversation: ConversationKey; messageId: MessageId | null }
  | { kind: 'DirectoryChanged'; accountId: AccountId }
  /** A customer, or what is noted about one. */
  | { kind: 'ContactsChanged'; accountId: AccountId }
  /** Read or removed elsewhere; `conversation` is null when the server did not name it. */
  | { kind: 'NotificationGone'; conversation: ConversationKey | null }
  | { kind: 'VerdictsChanged' }
  /** History goes to make room, or has gone. */
  | { kind: 'StorageChanged' }
  /** What is taken along: another pack, or more of it is here. */
  | { kind: 'PacksChanged' }
  /** Lines were added to the health log. */
  | { kind: 'HealthChanged' }
  /** Somebody began or stopped to write. */
  | { kind: 'TypingChanged'; conversation: ConversationKey }
  /** Name, accounts, availability or server version of the profile. */
  | { kind: 'ProfileChanged' }

export type FactKind = Fact['kind']
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>

export interface Facts {
  /** Tells every listener, in the order they came. One that throws is written down and does not stop the others. */
  tell(fact: Fact): void
  on(listener: (fact: Fact) => void): Stop
}

/** One bus. Told facts are delivered at once; a fact told by a listener waits for its turn, so all listeners see one order. */
export function makeFacts(log: Pick<Log, 'bug'>): Facts {
  const listeners = new Set<{ hear: (fact: Fact) => void }>()
  const waiting: Fact[] = []
  let telling = false

  const deliver = (fact: Fact): void => {
    for (const listener of [...listeners]) {
      if (!listeners.has(listener)) continue
      try {
        listener.hear(fact)
      } catch (error: unknown) {
        log.bug(`facts ${fact.kind}`, error)
      }
    }
  }

  return {
    tell(fact) {
      waiting.push(fact)
      if (telling) return
      telling = true
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) deliver(next)
      telling = false
    },
    on(hear) {
      const listener = { hear }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
