import { toEpoch } from '../model/clock'
import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import type { Note } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, textField, wrapped, type AccountCall } from '../http/call'
import { member, type Route } from '../http/routes'
import { agentView } from '../views/user'
import { contactFor } from './contacts'

/** Notes about a contact. */
export const contactNoteRoutes: Route[] = [
  ...member.get('contacts/:id/notes', (call) => json(contactFor(call).notes.map((note) => view(call, note)))),
  ...member.post('contacts/:id/notes', create),
  ...member.get('contacts/:id/notes/:note', (call) => json(view(call, noteFor(call)))),
  ...member.change('contacts/:id/notes/:note', update),
  ...member.delete('contacts/:id/notes/:note', remove),
]

/** The real view names neither the account nor the contact, by a mistake. */
function view({ world, account }: AccountCall, note: Note): JsonObject {
  return {
    id: note.id,
    content: note.content,
    account_id: null,
    contact_id: null,
    user: agentView(world, mustGet(world.db.users, note.userId), account.id),
    created_at: toEpoch(note.createdAt),
    updated_at: toEpoch(note.updatedAt),
  }
}

function noteFor(call: AccountCall): Note {
  const note = contactFor(call).notes.find(({ id }) => id === idIn(call, 'note'))
  if (!note) throw errors.notFound()
  return note
}

function create(call: AccountCall): Answer {
  const contact = contactFor(call)
  const content = textField(wrapped(call, 'note'), 'content') ?? ''
  const now = call.world.clock.now()
  const note = call.world.db.notes.add((id) => {
    return { id, content, userId: call.user.id, createdAt: now, updatedAt: now }
  })
  contact.notes.unshift(note)
  return json(view(call, note))
}

function update(call: AccountCall): Answer {
  const note = noteFor(call)
  note.content = textField(wrapped(call, 'note'), 'content') ?? note.content
  note.updatedAt = call.world.clock.now()
  return json(view(call, note))
}

function remove(call: AccountCall): Answer {
  const note = noteFor(call)
  const contact = contactFor(call)
  contact.notes = contact.notes.filter((one) => one !== note)
  return empty()
}
