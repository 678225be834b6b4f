/**
 * The tray's line about me: what the server shows of me, and a choice for all accounts or, where there are several, for each. It
 * says what the window says (decision 0015): checked is what was chosen, the label is what colleagues see.
 */
import type { MenuItemConstructorOptions } from 'electron'
import type { Account, Availability, Profile } from '../../src-preload/contract/entities'
import type { AccountPlace, PresenceWish } from '../core/presence/choose'
import { line } from './alerts/words'
import type { Text } from './text'

type Item = MenuItemConstructorOptions
type Choose = (wish: PresenceWish, place: AccountPlace | null) => void

interface OneAccount {
  place: AccountPlace
  name: string
  shown: Availability
  chosen: PresenceWish
}

const WISHES: readonly PresenceWish[] = ['auto', 'online', 'busy', 'offline']

/** The line with its submenu. */
export function presenceItem(profiles: readonly Profile[], text: Text, choose: Choose): Item {
  const accounts = accountsOf(profiles)
  const shown = shared(accounts.map((one) => one.shown))
  const all = choices({ id: 'availability', chosen: shared(accounts.map((one) => one.chosen)) }, text, (wish) =>
    choose(wish, null),
  )
  return {
    id: 'availability',
    label: shown ? text.t('menu.youAre', { state: text.t(`menu.state.${shown}`) }) : text.t('menu.availability'),
    submenu: accounts.length > 1 ? [...eachOf(accounts, text, choose), ...all] : all,
  }
}

function eachOf(accounts: readonly OneAccount[], text: Text, choose: Choose): Item[] {
  const own = accounts.map(({ place, name, shown, chosen }): Item => {
    const id = `availability:${place.profileId}:${place.accountId}`
    const label = text.t('menu.accountIs', { account: name, state: text.t(`menu.state.${shown}`) })
    return { id, label: safe(label), submenu: choices({ id, chosen }, text, (wish) => choose(wish, place)) }
  })
  return [...own, { type: 'separator' }, { id: 'availability:all', label: text.t('menu.everyAccount'), enabled: false }]
}

type Group = { id: string; chosen: PresenceWish | null }

function choices({ id, chosen }: Group, text: Text, choose: (wish: PresenceWish) => void): Item[] {
  return WISHES.map((wish) => ({
    id: `${id}:${wish}`,
    label: text.t(`menu.availability.${wish}`),
    // Not radio items: where accounts differ none is chosen, and radio groups always choose one.
    type: 'checkbox',
    checked: chosen === wish,
    click: () => choose(wish),
  }))
}

/** Accounts of one name on several servers are told apart by the server. */
function accountsOf(profiles: readonly Profile[]): OneAccount[] {
  const all = profiles.flatMap((profile) => profile.accounts.map((account) => ({ profile, account })))
  return all.map(({ profile, account }) => {
    const isAlone = all.filter((other) => other.account.name === account.name).length === 1
    const name = isAlone ? account.name : `${account.name} (${hostOf(profile.baseUrl)})`
    return { place: { profileId: profile.id, accountId: account.id }, name, ...stateOf(profile, account) }
  })
}

function stateOf(profile: Profile, account: Account): Pick<OneAccount, 'shown' | 'chosen'> {
  const known = profile.presence.find(({ accountId }) => accountId === account.id)
  if (!known) return { shown: account.availability, chosen: account.availability }
  return { shown: known.shown, chosen: known.mode === 'auto' ? 'auto' : known.chosen }
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl
}

/** What all have in common. */
function shared<T>(values: readonly T[]): T | null {
  const [first] = values
  return first !== undefined && values.every((value) => value === first) ? first : null
}

/** An ampersand marks the next letter as a key; a name may hold one. */
export function safe(text: string): string {
  return line(text).replaceAll('&', '&&')
}
