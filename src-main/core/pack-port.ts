/** What core asks of the database about what is taken along (M15). */
import type { AccountId, ContactId, ConversationKey, InboxId } from '../../src-preload/contract/ids'
import type { PackFiles, PackPeriod } from '../../src-preload/contract/schemas/pack'
import type { PictureKey } from './picture-port'

/** The part of a choice that one profile has to fetch. `names` say what was chosen when it can no longer be asked. */
export interface PackAsk {
  accounts: { accountId: AccountId; name: string; inboxes: { id: InboxId; name: string }[] | null }[]
  labels: string[]
  contact: { accountId: AccountId; contactId: ContactId; conversation: ConversationKey } | null
  period: PackPeriod
  files: PackFiles | null
  keepDays: number | null
}

/**
 * A pack of one profile; packs of several with the same id are one for the agent. `stage`: its conversations are listed, then
 * fetched. `place`: which list, and which page of it, is to be read next. `since` (server ms) is fixed when a listing begins.
 */
export interface StoredPack {
  id: string
  ask: PackAsk
  stage: 'listing' | 'fetching' | 'here' | 'stopped'
  since: number
  place: { list: number; page: number }
  createdAt: number
  builtAt: number | null
  expiresAt: number | null
}

/** Of a pack's conversations: how many are here, and how many cannot be read. */
export interface PackCount {
  all: number
  here: number
  unreadable: number
}

/** Whose conversations: all of an account that moved since a time (server ms) and fit. Null: whatever it is. */
export interface PackScope {
  account: AccountId
  since: number
  inboxes: InboxId[] | null
  labels: string[]
  contact: ContactId | null
}

/**
 * What of it is stored: conversations, those with nothing missing since then, messages since then, and those of the filled
 * ones. `files` and `fileBytes`: per message, by a sample of this account's newest.
 */
export interface PackStock {
  known: number
  filled: number
  messages: number
  filledMessages: number
  filesPerMessage: number
  bytesPerFile: number
}

/** Questions. */
export interface PackReads {
  packs(): Promise<StoredPack[]>
  packCount(id: string): Promise<PackCount>
  /** Messages and bytes of files that a pack holds. */
  packUse(id: string): Promise<{ messages: number; fileBytes: number }>
  /** The next conversation to be fetched. */
  packNext(id: string): Promise<ConversationKey | null>
  packStock(scope: PackScope, files: PackFiles | null): Promise<PackStock>
}

/** `waiting`: to be fetched. */
export type PackState = 'waiting' | 'here' | 'unreadable'

/** The words it is written in. */
export interface PackWords {
  /** Insert or replace. */
  putPack(pack: StoredPack): Promise<void>
  /** Nothing that it held is spared any more, unless another pack holds it. */
  removePack(id: string): Promise<void>
  /** Those that it holds already are fetched again. */
  addToPack(id: string, keys: readonly ConversationKey[]): Promise<void>
  setPackState(id: string, key: ConversationKey, state: PackState): Promise<void>
  /** It goes with the last pack that holds its conversation, not with age. */
  keepPicture(key: PictureKey): Promise<void>
}
