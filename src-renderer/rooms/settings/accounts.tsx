import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Profile } from '../../../src-preload/contract/entities'
import { call } from '../../bridge/client'
import { useProfiles } from '../../bridge/queries'
import { AccountCode } from '../../parts/avatar'
import { Button } from '../../parts/button'
import { Glyph } from '../../parts/glyph'
import { accountLook, hostOf } from '../../parts/names'
import { say, useText } from '../../text/t'
import { toast, useUi, whyNot } from '../../ui-state'
import { Certificates } from './certificate'

/** What would be lost. */
interface Waiting {
  unsent: number
  changes: number
}
const NOTHING: Waiting = { unsent: 0, changes: 0 }

/** Signs out; answers what forbids it. */
async function signOut(profile: Profile, force: boolean): Promise<Waiting> {
  try {
    const { done, ...waiting } = await call('profile.signOut', { profileId: profile.id, force })
    if (!done) return waiting
    toast({
      text: say('settings.signedOut', {
        account: profile.accounts.map((account) => account.name).join(', ') || hostOf(profile.baseUrl),
      }),
    })
    if (useUi.getState().selected?.profileId === profile.id) useUi.getState().select(null)
    if (useUi.getState().scope?.profileId === profile.id) useUi.getState().setScope(null)
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
  return NOTHING
}

function Unsent({ profile, waiting, onKeep }: { profile: Profile; waiting: Waiting; onKeep: () => void }) {
  const t = useText()
  return (
    <div className="opt" role="alert">
      <div className="grow set-warn">
        {waiting.unsent > 0 && <b>{t('settings.unsent', { count: waiting.unsent })}</b>}
        {waiting.changes > 0 && <b>{t('settings.unsentChanges', { count: waiting.changes })}</b>}
        <div className="btn-row">
          <Button onPress={onKeep} autoFocus>
            {t('settings.keepSignedIn')}
          </Button>
          <Button look="danger" onPress={() => void signOut(profile, true)}>
            {t('settings.signOutAnyway')}
          </Button>
        </div>
      </div>
    </div>
  )
}

function LinkTag({ profile }: { profile: Profile }) {
  const t = useText()
  const { state } = profile.link
  if (state === 'live') {
    return (
      <span className="tag tag-ok">
        <Glyph name="link-live" size={12} />
        {t('link.live')}
      </span>
    )
  }
  return <span className="tag">{state === 'waiting' ? t('link.offline') : t(`link.${state}`)}</span>
}

function ProfileLine({ profile }: { profile: Profile }) {
  const t = useText()
  const go = useUi((ui) => ui.go)
  const [waiting, setWaiting] = useState(NOTHING)
  const server = hostOf(profile.baseUrl)
  const about = profile.version
    ? t('settings.account', { server, version: profile.version })
    : t('settings.accountPlain', { server })
  return (
    <>
      <div className="opt">
        {profile.accounts.map((account) => {
          const look = accountLook(profile, account)
          return <AccountCode key={account.id} code={look.code} tone={look.tone} name={look.name} />
        })}
        <div className="grow">
          <b className="cut">{profile.accounts.map((account) => account.name).join(', ') || server}</b>
          <p className="cut">
            {about}. {profile.user.name}
          </p>
        </div>
        <LinkTag profile={profile} />
        {profile.link.state === 'signed-out' && <Button onPress={() => go('sign-in')}>{t('signedOut.act')}</Button>}
        <Button onPress={() => void signOut(profile, false).then(setWaiting)}>{t('settings.signOut')}</Button>
      </div>
      {waiting.unsent + waiting.changes > 0 && (
        <Unsent profile={profile} waiting={waiting} onKeep={() => setWaiting(NOTHING)} />
      )}
    </>
  )
}

/** Who is signed in where. */
export function AccountsSection() {
  const t = useText()
  const go = useUi((ui) => ui.go)
  const profiles = useProfiles().data ?? []
  return (
    <>
      {profiles.map((profile) => (
        <ProfileLine key={profile.id} profile={profile} />
      ))}
      <Certificates profiles={profiles} />
      <div className="opt">
        <p className="grow">{t('settings.signOutHelp')}</p>
        <Button icon={Plus} onPress={() => go('sign-in')}>
          {t('settings.addAccount')}
        </Button>
      </div>
    </>
  )
}
