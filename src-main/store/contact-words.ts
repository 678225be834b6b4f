import type { ContactReads, ContactWords } from '../core/ports'
import {
  adoptContacts,
  findContact,
  findAttributeDefinitions,
  findContactNotes,
  findContacts,
  putContact,
  putAttributeDefinitions,
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
    attributeDefinitions: (account) => ask((tx) => findAttributeDefinitions(tx, account)),
  }
}

/** The words they are written in. */
export function contactWords(ask: Ask): ContactWords {
  return {
    putContact: (row) => ask((tx) => putContact(tx, row)),
    removeContact: (key) => ask((tx) => removeContact(tx, key)),
    removeContacts: (account) => ask((tx) => removeContacts(tx, account)),
    putContactNotes: (key, notes) => ask((tx) => putContactNotes(tx, key, notes)),
    putAttributeDefinitions: (account, attributes) => ask((tx) => putAttributeDefinitions(tx, account, attributes)),
    adoptContacts: (limit) => ask((tx) => adoptContacts(tx, limit)),
  }
}
