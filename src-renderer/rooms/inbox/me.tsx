import { Settings } from 'lucide-react'
import type { Availability } from '../../../src-preload/contract/entities'
import { type AccountEntry, findAccount, useAccounts } from '../../bridge/accounts'
import { call } from '../../bridge/client'
import { ariaKeys, keysOf } from '../../keys'
import { AccountCode, Avatar } from '../../parts/avatar'
import { IconButton } from '../../parts/button'
import { Menu, type MenuLine } from '../../parts/menu'
import { useText } from '../../text/t'
import { attempt, useUi } from '../../ui-state'

const choices: Availability[] = ['online', 'busy', 'offline']
const shapes: Record<Availability, string> = {
  online: 'presence',
  busy: 'presence presence-busy',
  offline: 'presence presence-off',
}

function useLines(accounts: AccountEntry[]): (MenuLine | 'line')[] {
  const t = useText()
  const several = accounts.length > 1
  return accounts.flatMap((entry, index): (MenuLine | 'line')[] => [
    ...(index > 0 ? (['line'] as const) : []),
    ...choices.map((availability): MenuLine => ({
      id: `${entry.profileId}/${entry.accountId}/${availability}`,
      text: several ? `${t(`availability.${availability}`)}, ${entry.name}` : t(`availability.${availability}`),
      before: (
        <>
          {several && <AccountCode code={entry.code} tone={entry.tone} />}
          <span className={shapes[availability]} />
        </>
      ),
      checked: entry.account.availability === availability,
      onPick: () =>
        void attempt(call('profile.setAvailability', { profileId: entry.profileId, accountId: entry.accountId, availability })),
    })),
  ])
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
  const state = first.account.availability
  return (
    <div className="rail-me">
      <Menu
        label={t('rail.availability')}
        lines={lines}
        at="menu-pop-up menu-pop-rail"
        trigger={(props) => (
          <button type="button" className="rail-me-who" title={user.name} {...props}>
            <Avatar name={user.name} size={24} />
            <span className="grow">
              <b className="cut">{user.name}</b>
              <small>
                <span className={shapes[state]} />
                {t(`availability.${state}`)}
              </small>
            </span>
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
