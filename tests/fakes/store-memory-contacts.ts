/** Contacts of the store in memory: order and search are SQL's work and are not imitated here. */
import type { CustomAttribute, ContactNote } from '../../src-preload/contract/contact'
import type { ContactKey, ContactReads, ContactWords, StoredContact } from '../../src-main/core/ports'

export interface ContactShelf {
  contacts: Map<string, StoredContact>
  contactNotes: Map<string, ContactNote[]>
  attributeDefinitions: Map<number, CustomAttribute[]>
}

const nameOf = ({ accountId, contactId }: ContactKey): string => `${accountId}/${contactId}`

export function contactReads(state: () => ContactShelf): ContactReads {
  const of = <T>(read: (shelf: ContactShelf) => T): Promise<T> => Promise.resolve().then(() => structuredClone(read(state())))
  return {
    contact: (key) => of((shelf) => shelf.contacts.get(nameOf(key)) ?? null),
    contacts: ({ account, words, offset, limit }) =>
      of((shelf) => {
        const rows = [...shelf.contacts.values()].filter(
          (row) => row.accountId === account && words.every((word) => JSON.stringify(row.contact).toLowerCase().includes(word)),
        )
        return { rows: rows.slice(offset, offset + limit), total: rows.length }
      }),
    contactNotes: (key) => of((shelf) => shelf.contactNotes.get(nameOf(key)) ?? null),
    attributeDefinitions: (account) => of((shelf) => shelf.attributeDefinitions.get(account) ?? []),
  }
}

export function contactWords(shelf: ContactShelf): ContactWords {
  const run = (work: () => unknown): Promise<void> => Promise.resolve().then(() => void work())
  return {
    putContact: (row) => run(() => putContact(shelf, row)),
    removeContact: (key) => run(() => shelf.contacts.delete(nameOf(key))),
    removeContacts: (account) =>
      run(() => {
        for (const [name, row] of [...shelf.contacts]) if (row.accountId === account) shelf.contacts.delete(name)
      }),
    putContactNotes: (key, notes) => run(() => shelf.contactNotes.set(nameOf(key), notes)),
    putAttributeDefinitions: (account, attributes) => run(() => shelf.attributeDefinitions.set(account, attributes)),
    adoptContacts: () => Promise.resolve(0),
  }
}

/** Labels and times that are not told stay. */
export function putContact(shelf: ContactShelf, row: StoredContact): void {
  const name = nameOf({ accountId: row.accountId, contactId: row.contact.id })
  const before = shelf.contacts.get(name)
  shelf.contacts.set(name, {
    ...row,
    contact: { ...(before?.contact.labels && { labels: before.contact.labels }), ...row.contact },
    lastActivityAt: row.lastActivityAt ?? before?.lastActivityAt ?? null,
    createdAt: row.createdAt ?? before?.createdAt ?? null,
  })
}
