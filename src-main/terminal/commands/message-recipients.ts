/** Who a mail written at the terminal goes to (F7). */
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Recipients } from '../../../src-preload/contract/message-parts'
import { ownAddresses, recipientsInput, repliedTo } from '../../../src-preload/contract/recipients'
import type { ConversationNews, MessageNews } from '../../core/news'
import type { Outcome } from '../../core/outcome'
import type { CommandEnd, Flag, Site, Told } from '../command'

const PLACES = ['to', 'cc', 'bcc'] as const

/** What `message create` may be told of recipients. */
export const recipientFlags: readonly Flag[] = [
  { name: 'to', takes: 'ADDRESS', isMany: true, help: 'E-mail only: to this address, in place of whoever wrote last.' },
  { name: 'cc', takes: 'ADDRESS', isMany: true, help: 'E-mail only: a copy to this address.' },
  { name: 'bcc', takes: 'ADDRESS', isMany: true, help: 'E-mail only: a copy to this address that nobody else sees.' },
  { name: 'customer-only', help: 'E-mail only: no copies, not even to those who had one of the last mail.' },
]

type Stopped = Extract<CommandEnd, { kind: 'stopped' }>

/**
 * Whom it was told; told nothing, all who had a copy of the last mail, as in the window. Null: the server is told nothing, for
 * this is no mail.
 */
export async function recipientsOf(
  site: Site,
  told: Told,
  key: ConversationKey,
): Promise<Outcome<Recipients | null> | Stopped> {
  const chosen = { to: told.all('to'), cc: told.all('cc'), bcc: told.all('bcc') }
  const isTold = told.isOn('customer-only') || PLACES.some((place) => chosen[place].length > 0)
  if (told.isOn('private')) return isTold ? stopped('a note goes to no address') : { kind: 'accepted', value: null }
  const talk = await site.server.conversation(key)
  if (talk.kind !== 'accepted') return talk
  if (talk.value.fields.channel !== 'Channel::Email')
    return isTold ? stopped('recipients are for inboxes of the e-mail channel') : { kind: 'accepted', value: null }
  if (!isTold) return asLastTime(site, key, talk.value)
  const read = recipientsInput.safeParse(chosen)
  return read.success ? { kind: 'accepted', value: read.data } : stopped('an address has something before and after one "@"')
}

async function asLastTime(
  { server, account }: Site,
  key: ConversationKey,
  { fields }: ConversationNews,
): Promise<Outcome<Recipients>> {
  const inboxes = await server.api.directory.listInboxes(account)
  if (inboxes.kind !== 'accepted') return inboxes
  const messages = await server.messages(key, {})
  if (messages.kind !== 'accepted') return messages
  const inbox = inboxes.value.find(({ id }) => id === fields.inboxId)
  const between = { contact: fields.contact?.email ?? null, own: ownAddresses(inbox) }
  return { kind: 'accepted', value: repliedTo(messages.value.map(mailOf), between) }
}

function mailOf({ id, fields }: MessageNews) {
  const { type = 'activity', mail = null, private: isNote = false, deleted = false } = fields
  return { id, type, mail, private: isNote, deleted }
}

function stopped(line: string): Stopped {
  return { kind: 'stopped', line, printed: null }
}
