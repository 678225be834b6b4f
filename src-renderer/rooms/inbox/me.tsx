import { Settings, Wand } from 'lucide-react'
import type { Availability } from '../../../src-preload/contract/entities'
import type { Presence } from '../../../src-preload/contract/presence'
import { type AccountEntry, findAccount, useAccounts } from '../../bridge/accounts'
import { call } from '../../bridge/client'
import { ariaKeys, keysOf } from '../../keys'
import { AccountCode, Avatar } from '../../parts/avatar'
import { IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Menu, type MenuLine } from '../../parts/menu'
import { presenceOf, presenceShort, presenceWhy } from '../../parts/presence-words'
import { useText } from '../../text/t'
import { attempt, useUi } from '../../ui-state'

const choices: (Availability | 'auto')[] = ['auto', 'online', 'busy', 'offline']
const shapes: Record<Availability, string> = {
  online: 'presence',
  busy: 'presence presence-busy',
  offline: 'presence presence-off',
}

type Wanted = Availability | 'auto'

function pick({ profileId, accountId }: AccountEntry, wanted: Wanted): void {
  const place = { profileId, accountId }
  const done =
    wanted === 'auto' ? call('presence.follow', place) : call('profile.setAvailability', { ...place, availability: wanted })
  void attempt(done)
}

function useLines(accounts: AccountEntry[]): (MenuLine | 'line')[] {
  const t = useText()
  const several = accounts.length > 1
  const lineOf = (entry: AccountEntry, wanted: Wanted): MenuLine => {
    const presence = presenceOf(entry.profile.presence, entry.account)
    const words = wanted === 'auto' ? t('presence.auto') : t(`availability.${wanted}`)
    return {
      id: `${entry.profileId}/${entry.accountId}/${wanted}`,
      text: several ? `${words}, ${entry.name}` : words,
      before: (
        <>
          {several && <AccountCode code={entry.code} tone={entry.tone} />}
          {wanted === 'auto' ? <Icon of={Wand} size={12} /> : <span className={shapes[wanted]} />}
        </>
      ),
      checked: wanted === (presence.mode === 'auto' ? 'auto' : presence.chosen),
      onPick: () => pick(entry, wanted),
    }
  }
  return accounts.flatMap((entry, index): (MenuLine | 'line')[] => [
    ...(index > 0 ? (['line'] as const) : []),
    ...choices.map((wanted) => lineOf(entry, wanted)),
  ])
}

function Who({ name, presence }: { name: string; presence: Presence }) {
  return (
    <>
      <Avatar name={name} size={24} />
      <span className="grow">
        <b className="cut">{name}</b>
        <small>
          <span className={shapes[presence.shown]} />
          <span className="cut">{presenceShort(presence)}</span>
        </small>
      </span>
    </>
  )
}

/** Me and my availability, and the way to the settings. */
export function Me() {
  const t = useText()
  const { scope, go } = useUi()
  const all = useAccounts()
  const scoped = scope ? findAccount(all, scope) : undefined
  const accounts = scoped ? [scoped] : all
  const lines = useLines(accounts)
  const first = accounts[0]
  if (!first) return null
  const { user } = first.profile
  const presence = presenceOf(first.profile.presence, first.account)
  return (
    <div className="rail-me">
      <Menu
        label={t('rail.availability')}
        lines={lines}
        at="menu-pop-up menu-pop-rail"
        trigger={(props) => (
          <button
            type="button"
            className="rail-me-who"
            title={`${user.name}. ${presenceWhy(presence, first.account.autoOffline)}`}
            {...props}
          >
            <Who name={user.name} presence={presence} />
          </button>
        )}
      />
      <IconButton
        icon={Settings}
        label={t('rail.settings')}
        keys={keysOf('settings')}
        ariaKeys={ariaKeys('settings')}
        onPress={() => go('settings')}
      />
    </div>
  )
}
