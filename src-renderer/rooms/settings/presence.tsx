import type { Availability } from '../../../src-preload/contract/entities'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import { type AccountEntry, useAccounts } from '../../bridge/accounts'
import { call } from '../../bridge/client'
import { Choice } from '../../parts/choice'
import { presenceOf, presenceWhy } from '../../parts/presence-words'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { attempt } from '../../ui-state'
import { offered } from './offered'
import { change, Opt } from './opt'

const MINUTE_MS = 60_000
const NEVER = 0
const offlineMinutes = [2, 5, 10, 15, 30, 60]
const busyMinutes = [2, 3, 5, 10, 15, 30]
const states = ['online', 'busy', 'offline'] as const

function choose({ profileId, accountId }: AccountEntry, wanted: Availability | 'auto'): void {
  const place = { profileId, accountId }
  const done =
    wanted === 'auto' ? call('presence.follow', place) : call('profile.setAvailability', { ...place, availability: wanted })
  void attempt(done)
}

function AccountPresence({ entry }: { entry: AccountEntry }) {
  const t = useText()
  const { account, profile, profileId, accountId, name } = entry
  const presence = presenceOf(profile.presence, account)
  const value = presence.mode === 'auto' ? 'auto' : presence.chosen
  const label = t('presence.of', { account: name })
  return (
    <>
      <Opt name={name} help={presenceWhy(presence, account.autoOffline)}>
        <Choice
          label={label}
          at="menu-pop-end"
          value={value}
          choices={[
            { value: 'auto' as const, text: t('presence.auto') },
            ...states.map((state) => ({ value: state, text: t(`availability.${state}`) })),
          ]}
          onChoose={(wanted) => choose(entry, wanted)}
        />
      </Opt>
      <Opt name={t('presence.autoOffline', { account: name })} help={t('presence.autoOfflineHelp')}>
        <Switch
          label={t('presence.autoOffline', { account: name })}
          on={account.autoOffline}
          onChange={(on) => void attempt(call('presence.setAutoOffline', { profileId, accountId, on }))}
        />
      </Opt>
    </>
  )
}

function Times({ settings }: { settings: Settings }) {
  const t = useText()
  const minutes = (count: number): string => (count === NEVER ? t('presence.never') : t('presence.minutes', { count }))
  const busy = Math.round((settings.busyAfterMs ?? NEVER) / MINUTE_MS)
  const offline = Math.round(settings.offlineAfterMs / MINUTE_MS)
  return (
    <>
      <Opt name={t('presence.busyAfter')} help={t('presence.busyAfterHelp')}>
        <Choice
          label={t('presence.busyAfter')}
          at="menu-pop-end"
          value={busy}
          choices={[NEVER, ...offered(busyMinutes, busy)]
            .filter((count, index, all) => all.indexOf(count) === index && (count < offline || count === busy))
            .map((value) => ({ value, text: minutes(value) }))}
          onChoose={(count) => change({ busyAfterMs: count === NEVER ? null : count * MINUTE_MS })}
        />
      </Opt>
      <Opt name={t('presence.offlineAfter')} help={t('presence.offlineAfterHelp')}>
        <Choice
          label={t('presence.offlineAfter')}
          at="menu-pop-end"
          value={offline}
          choices={offered(offlineMinutes, offline).map((value) => ({ value, text: minutes(value) }))}
          onChoose={(count) => change({ offlineAfterMs: count * MINUTE_MS })}
        />
      </Opt>
    </>
  )
}

/** What the servers show of me, and by what it is decided (M11). */
export function PresenceSection({ settings }: { settings: Settings }) {
  const t = useText()
  const accounts = useAccounts()
  return (
    <>
      <div className="opt">
        <p className="grow">{t('presence.lead')}</p>
      </div>
      {accounts.map((entry) => (
        <AccountPresence key={`${entry.profileId}/${entry.accountId}`} entry={entry} />
      ))}
      <Times settings={settings} />
    </>
  )
}
