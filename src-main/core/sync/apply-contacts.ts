/**
 * News of a customer reach the customer and every conversation with them. What the agent changed and the server does not know
 * yet stays on top. Every message of anybody also sends such news to every agent (FACTS §5.3), so most of them change nothing;
 * strangers are left alone, unless somebody looked for them.
 */
import type { Contact } from '../../../src-preload/contract/entities'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import type { ContactNews, ConversationNews } from '../news'
import type { Action } from '../outbox/action'
import { contactActions } from '../outbox/contact-actions'
import { contactAfter } from '../outbox/contact-fields'
import type { ContactKey, StoredContact, Tx } from '../ports'
import { mergeContact } from './merge'
import { isSame } from './same'

/** `isWanted`: also when nobody here knows them. `talk`: applies news of a conversation. */
interface ContactContext {
  isWanted: boolean
  talk: (news: ConversationNews) => Promise<Fact[]>
}

/** One customer. */
export async function applyContact(tx: Tx, news: ContactNews, { isWanted, talk }: ContactContext): Promise<Fact[]> {
  const { accountId, id } = news
  const stored = await tx.contact({ accountId, contactId: id })
  const talks = await tx.conversationsOf(accountId, id)
  if (stored === null && talks.length === 0 && !isWanted) return []
  const actions = await contactActions(tx, { accountId, contactId: id })
  const told = mergeContact(actions[0]?.before.contact ?? stored?.contact ?? null, { ...news.fields, id })
  const contact = await putUnder(tx, actions, told)
  const row: StoredContact = {
    ...{ accountId, contact },
    lastActivityAt: news.lastActivityAt ?? stored?.lastActivityAt ?? null,
    createdAt: news.createdAt ?? stored?.createdAt ?? null,
  }
  const facts: Fact[] = []
  for (const key of talks) facts.push(...(await tellTalk(tx, key, { told, talk })))
  if (stored !== null && isSame(stored, row)) return facts
  await tx.putContact(row)
  return [...facts, { kind: 'ContactsChanged', accountId }]
}

/** The server has it no more. Its conversations are the server's to take away, or to give to whom it was merged into. */
export async function forgetContact(tx: Tx, key: ContactKey): Promise<Fact[]> {
  for (const action of await contactActions(tx, key)) await tx.removeAction(action.id)
  if ((await tx.contact(key)) === null) return []
  await tx.removeContact(key)
  return [{ kind: 'ContactsChanged', accountId: key.accountId }]
}

/** What lies under each change now, and the customer with all of them on top. */
async function putUnder(tx: Tx, actions: Action[], told: Contact): Promise<Contact> {
  let shown = told
  for (const action of actions) {
    if (!isSame(action.before.contact ?? {}, shown)) await tx.putAction({ ...action, before: { contact: shown } })
    if (action.change.kind === 'contact') shown = contactAfter(shown, action.change.fields)
  }
  return shown
}

/** As old as what is stored: a frame about a customer must not make news of the conversation look late. */
async function tellTalk(
  tx: Tx,
  key: ConversationKey,
  { told, talk }: { told: Contact; talk: ContactContext['talk'] },
): Promise<Fact[]> {
  const stored = await tx.conversation(key)
  if (stored === null) return []
  const { accountId, conversationId: id } = key
  return talk({ accountId, id, evidenceAt: stored.evidenceAt, fields: { contact: told }, messages: [] })
}
