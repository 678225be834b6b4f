/**
 * Lists of contacts. What is stored answers at once and offline; the server knows all of them, in its order. What it said a
 * moment ago is read from the store, so that a change is seen without asking again.
 */
import type { Answer } from '../../../src-preload/contract/errors'
import { type ContactRow } from '../../../src-preload/contract/contact'
import { CONTACTS_PAGE } from '../../../src-preload/contract/contact-filter'
import type { ContactId } from '../../../src-preload/contract/ids'
import type { ContactsAsk, ContactsPage } from '../../../src-preload/contract/schemas/contact'
import { ok, refuse } from '../answer'
import type { Outcome } from '../outcome'
import type { Store, StoredContact } from '../ports'
import { fold } from '../search/words'
import { type ContactDeskNeeds, refused } from './needs'
import type { ContactsFound } from './port'

type Ask = Omit<ContactsAsk, 'profileId'>

/** A page of the server is asked for again after this. */
const FRESH_MS = 60_000
/** Customers of old conversations become contacts in steps: nothing else waits long for one. */
const ADOPTED_AT_ONCE = 200

interface Seen {
  ids: ContactId[]
  total: number
  at: number
}

export class ContactListing {
  private readonly seen = new Map<string, Seen>()
  private hasAdopted = false

  constructor(private readonly needs: ContactDeskNeeds) {}

  /** Somebody made, merged or deleted one: every page may be another. */
  forget(): void {
    this.seen.clear()
  }

  async list(ask: Ask): Promise<Answer<ContactsPage>> {
    if (ask.from === 'stored') return ok(await this.stored(ask))
    if (!this.needs.isConnected()) return refuse({ kind: 'offline' })
    const name = JSON.stringify(ask)
    const known = this.seen.get(name)
    if (known && Math.abs(this.needs.clock.now() - known.at) < FRESH_MS) return ok(await this.shown(ask, known))
    const at = this.needs.clock.now()
    const found = await this.asked(ask)
    if (found.kind !== 'accepted') return refused(found)
    const { contacts: list, count } = found.value
    await this.needs.queue.pushed({ kind: 'contacts', list })
    const seen = { ids: list.map(({ id }) => id), total: count ?? ask.page * CONTACTS_PAGE + list.length, at }
    this.seen.set(name, seen)
    return ok(await this.shown(ask, seen))
  }

  private asked({ accountId, text, conditions, sort, page }: Ask): Promise<Outcome<ContactsFound>> {
    const { server, lookup } = this.needs
    const wanted = text.trim()
    if (conditions.length > 0) return server.contacts.filter(accountId, { conditions, page: page + 1 })
    if (wanted !== '') return lookup.contacts.search(accountId, { text: wanted, page: page + 1, sort })
    return server.contacts.page(accountId, { page: page + 1, sort })
  }

  /** Filters are the server's: nothing stored answers them. */
  private async stored({ accountId: account, text, conditions, sort, page }: Ask): Promise<ContactsPage> {
    if (conditions.length > 0) return NONE
    await this.adopt()
    const words = fold(text).split(/\s+/).filter(Boolean)
    const slice = { offset: page * CONTACTS_PAGE, limit: CONTACTS_PAGE }
    const { rows, total } = await this.needs.store.contacts({ account, words, sort, ...slice })
    return { rows: await rowsOf(this.needs.store, rows), total, asOfAt: null }
  }

  private async shown({ accountId }: Ask, { ids, total, at }: Seen): Promise<ContactsPage> {
    const stored = await Promise.all(ids.map((contactId) => this.needs.store.contact({ accountId, contactId })))
    const rows = stored.filter((one) => one !== null)
    return { rows: await rowsOf(this.needs.store, rows), total: total - (stored.length - rows.length), asOfAt: at }
  }

  private async adopt(): Promise<void> {
    if (this.hasAdopted) return
    this.hasAdopted = true
    while ((await this.needs.store.commit((tx) => tx.adoptContacts(ADOPTED_AT_ONCE))) > 0);
  }
}

/** As the window shows them. */
export async function rowsOf(store: Pick<Store, 'actions'>, rows: StoredContact[]): Promise<ContactRow[]> {
  const waiting = (await store.actions()).flatMap(({ accountId, change }) =>
    change.kind === 'contact' ? [`${accountId}/${change.contactId}`] : [],
  )
  return rows.map(({ accountId, contact, lastActivityAt, createdAt }) => {
    return { contact, lastActivityAt, createdAt, kept: waiting.includes(`${accountId}/${contact.id}`) }
  })
}

const NONE: ContactsPage = { rows: [], total: 0, asOfAt: null }
