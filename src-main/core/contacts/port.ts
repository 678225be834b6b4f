/** What the room of the contacts asks of a server. Never throws for anything the network does. */
import type { ContactFields } from '../../../src-preload/contract/change'
import type { CustomAttribute, ContactInbox, ContactNote, SavedFilter } from '../../../src-preload/contract/contact'
import type { Condition, ContactSort } from '../../../src-preload/contract/contact-filter'
import type { AccountId, ContactId, InboxId } from '../../../src-preload/contract/ids'
import type { ContactNews, ConversationNews } from '../news'
import type { Outcome } from '../outcome'

/** A page of 15 from 1, and how many there are; null where the server did not count (FACTS §2 G8, G13). */
export interface ContactsFound {
  contacts: ContactNews[]
  count: number | null
}

/** Where a new conversation begins. `sourceId`: who the contact is in that inbox (FACTS §2 G19). */
export interface TalkToOpen {
  inboxId: InboxId
  contactId: ContactId
  sourceId: string
}

export interface ContactServer {
  /** Those with an e-mail address, a phone number or an identifier (FACTS §2 G8). */
  page(account: AccountId, ask: { page: number; sort: ContactSort }): Promise<Outcome<ContactsFound>>
  /** 100 a minute for all agents of the account (FACTS §6.4). */
  search(account: AccountId, ask: { text: string; page: number; sort: ContactSort }): Promise<Outcome<ContactsFound>>
  /** In the server's order: by what happened last. */
  filter(account: AccountId, ask: { conditions: readonly Condition[]; page: number }): Promise<Outcome<ContactsFound>>
  read(account: AccountId, contact: ContactId): Promise<Outcome<ContactNews>>
  labels(account: AccountId, contact: ContactId): Promise<Outcome<string[]>>
  create(account: AccountId, fields: ContactFields): Promise<Outcome<ContactNews>>
  remove(account: AccountId, contact: ContactId): Promise<Outcome<null>>
  merge(account: AccountId, what: { keep: ContactId; drop: ContactId }): Promise<Outcome<ContactNews>>
  notes(account: AccountId, contact: ContactId): Promise<Outcome<ContactNote[]>>
  addNote(account: AccountId, what: { contact: ContactId; content: string }): Promise<Outcome<ContactNote>>
  removeNote(account: AccountId, what: { contact: ContactId; note: number }): Promise<Outcome<null>>
  /** What the account has defined, for contacts and for conversations (FACTS §3.6). */
  attributes(account: AccountId): Promise<Outcome<CustomAttribute[]>>
  /** Where the contact is not known yet the sourceId is a new one in each answer (FACTS §3.8). */
  inboxes(account: AccountId, contact: ContactId): Promise<Outcome<ContactInbox[]>>
  open(account: AccountId, talk: TalkToOpen): Promise<Outcome<ConversationNews>>
  /** The person's own (FACTS §3.6). */
  filters(account: AccountId): Promise<Outcome<SavedFilter[]>>
  saveFilter(account: AccountId, made: Omit<SavedFilter, 'id'>): Promise<Outcome<SavedFilter>>
  removeFilter(account: AccountId, filter: number): Promise<Outcome<null>>
}
