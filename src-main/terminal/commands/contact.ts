import type { ContactId } from '../../../src-preload/contract/ids'
import type { Outcome } from '../../core/outcome'
import { line, printed, type AccountCommand, type Flag, type Printed, type Told } from '../command'
import { conversationLine } from './conversation'

interface Card {
  contact: { id: number; name: string; email: string | null; phoneNumber: string | null }
}

const id = { name: 'CONTACT', help: 'The number of the contact.' }
const idOf = (told: Told): ContactId => Number(told.id) as ContactId
const cardLine = ({ contact }: Card): string => line(contact.id, contact.name, contact.email, contact.phoneNumber)
const one = (card: Card) => ({ value: card, lines: [cardLine(card)] })
const page: Flag = { name: 'page', takes: 'NUMBER', help: 'Which page, 15 each; the first unless told.' }

const fields: readonly Flag[] = [
  { name: 'email', takes: 'ADDRESS', help: 'E-mail address.' },
  { name: 'phone', takes: 'NUMBER', help: 'Phone number with + and country.' },
  { name: 'identifier', takes: 'TEXT', help: 'The name this customer has elsewhere; unique in the account.' },
  { name: 'attribute', takes: 'KEY=VALUE', isMany: true, help: 'An attribute of your own, such as vk_user_id=12345678.' },
]

function inputOf(told: Told) {
  const [name, email, phoneNumber, identifier] = ['name', 'email', 'phone', 'identifier'].map((flag) => told.text(flag))
  const pairs = told.all('attribute').map(pairOf)
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(identifier === undefined ? {} : { identifier }),
    ...(pairs.length === 0 ? {} : { customAttributes: Object.fromEntries(pairs) as Record<string, string> }),
  }
}

/** The parser has seen that there is a `=` after a name. */
function pairOf(text: string): [string, string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

function list(asked: Promise<Outcome<{ contacts: Card[] }>>): Promise<Outcome<Printed>> {
  return printed(asked, (found) => ({ value: found, lines: found.contacts.map(cardLine) }))
}

function pageOf(told: Told): { page?: number } {
  const asked = told.number('page')
  return asked === undefined ? {} : { page: asked }
}

const reading: readonly AccountCommand[] = [
  {
    kind: 'account',
    words: 'contact list',
    summary: 'Lists contacts that have an e-mail address, a phone number or an identifier.',
    flags: [page],
    run: ({ server, account }, told) => list(server.api.contacts.listContacts(account, pageOf(told))),
  },
  {
    kind: 'account',
    words: 'contact search',
    summary: 'Finds contacts by a piece of name, e-mail address, phone number or identifier.',
    id: { name: 'TEXT', help: 'What to look for.' },
    flags: [page],
    run: ({ server, account }, told) =>
      list(server.api.contacts.searchContacts(account, { text: told.id ?? '', ...pageOf(told) })),
  },
  {
    kind: 'account',
    words: 'contact filter',
    summary: 'Finds contacts for which all of these hold. Attributes of your own must be defined in the account.',
    flags: [
      { name: 'attribute', takes: 'KEY=VALUE', isMany: true, isRequired: true, help: 'Such as vk_user_id=12345678.' },
      page,
    ],
    run: ({ server, account }, told) => {
      const conditions = told.all('attribute').map((text) => {
        const [key, value] = pairOf(text)
        return { key, operator: 'equal_to', values: [value] }
      })
      return list(server.api.contacts.filterContacts(account, { conditions, ...pageOf(told) }))
    },
  },
  {
    kind: 'account',
    words: 'contact show',
    summary: 'Shows one contact and the inboxes it can be reached in.',
    id,
    flags: [],
    run: ({ server, account }, told) => printed(server.api.contacts.readContact(account, idOf(told)), one),
  },
  {
    kind: 'account',
    words: 'contact conversations',
    summary: 'Lists the newest 20 conversations of a contact.',
    id,
    flags: [],
    run: ({ server, account }, told) =>
      printed(server.contactConversations(account, idOf(told)), (all) => ({ value: all, lines: all.map(conversationLine) })),
  },
]

/** Rows of the guide about contacts (G3, G10). */
export const contactCommands: readonly AccountCommand[] = [
  ...reading,
  {
    kind: 'account',
    words: 'contact create',
    summary: 'Makes a contact. With --inbox it can be written to there; --source-id is its name in that inbox.',
    flags: [
      { name: 'name', takes: 'TEXT', isRequired: true, help: 'Its name.' },
      { name: 'inbox', takes: 'NUMBER', help: 'The inbox it comes from.' },
      { name: 'source-id', takes: 'TEXT', help: 'What the connector calls it, such as its VK id; a random one unless told.' },
      ...fields,
    ],
    run: ({ server, account }, told) => {
      const [inboxId, sourceId] = [told.number('inbox'), told.text('source-id')]
      const made = {
        ...inputOf(told),
        ...(inboxId === undefined ? {} : { inboxId }),
        ...(sourceId === undefined ? {} : { sourceId }),
      }
      return printed(server.api.contacts.createContact(account, made), one)
    },
  },
  {
    kind: 'account',
    words: 'contact update',
    summary: 'Changes what is told, and nothing else.',
    id,
    flags: [{ name: 'name', takes: 'TEXT', help: 'A new name.' }, ...fields],
    run: ({ server, account }, told) =>
      printed(server.api.contacts.updateContact(account, { id: idOf(told), ...inputOf(told) }), one),
  },
]
