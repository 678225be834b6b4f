/** The room of the contacts of one profile (G3, G4, G10). */
import type { Answer } from '../../../src-preload/contract/errors'
import type { SavedFilter } from '../../../src-preload/contract/contact'
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ContactKey } from '../ports'
import { ContactChanging } from './changing'
import { ContactListing } from './listing'
import { answered, type ContactDeskNeeds } from './needs'
import { ContactReading } from './reading'

/** Makes the desk. */
export function makeContactDesk(needs: ContactDeskNeeds) {
  const listing = new ContactListing(needs)
  const reading = new ContactReading(needs)
  const changing = new ContactChanging(needs, listing, reading)
  return { listing, reading, changing, ...serverCalls(needs), start: () => reading.start() }
}

export type ContactDesk = ReturnType<typeof makeContactDesk>

/** What nobody keeps: filters are the person's own on the server, and where a contact can be reached changes. */
function serverCalls({ server }: ContactDeskNeeds) {
  return {
    inboxes: async ({ accountId, contactId }: ContactKey) =>
      answered(await server.contacts.inboxes(accountId, contactId), (all) => all),
    filters: async (account: AccountId): Promise<Answer<SavedFilter[]>> =>
      answered(await server.contacts.filters(account), (all) => all.filter(({ conditions }) => conditions.length > 0)),
    saveFilter: async (account: AccountId, made: Omit<SavedFilter, 'id'>) =>
      answered(await server.contacts.saveFilter(account, made), (filter) => filter),
    removeFilter: async (account: AccountId, filter: number): Promise<Answer<Record<string, never>>> =>
      answered(await server.contacts.removeFilter(account, filter), () => ({})),
  }
}
