import { ChevronsUpDown, Plus } from 'lucide-react'
import { type AccountEntry, findAccount, useAccounts } from '../../bridge/accounts'
import { useProfiles } from '../../bridge/queries'
import { keysOf, useKeys } from '../../keys'
import { AccountCode } from '../../parts/avatar'
import { Icon } from '../../parts/icon'
import { Menu, type MenuLine } from '../../parts/menu'
import { hostOf } from '../../parts/names'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'

function useScopeKeys(accounts: AccountEntry[]): void {
  const setScope = useUi((ui) => ui.setScope)
  useKeys({
    allAccounts: () => setScope(null),
    account: (event) => {
      const entry = accounts[Number(event.code.replace(/\D/g, '')) - 1]
      if (!entry) return false
      setScope({ profileId: entry.profileId, accountId: entry.accountId })
      return true
    },
  })
}

function useLines(accounts: AccountEntry[]): (MenuLine | 'line')[] {
  const t = useText()
  const { scope, setScope, go } = useUi()
  const isChosen = (entry: AccountEntry) => scope?.profileId === entry.profileId && scope.accountId === entry.accountId
  return [
    {
      id: 'all',
      text: t('rail.allAccounts'),
      checked: scope === null,
      keys: keysOf('allAccounts'),
      onPick: () => setScope(null),
    },
    ...accounts.map((entry, index): MenuLine => ({
      id: `${entry.profileId}/${entry.accountId}`,
      text: entry.name,
      before: <AccountCode code={entry.code} tone={entry.tone} />,
      checked: isChosen(entry),
      ...(index < 9 ? { keys: ['Ctrl', String(index + 1)] } : {}),
      onPick: () => setScope({ profileId: entry.profileId, accountId: entry.accountId }),
    })),
    'line',
    { id: 'add', text: t('rail.addAccount'), icon: Plus, onPick: () => go('sign-in') },
  ]
}

/** Which accounts the lists run over. */
export function Switcher() {
  const t = useText()
  const accounts = useAccounts()
  const servers = new Set((useProfiles().data ?? []).map((profile) => profile.baseUrl)).size
  const scope = useUi((ui) => ui.scope)
  const chosen = (scope ? findAccount(accounts, scope) : undefined) ?? (accounts.length === 1 ? accounts[0] : undefined)
  const lines = useLines(accounts)
  useScopeKeys(accounts)
  const tones = chosen ? [chosen.tone] : accounts.slice(0, 3).map((entry) => entry.tone)
  const small = chosen
    ? hostOf(chosen.profile.baseUrl)
    : `${t('rail.servers', { count: servers })}, ${t('rail.accounts', { count: accounts.length })}`
  return (
    <Menu
      label={t('rail.switch')}
      lines={lines}
      className="switcher-at"
      at="menu-pop-wide menu-pop-rail"
      trigger={(props) => (
        <button type="button" className="switcher" {...props}>
          <span className="switcher-stack" aria-hidden="true">
            {tones.map((tone, index) => (
              <i className={tone} key={index} />
            ))}
          </span>
          <span className="grow">
            <b className="cut">{chosen?.name ?? t('rail.allAccounts')}</b>
            <small className="cut">{small}</small>
          </span>
          <Icon of={ChevronsUpDown} size={14} />
        </button>
      )}
    />
  )
}
