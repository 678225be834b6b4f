/**
 * What an agent does to contacts. Corrections are kept here and sent in their turn; what has no way back, or whose doubles only
 * the server knows, is done on the server at once.
 */
import type { ContactFields } from '../../../src-preload/contract/change'
import type { ContactNote, ContactTrouble, UniqueField } from '../../../src-preload/contract/contact'
import type { Answer } from '../../../src-preload/contract/errors'
import type { AccountId, ContactId, ConversationKey, InboxId } from '../../../src-preload/contract/ids'
import type { CallOutput } from '../../../src-preload/contract/schemas'
import { ok, refuse } from '../answer'
import type { ContactKey } from '../ports'
import { fold } from '../search/words'
import { LOOK } from '../sync/origin'
import type { ContactListing } from './listing'
import { answered, type ContactDeskNeeds, refused } from './needs'
import type { ContactReading } from './reading'
import { takenField } from './taken'

const UNIQUE: readonly UniqueField[] = ['email', 'phoneNumber', 'identifier']
/** Whoever has the same is among the first that the words find. */
const FEW = 50

type Done = Record<string, never>

export class ContactChanging {
  constructor(
    private readonly needs: ContactDeskNeeds,
    private readonly listing: ContactListing,
    private readonly reading: ContactReading,
  ) {}

  async create(accountId: AccountId, fields: ContactFields): Promise<Answer<CallOutput<'contact.create'>>> {
    const outcome = await this.needs.server.contacts.create(accountId, fields)
    if (outcome.kind === 'refused' && outcome.reason === 'invalid')
      return ok({ kind: 'trouble', trouble: await this.refusal(accountId, fields, outcome) })
    if (outcome.kind !== 'accepted') return refused(outcome)
    const { id: contactId } = outcome.value
    await this.needs.queue.pushed({ kind: 'contacts', list: [outcome.value] })
    this.changed(accountId)
    if (fields.labels) await this.needs.outbox.changeContact({ accountId, contactId }, { labels: fields.labels })
    return ok({ kind: 'done', contactId })
  }

  /** A double that is known here is said at once; the server has the last word. */
  async change(key: ContactKey, fields: ContactFields): Promise<Answer<CallOutput<'contact.change'>>> {
    for (const field of UNIQUE) {
      const other = await this.whoHas(field, { ...key, fields })
      if (other !== null) return ok({ kind: 'trouble', trouble: { field, words: '', other } })
    }
    const kept = await this.needs.outbox.changeContact(key, fields)
    if (kept === null) return refuse({ kind: 'not-found' })
    this.reading.forgetTrouble(key)
    return ok({ kind: 'kept', actionId: kept.id, undoUntilAt: kept.undoUntilAt })
  }

  /** What waited for the one that goes is dropped with it. */
  async merge({ accountId, contactId: keep }: ContactKey, drop: ContactId): Promise<Answer<Done>> {
    if (keep === drop) return refuse({ kind: 'invalid-request' })
    const { server, queue } = this.needs
    const outcome = await server.contacts.merge(accountId, { keep, drop })
    if (outcome.kind !== 'accepted') return refused(outcome)
    await queue.pushed({ kind: 'contacts', list: [outcome.value] })
    await this.reading.refreshTalks({ accountId, contactId: keep })
    await queue.pushed({ kind: 'contact-gone', key: { accountId, contactId: drop } })
    this.changed(accountId)
    return ok({})
  }

  /** Administrators only; the server does not delete whom it sees online (FACTS §3.8). */
  async remove(key: ContactKey, name: string): Promise<Answer<CallOutput<'contact.remove'>>> {
    const { server, store, queue, isAdmin } = this.needs
    if (!isAdmin(key.accountId)) return refuse({ kind: 'needs-admin' })
    const stored = await store.contact(key)
    if (stored === null) return refuse({ kind: 'not-found' })
    const wanted = stored.contact.name.trim() || `#${key.contactId}`
    if (wanted !== name.trim()) return ok({ kind: 'name-differs' })
    const outcome = await server.contacts.remove(key.accountId, key.contactId)
    if (outcome.kind !== 'accepted') return refused(outcome)
    for (const talk of await store.conversationsOf(key.accountId, key.contactId))
      await queue.pushed({ kind: 'conversation-gone', key: talk })
    await queue.pushed({ kind: 'contact-gone', key })
    this.changed(key.accountId)
    return ok({ kind: 'done' })
  }

  async addNote(key: ContactKey, content: string): Promise<Answer<ContactNote>> {
    const outcome = await this.needs.server.contacts.addNote(key.accountId, { contact: key.contactId, content })
    if (outcome.kind === 'accepted') await this.putNotes(key, (notes) => [outcome.value, ...notes])
    return answered(outcome, (note) => note)
  }

  async removeNote(key: ContactKey, note: number): Promise<Answer<Done>> {
    const outcome = await this.needs.server.contacts.removeNote(key.accountId, { contact: key.contactId, note })
    if (outcome.kind === 'accepted') await this.putNotes(key, (notes) => notes.filter(({ id }) => id !== note))
    return answered(outcome, () => ({}))
  }

  /** A new conversation, without a message: what is written there goes the way of every reply. */
  async write(key: ContactKey, to: { inboxId: InboxId; sourceId: string }): Promise<Answer<ConversationKey>> {
    const { accountId, contactId } = key
    const outcome = await this.needs.server.contacts.open(accountId, { ...to, contactId })
    if (outcome.kind === 'accepted')
      await this.needs.queue.pushed({ kind: 'conversations', list: [outcome.value], origin: LOOK })
    return answered(outcome, ({ id }) => ({ accountId, conversationId: id }))
  }

  private async putNotes(key: ContactKey, to: (notes: ContactNote[]) => ContactNote[]): Promise<void> {
    await this.needs.store.commit(async (tx) => tx.putContactNotes(key, to((await tx.contactNotes(key)) ?? [])))
    this.needs.facts.tell({ kind: 'ContactsChanged', accountId: key.accountId })
  }

  private changed(accountId: AccountId): void {
    this.listing.forget()
    this.needs.facts.tell({ kind: 'ContactsChanged', accountId })
  }

  private async refusal(
    accountId: AccountId,
    fields: ContactFields,
    { words, fields: names = [] }: { words: string; fields?: readonly string[] },
  ): Promise<ContactTrouble> {
    const field = takenField(names, words)
    return { field, words, other: field && (await this.whoHas(field, { accountId, contactId: null, fields })) }
  }

  /** Somebody else who is stored with the same. */
  private async whoHas(
    field: UniqueField,
    { accountId, contactId, fields }: { accountId: AccountId; contactId: ContactId | null; fields: ContactFields },
  ): Promise<ContactTrouble['other']> {
    const value = fields[field]
    if (!value) return null
    // E-mail addresses are kept in small letters, identifiers as they are (FACTS §2 G13).
    const isSame = (one: string | null) => (field === 'email' ? one?.toLowerCase() === value.toLowerCase() : one === value)
    const ask = { account: accountId, words: [fold(value)], sort: 'name', offset: 0, limit: FEW } as const
    const { rows } = await this.needs.store.contacts({ ...ask, words: [...ask.words] })
    const other = rows.find(({ contact }) => contact.id !== contactId && isSame(contact[field]))
    return other ? { id: other.contact.id, name: other.contact.name } : null
  }
}
