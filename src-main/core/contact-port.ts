/** What core asks of the database about customers. */
import type { CustomAttribute, ContactNote } from '../../src-preload/contract/contact'
import type { ContactSort } from '../../src-preload/contract/contact-filter'
import type { Contact } from '../../src-preload/contract/entities'
import type { AccountId, ContactId } from '../../src-preload/contract/ids'

/** A customer within one profile. */
export interface ContactKey {
  accountId: AccountId
  contactId: ContactId
}

/** A customer as shown: what the agent changed and the server does not know yet is in it. Times in ms. */
export interface StoredContact {
  accountId: AccountId
  contact: Contact
  lastActivityAt: number | null
  createdAt: number | null
}

/** `words`: folded beginnings or parts of name, e-mail, number, identifier or company; all must be there. */
export interface ContactsStoredAsk {
  account: AccountId
  words: string[]
  sort: ContactSort
  offset: number
  limit: number
}

/** Questions. */
export interface ContactReads {
  contact(key: ContactKey): Promise<StoredContact | null>
  contacts(ask: ContactsStoredAsk): Promise<{ rows: StoredContact[]; total: number }>
  /** Null: never read. */
  contactNotes(key: ContactKey): Promise<ContactNote[] | null>
  attributeDefinitions(account: AccountId): Promise<CustomAttribute[]>
}

/** The words they are written in. The customer of a conversation is written with it. */
export interface ContactWords {
  putContact(row: StoredContact): Promise<void>
  removeContact(key: ContactKey): Promise<void>
  /** All of an account. */
  removeContacts(account: AccountId): Promise<void>
  /** Nothing happens for a contact that is not stored. */
  putContactNotes(key: ContactKey, notes: ContactNote[]): Promise<void>
  putAttributeDefinitions(account: AccountId, attributes: CustomAttribute[]): Promise<void>
  /** Customers of conversations that were stored before contacts were; so many at most, how many it were. */
  adoptContacts(limit: number): Promise<number>
}
