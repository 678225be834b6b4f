import { mustGet } from '../model/database'
import { availableName } from '../model/membership'
import type { Contact, Conversation, Message, User } from '../model/rows'
import type { World } from '../model/world'

/**
 * Fills in the names of a reply as the real server does: {{contact.name}} becomes the name, whatever is unknown
 * vanishes, and text in backticks is left alone.
 */
export function renderLiquid(world: World, conversation: Conversation, { content, sender }: Message): string | null {
  if (content === null || !content.includes('{{')) return content
  const author = sender?.type === 'User' ? world.db.users.get(sender.id) : undefined
  const names = namesOf(world, conversation, author)
  const parts = content.split(/(`[^`]*`)/)
  return parts.map((part) => (part.startsWith('`') ? part : fillIn(part, names))).join('')
}

function fillIn(text: string, names: Map<string, string>): string {
  return text.replace(/\{\{\s*([\w.]+)?[^}]*\}\}/g, (_, name: string | undefined) => names.get(name ?? '') ?? '')
}

function namesOf({ db }: World, conversation: Conversation, author: User | undefined): Map<string, string> {
  const contact = mustGet(db.contacts, conversation.contactId)
  return new Map([
    ...contactNames(contact),
    ...(author ? agentNames(author) : []),
    ['conversation.display_id', String(conversation.displayId)],
    ['inbox.name', mustGet(db.inboxes, conversation.inboxId).name],
    ['account.name', mustGet(db.accounts, conversation.accountId).name],
  ])
}

function contactNames({ name, email, phoneNumber }: Contact): [string, string][] {
  return [
    ['contact.name', name],
    ['contact.first_name', name.split(' ')[0] ?? ''],
    ['contact.last_name', name.split(' ').slice(1).join(' ')],
    ['contact.email', email ?? ''],
    ['contact.phone_number', phoneNumber ?? ''],
  ]
}

function agentNames(user: User): [string, string][] {
  return [
    ['agent.name', user.name],
    ['agent.available_name', availableName(user)],
    ['agent.first_name', user.name.split(' ')[0] ?? ''],
    ['agent.last_name', user.name.split(' ').slice(1).join(' ')],
    ['agent.email', user.email],
  ]
}
