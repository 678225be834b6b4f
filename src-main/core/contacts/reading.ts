/** One contact with what goes with it: from the store first, refreshed behind. */
import type { CustomAttribute, ContactCard, ContactTalk, ContactTrouble } from '../../../src-preload/contract/contact'
import type { AccountId, ContactId, ProfileId } from '../../../src-preload/contract/ids'
import type { FactOf } from '../facts'
import type { ContactKey, Stop, StoredConversation } from '../ports'
import { writeDown } from '../store-trouble'
import { LOOK } from '../sync/origin'
import { rowsOf } from './listing'
import type { ContactDeskNeeds } from './needs'
import { takenField } from './taken'

/** What was read from the server a moment ago is kept fresh by the socket. */
const FRESH_MS = 30_000
/** Of the account, not of a contact. */
const NOBODY = 0 as ContactId

export class ContactReading {
  private readonly readAt = new Map<string, number>()
  /** Why the last change of a contact was refused, until the next one. */
  private readonly troubles = new Map<string, ContactTrouble>()

  constructor(private readonly needs: ContactDeskNeeds) {}

  /** Remembers what was refused. Returns the way to stop. */
  start(): Stop {
    return this.needs.facts.on((fact) => {
      if (fact.kind === 'ActionRefused') this.noteRefusal(fact)
    })
  }

  forgetTrouble(key: ContactKey): void {
    this.troubles.delete(nameOf(key))
  }

  /** From the server when the store does not know them. Null: neither has it. */
  async open(key: ContactKey): Promise<ContactCard | null> {
    const { store } = this.needs
    const isKnown = (await store.contact(key)) !== null
    if (this.isDue('card', key)) await this.behind(isKnown, 'card', this.refresh(key))
    const stored = await store.contact(key)
    const [row] = stored === null ? [] : await rowsOf(store, [stored])
    if (!row) return null
    return { ...row, notes: await store.contactNotes(key), trouble: this.troubles.get(nameOf(key)) ?? null }
  }

  /** Conversations with them; the server gives the newest twenty (FACTS §2 G17). */
  async talks(profileId: ProfileId, key: ContactKey): Promise<ContactTalk[]> {
    const { store } = this.needs
    if (this.isDue('talks', key)) await this.behind(true, 'talks', this.refreshTalks(key))
    const keys = await store.conversationsOf(key.accountId, key.contactId)
    const stored = await Promise.all(keys.map((one) => store.conversation(one)))
    const talks = stored.filter((one) => one !== null).map((one) => talkOf(profileId, one))
    return talks.sort((one, other) => other.lastActivityAt - one.lastActivityAt)
  }

  async attributes(account: AccountId, of: CustomAttribute['of']): Promise<CustomAttribute[]> {
    const { store } = this.needs
    const stored = await store.attributeDefinitions(account)
    if (this.isDue('attributes', { accountId: account, contactId: NOBODY }))
      await this.behind(stored.length > 0, 'attributes', this.refreshAttributes(account, stored))
    return (await store.attributeDefinitions(account)).filter((one) => one.of === of)
  }

  async refreshTalks({ accountId, contactId }: ContactKey): Promise<void> {
    const outcome = await this.needs.server.contactConversations(accountId, contactId)
    if (outcome.kind !== 'accepted') return this.forget('talks', { accountId, contactId })
    await this.needs.queue.pushed({ kind: 'conversations', list: outcome.value, origin: LOOK })
  }

  private async refreshAttributes(account: AccountId, stored: CustomAttribute[]): Promise<void> {
    const { server, store, facts } = this.needs
    const outcome = await server.contacts.attributes(account)
    if (outcome.kind !== 'accepted') return this.forget('attributes', { accountId: account, contactId: NOBODY })
    if (JSON.stringify(stored) === JSON.stringify(outcome.value)) return
    await store.commit((tx) => tx.putAttributeDefinitions(account, outcome.value))
    facts.tell({ kind: 'ContactsChanged', accountId: account })
  }

  private async refresh(key: ContactKey): Promise<void> {
    const { server, store, queue, facts } = this.needs
    const { accountId, contactId } = key
    const read = await server.contacts.read(accountId, contactId)
    if (read.kind !== 'accepted') {
      this.forget('card', key)
      const isGone = read.kind === 'refused' && read.reason === 'not-found'
      if (isGone) await queue.pushed({ kind: 'contact-gone', key })
      return
    }
    const [labels, notes] = await Promise.all([
      server.contacts.labels(accountId, contactId),
      server.contacts.notes(accountId, contactId),
    ])
    const fields = { ...read.value.fields, ...(labels.kind === 'accepted' && { labels: labels.value }) }
    await queue.pushed({ kind: 'contacts', list: [{ ...read.value, fields }] })
    if (notes.kind !== 'accepted') return
    const before = await store.contactNotes(key)
    if (JSON.stringify(before) === JSON.stringify(notes.value)) return
    await store.commit((tx) => tx.putContactNotes(key, notes.value))
    facts.tell({ kind: 'ContactsChanged', accountId })
  }

  /** What is there already is not kept waiting for what is newer. */
  private async behind(isThere: boolean, what: string, reading: Promise<void>): Promise<void> {
    if (!isThere) return reading
    reading.catch((error: unknown) => writeDown(this.needs.log, `contact/${what}`, error))
  }

  private isDue(what: string, key: ContactKey): boolean {
    if (!this.needs.isConnected()) return false
    const name = `${what} ${nameOf(key)}`
    const now = this.needs.clock.now()
    if (Math.abs(now - (this.readAt.get(name) ?? -Infinity)) < FRESH_MS) return false
    this.readAt.set(name, now)
    return true
  }

  /** It could not be read: it is due again at the next look. */
  private forget(what: string, key: ContactKey): void {
    this.readAt.delete(`${what} ${nameOf(key)}`)
  }

  private noteRefusal({ action, words, fields }: FactOf<'ActionRefused'>): void {
    const { change, accountId } = action
    if (change.kind !== 'contact') return
    const trouble = { field: takenField(fields, words), words, other: null }
    this.troubles.set(nameOf({ accountId, contactId: change.contactId }), trouble)
    this.needs.facts.tell({ kind: 'ContactsChanged', accountId })
  }
}

function talkOf(profileId: ProfileId, { conversation }: StoredConversation): ContactTalk {
  const { id, accountId, inboxId, status, preview, lastActivityAt } = conversation
  const ref = { profileId, accountId, conversationId: id }
  return { conversation: ref, inboxId, status, text: preview?.text ?? '', lastActivityAt }
}

function nameOf({ accountId, contactId }: ContactKey): string {
  return `${accountId}/${contactId}`
}
