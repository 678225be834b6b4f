import { ok } from '../../core/answer'
import type { ContactDesk } from '../../core/contacts'
import type { ContactKey } from '../../core/ports'
import type { AccountId, ContactId, ProfileId } from '../../../src-preload/contract/ids'
import type { Handlers } from '../serve'
import { type HandlerNeeds, withProfile } from './needs'

type ContactHandlers = Pick<Handlers, Extract<keyof Handlers, `contact.${string}`>>
type At = { profileId: ProfileId; accountId: AccountId }

export function contactHandlers(needs: HandlerNeeds): ContactHandlers {
  const desk = <T>({ profileId }: At, work: (contacts: ContactDesk) => Promise<T>) =>
    withProfile(needs, profileId, (profile) => work(profile.contacts))
  return {
    'contact.list': ({ profileId, ...ask }) => desk({ profileId, ...ask }, ({ listing }) => listing.list(ask)),
    'contact.open': (one) => desk(one, async ({ reading }) => ok({ card: await reading.open(keyOf(one)) })),
    'contact.talks': (one) => desk(one, async ({ reading }) => ok(await reading.talks(one.profileId, keyOf(one)))),
    'contact.attributes': ({ of, ...at }) => desk(at, async ({ reading }) => ok(await reading.attributes(at.accountId, of))),
    'contact.create': ({ fields, ...at }) => desk(at, ({ changing }) => changing.create(at.accountId, fields)),
    'contact.change': ({ fields, ...one }) => desk(one, ({ changing }) => changing.change(keyOf(one), fields)),
    'contact.merge': ({ dropId, ...one }) => desk(one, ({ changing }) => changing.merge(keyOf(one), dropId)),
    'contact.remove': ({ name, ...one }) => desk(one, ({ changing }) => changing.remove(keyOf(one), name)),
    'contact.addNote': ({ content, ...one }) => desk(one, ({ changing }) => changing.addNote(keyOf(one), content)),
    'contact.removeNote': ({ noteId, ...one }) => desk(one, ({ changing }) => changing.removeNote(keyOf(one), noteId)),
    'contact.inboxes': (one) => desk(one, ({ inboxes }) => inboxes(keyOf(one))),
    'contact.write': ({ inboxId, sourceId, ...one }) =>
      desk(one, async ({ changing }) => {
        const answer = await changing.write(keyOf(one), { inboxId, sourceId })
        return answer.ok ? ok({ conversation: { profileId: one.profileId, ...answer.value } }) : answer
      }),
    'contact.filters': (at) => desk(at, ({ filters }) => filters(at.accountId)),
    'contact.saveFilter': ({ name, conditions, ...at }) =>
      desk(at, ({ saveFilter }) => saveFilter(at.accountId, { name, conditions })),
    'contact.removeFilter': ({ filterId, ...at }) => desk(at, ({ removeFilter }) => removeFilter(at.accountId, filterId)),
  }
}

function keyOf({ accountId, contactId }: At & { contactId: ContactId }): ContactKey {
  return { accountId, contactId }
}
