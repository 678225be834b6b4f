/** Labels of contacts and notes about them (FACTS §3.8). */
import type { AccountId, ContactId } from '../../src-preload/contract/ids'
import type { Outcome } from '../core/outcome'
import { accountPath, nothing, type Call } from './call'
import { list, one, titles } from './readers'
import { toMs } from './translate/plain'
import { toAgent } from './translate/people'
import { noteWire } from './wire/people'

/** A note about a contact. */
export interface ContactNote {
  id: number
  content: string
  author: string | null
  createdAt: number | null
}

const form = {
  noun: 'note',
  wire: noteWire,
  to: (wire: (typeof noteWire)['_output']): ContactNote => ({
    id: wire.id,
    content: wire.content ?? '',
    author: wire.user ? toAgent(wire.user).name : null,
    createdAt: toMs(wire.created_at),
  }),
}

/** `GET contacts/:id/notes` (FACTS §3.8). */
export function listNotes(call: Call, account: AccountId, contact: ContactId): Promise<Outcome<ContactNote[]>> {
  return call({ method: 'GET', path: accountPath(account, 'contacts', contact, 'notes'), read: list(form) })
}

/** `POST contacts/:id/notes` (FACTS §3.8). */
export function createNote(
  call: Call,
  account: AccountId,
  what: { contact: ContactId; content: string },
): Promise<Outcome<ContactNote>> {
  const path = accountPath(account, 'contacts', what.contact, 'notes')
  return call({ method: 'POST', path, json: { content: what.content }, read: one(form.wire, form.to, [['payload']]) })
}

/** `PATCH contacts/:id/notes/:note` (FACTS §3.8). */
export function updateNote(
  call: Call,
  account: AccountId,
  what: { contact: ContactId; note: number; content: string },
): Promise<Outcome<ContactNote>> {
  const path = accountPath(account, 'contacts', what.contact, 'notes', what.note)
  return call({ method: 'PATCH', path, json: { content: what.content }, read: one(form.wire, form.to, [['payload']]) })
}

/** `DELETE contacts/:id/notes/:note` (FACTS §3.8). */
export function deleteNote(call: Call, account: AccountId, what: { contact: ContactId; note: number }): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'contacts', what.contact, 'notes', what.note), read: nothing })
}

/** `GET contacts/:id/labels` (FACTS §3.8). */
export function readContactLabels(call: Call, account: AccountId, contact: ContactId): Promise<Outcome<string[]>> {
  return call({ method: 'GET', path: accountPath(account, 'contacts', contact, 'labels'), read: titles })
}

/** `POST contacts/:id/labels` replaces the set (FACTS §3.8). */
export function setContactLabels(
  call: Call,
  account: AccountId,
  what: { contact: ContactId; labels: readonly string[] },
): Promise<Outcome<string[]>> {
  return call({
    method: 'POST',
    path: accountPath(account, 'contacts', what.contact, 'labels'),
    json: { labels: what.labels },
    read: titles,
  })
}
