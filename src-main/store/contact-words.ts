import type { ContactReads, ContactWords } from '../core/ports'
import {
  adoptContacts,
  findContact,
  findContactAttributes,
  findContactNotes,
  findContacts,
  putContact,
  putContactAttributes,
  putContactNotes,
  removeContact,
  removeContacts,
} from './contacts'
import type { Ask } from './ask'

/** Questions about customers. */
export function contactReads(ask: Ask): ContactReads {
  return {
    contact: (key) => ask((tx) => findContact(tx, key)),
    contacts: (wanted) => ask((tx) => findContacts(tx, wanted)),
    contactNotes: (key) => ask((tx) => findContactNotes(tx, key)),
    contactAttributes: (account) => ask((tx) => findContactAttributes(tx, account)),
  }
}

/** The words they are written in. */
export function contactWords(ask: Ask): ContactWords {
  return {
    putContact: (row) => ask((tx) => putContact(tx, row)),
    removeContact: (key) => ask((tx) => removeContact(tx, key)),
    removeContacts: (account) => ask((tx) => removeContacts(tx, account)),
    putContactNotes: (key, notes) => ask((tx) => putContactNotes(tx, key, notes)),
    putContactAttributes: (account, attributes) => ask((tx) => putContactAttributes(tx, account, attributes)),
    adoptContacts: (limit) => ask((tx) => adoptContacts(tx, limit)),
  }
}
