/** Customers by themselves: what their conversations say of them, and what the room of the contacts has read. */
import { z } from 'zod'
import { attributeSchema, contactNote } from '../../src-preload/contract/contact'
import type { CustomAttribute, ContactNote } from '../../src-preload/contract/contact'
import type { ContactSort } from '../../src-preload/contract/contact-filter'
import { type Contact, type Conversation, contactSchema } from '../../src-preload/contract/entities'
import { accountId as accountIdOf, type AccountId } from '../../src-preload/contract/ids'
import type { ContactKey, ContactsStoredAsk, StoredContact } from '../core/ports'
import { fold } from '../core/search/words'
import type { Connection } from './connection'
import { parseConversation } from './conversation-row'
import { parseEntity } from './parse'
import { raw } from './sound'

/** Nobody looks for the end of a longer name. */
const MOST = 2_000
const COLUMNS = 'account_id, id, entity, last_activity_at, created_at'

interface ContactRow {
  account_id: number
  id: number
  entity: string
  last_activity_at: number | null
  created_at: number | null
}

const byKey = raw<ContactRow>(`SELECT ${COLUMNS} FROM contacts WHERE account_id = ? AND id = ?`)

/** Labels and times that are not told stay; the same again writes nothing. */
const upsert = raw(`
  INSERT INTO contacts (account_id, id, evidence_at, entity, said, name_key, company_key, last_activity_at, created_at)
  VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (account_id, id) DO UPDATE SET
    entity = CASE
      WHEN json_type(excluded.entity, '$.labels') IS NULL AND json_type(contacts.entity, '$.labels') IS NOT NULL
      THEN json_set(excluded.entity, '$.labels', json(contacts.entity -> '$.labels'))
      ELSE excluded.entity END,
    said = excluded.said, name_key = excluded.name_key, company_key = excluded.company_key,
    last_activity_at = max(coalesce(contacts.last_activity_at, excluded.last_activity_at),
      coalesce(excluded.last_activity_at, contacts.last_activity_at)),
    created_at = coalesce(excluded.created_at, contacts.created_at)
  WHERE excluded.entity IS NOT contacts.entity
    OR coalesce(excluded.last_activity_at, 0) > coalesce(contacts.last_activity_at, 0)
    OR excluded.created_at IS NOT contacts.created_at`)

const removal = raw('DELETE FROM contacts WHERE account_id = ? AND id = ?')
const removalOfAccount = raw('DELETE FROM contacts WHERE account_id = ?')
const removalOfAttributes = raw('DELETE FROM contact_attributes WHERE account_id = ?')
const notesOf = raw<{ notes: string | null }>('SELECT notes FROM contacts WHERE account_id = ? AND id = ?')
const noteDown = raw('UPDATE contacts SET notes = ? WHERE account_id = ? AND id = ?')
const attributesOf = raw<{ entity: string }>('SELECT entity FROM contact_attributes WHERE account_id = ?')
const define = raw('INSERT OR REPLACE INTO contact_attributes (account_id, entity) VALUES (?, ?)')

const FITS = 'account_id = ? AND NOT EXISTS (SELECT 1 FROM json_each(?) AS w WHERE instr(said, w.value) = 0)'
const total = raw<{ count: number }>(`SELECT count(*) AS count FROM contacts WHERE ${FITS}`)
const ORDERS: Record<ContactSort, string> = {
  name: 'name_key, id',
  '-name': 'name_key DESC, id',
  '-last_activity_at': 'last_activity_at DESC, id',
  '-created_at': 'created_at DESC, id DESC',
  company: `company_key = '', company_key, name_key, id`,
}
const pages = Object.fromEntries(
  Object.entries(ORDERS).map(([sort, order]) => [
    sort,
    raw<ContactRow>(`SELECT ${COLUMNS} FROM contacts WHERE ${FITS} ORDER BY ${order} LIMIT ? OFFSET ?`),
  ]),
)

const strangers = raw<{ account_id: number; id: number; entity: string }>(`
  SELECT account_id, id, entity FROM conversations AS c
  WHERE NOT EXISTS (SELECT 1 FROM contacts AS k WHERE k.account_id = c.account_id AND k.id = c.contact_id)
  ORDER BY last_activity_at DESC LIMIT ?`)

/** Null: not here, or no longer readable. */
export function findContact(tx: Connection, { accountId, contactId }: ContactKey): StoredContact | null {
  const row = tx.first(byKey, [accountId, contactId])
  return (row && toContact(tx, row)[0]) ?? null
}

/** A page of those that fit, and how many there are. */
export function findContacts(
  tx: Connection,
  { account, words, sort, offset, limit }: ContactsStoredAsk,
): { rows: StoredContact[]; total: number } {
  const fits = [account, JSON.stringify(words)]
  const page = pages[sort]
  const rows = page ? tx.all(page, [...fits, limit, offset]).flatMap((row) => toContact(tx, row)) : []
  return { rows, total: tx.first(total, fits)?.count ?? 0 }
}

/** Inserts or replaces. */
export function putContact(tx: Connection, { accountId, contact, lastActivityAt, createdAt }: StoredContact): void {
  const company = contact.additionalAttributes['company_name']
  const companyKey = typeof company === 'string' ? keyOf(company) : ''
  const name = keyOf(contact.name)
  const ways = [contact.email, contact.phoneNumber, contact.identifier].map((way) => keyOf(way ?? ''))
  const digits = contact.phoneNumber?.replace(/\D/g, '') ?? ''
  const said = [name, ...ways, digits, companyKey].join('\n')
  tx.run(upsert, [...[accountId, contact.id, JSON.stringify(contact)], ...[said, name, companyKey, lastActivityAt, createdAt]])
}

/** The customer of a conversation, as it says. */
export function putContactOf(tx: Connection, { accountId, contact, lastActivityAt }: Conversation): void {
  if (contact.id > 0) putContact(tx, { accountId, contact, lastActivityAt, createdAt: null })
}

/** Nothing happens when there is none. */
export function removeContact(tx: Connection, { accountId, contactId }: ContactKey): void {
  tx.run(removal, [accountId, contactId])
}

/** All of an account, and what it has defined. */
export function removeContacts(tx: Connection, account: AccountId): void {
  tx.run(removalOfAccount, [account])
  tx.run(removalOfAttributes, [account])
}

/** Null: never read. */
export function findContactNotes(tx: Connection, { accountId, contactId }: ContactKey): ContactNote[] | null {
  const entity = tx.first(notesOf, [accountId, contactId])?.notes ?? null
  const name = { what: 'notes', row: `${accountId}/${contactId}` }
  return entity === null ? null : parseEntity(tx, z.array(contactNote), { name, entity })
}

/** Nothing happens for a contact that is not stored. */
export function putContactNotes(tx: Connection, { accountId, contactId }: ContactKey, notes: ContactNote[]): void {
  tx.run(noteDown, [JSON.stringify(notes), accountId, contactId])
}

/** What the account has defined, as last read. */
export function findAttributeDefinitions(tx: Connection, account: AccountId): CustomAttribute[] {
  const entity = tx.first(attributesOf, [account])?.entity
  const name = { what: 'attributes', row: String(account) }
  return entity === undefined ? [] : (parseEntity(tx, z.array(attributeSchema), { name, entity }) ?? [])
}

/** Replaces them, of contacts and of conversations. */
export function putAttributeDefinitions(tx: Connection, account: AccountId, attributes: CustomAttribute[]): void {
  tx.run(define, [account, JSON.stringify(attributes)])
}

/** Customers of conversations that nobody has written down by themselves; 0: all are here. */
export function adoptContacts(tx: Connection, limit: number): number {
  const rows = tx.all(strangers, [limit])
  let count = 0
  for (const row of rows) {
    const key = { accountId: accountIdOf.parse(row.account_id), conversationId: row.id as Conversation['id'] }
    const conversation = parseConversation(tx, key, row.entity)
    if (conversation === null || conversation.contact.id <= 0) continue
    putContactOf(tx, conversation)
    count += 1
  }
  return count
}

/** The driver cuts a text at a NUL. */
function keyOf(text: string): string {
  return fold(text.slice(0, MOST))
    .replace(/\p{Cc}/gu, ' ')
    .trim()
}

function toContact(tx: Connection, row: ContactRow): StoredContact[] {
  const name = { what: 'contact', row: `${row.account_id}/${row.id}` }
  const contact: Contact | null = parseEntity(tx, contactSchema, { name, entity: row.entity })
  if (contact === null) return []
  const { last_activity_at: lastActivityAt, created_at: createdAt } = row
  return [{ accountId: accountIdOf.parse(row.account_id), contact, lastActivityAt, createdAt }]
}
