/** A choice made outside of a window, as in the tray: for one account, or for all there are. */
import type { Availability, Profile } from '../../../src-preload/contract/entities'
import type { AccountId, ProfileId } from '../../../src-preload/contract/ids'
import type { OwnPresence } from '.'

/** `auto`: Perch follows the keyboard from now on. */
export type PresenceWish = Availability | 'auto'

/** One account of one profile. */
export interface AccountPlace {
  profileId: ProfileId
  accountId: AccountId
}

/** What is needed of a profile to choose in it. */
export interface Chooser {
  view(): Pick<Profile, 'id' | 'accounts'>
  presence: Pick<OwnPresence, 'setAvailability' | 'follow'>
}

/** Chooses in one account, or without a place in all; resolves with whether every server took it. */
export async function choosePresence(
  profiles: readonly Chooser[],
  wish: PresenceWish,
  place: AccountPlace | null,
): Promise<boolean> {
  const all = profiles.flatMap((profile) => {
    const { presence } = profile
    const { id: profileId, accounts } = profile.view()
    return accounts.map(({ id: accountId }) => ({ profileId, accountId, presence }))
  })
  const meant = place === null ? all : all.filter((one) => isSame(one, place))
  const taken = await Promise.all(meant.map((one) => chooseIn(one, wish)))
  return taken.every(Boolean)
}

async function chooseIn(
  { presence, accountId }: AccountPlace & Pick<Chooser, 'presence'>,
  wish: PresenceWish,
): Promise<boolean> {
  if (wish !== 'auto') return (await presence.setAvailability(accountId, wish)).ok
  presence.follow(accountId)
  return true
}

function isSame(one: AccountPlace, other: AccountPlace): boolean {
  return one.profileId === other.profileId && one.accountId === other.accountId
}
