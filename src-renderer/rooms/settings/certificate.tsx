import { ShieldAlert, ShieldCheck } from 'lucide-react'
import type { Profile } from '../../../src-preload/contract/entities'
import type { ShownCertificate } from '../../../src-preload/contract/trust'
import { call } from '../../bridge/client'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { hostOf } from '../../parts/names'
import { say, useText } from '../../text/t'
import { date } from '../../text/when'
import { attempt, toast } from '../../ui-state'
import { FixedTag } from './managed'

/** Pins what the agent has in front of her, or takes the pin away. */
async function pin(profile: Profile, key: string | null): Promise<void> {
  const asked = call('profile.pin', { profileId: profile.id, key }).then(({ done }) => {
    if (!done) toast({ level: 'warn', text: say('certificate.otherByNow') })
  })
  await attempt(asked)
}

/** Sixteen bytes in a line, and none of them torn apart. */
function Key({ of: key }: { of: string }) {
  const half = Math.ceil(key.length / 2)
  return (
    <p className="mono certificate-key">
      {key.slice(0, half)}
      <wbr />
      {key.slice(half)}
    </p>
  )
}

/** What a person compares, one thing in a line. */
function Facts({ name, of: { key, issuer, validFromAt, validUntilAt } }: { name: string; of: ShownCertificate }) {
  const t = useText()
  return (
    <div className="certificate" role="group" aria-label={name}>
      <b>{name}</b>
      {key === '' ? (
        <p>{t('certificate.unreadable')}</p>
      ) : (
        <>
          <Key of={key} />
          <p>{t('certificate.about', { issuer, from: date(validFromAt), until: date(validUntilAt) })}</p>
        </>
      )}
    </div>
  )
}

/** It is not the one that was pinned: both, what that may mean, and the way on. */
function Other({ profile }: { profile: Profile }) {
  const t = useText()
  const server = hostOf(profile.baseUrl)
  const { shown, pinned, fixed, mayChange } = profile.trust
  if (shown === null) return null
  return (
    <div className="opt certificate-other" role="alert">
      <div className="grow">
        <b className="certificate-title">
          <Icon of={ShieldAlert} size={14} />
          {t('certificate.other', { server })}
        </b>
        <p>{t('certificate.otherText')}</p>
        {pinned && <Facts name={t('certificate.before')} of={pinned} />}
        {fixed.map((key) => (
          <div className="certificate" key={key}>
            <b>{t('certificate.byOrganisation')}</b>
            <Key of={key} />
          </div>
        ))}
        <Facts name={t('certificate.now')} of={shown} />
        <p>{t(mayChange ? 'certificate.otherNext' : 'certificate.otherFixed')}</p>
        {mayChange && (
          <div className="btn-row">
            <Button look="danger" onPress={() => void pin(profile, shown.key)}>
              {t('certificate.accept')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

function Server({ profile }: { profile: Profile }) {
  const t = useText()
  const { shown, pinned, fixed, mayChange, isOther } = profile.trust
  if (isOther) return <Other profile={profile} />
  const facts = shown ?? pinned
  if (facts === null) return null
  const isPinned = pinned !== null || fixed.length > 0
  return (
    <div className="opt">
      <div className="grow">
        <Facts name={t('certificate.title', { server: hostOf(profile.baseUrl) })} of={facts} />
        <p>{t(isPinned ? 'certificate.pinnedHelp' : 'certificate.pinHelp')}</p>
        <div className="btn-row">
          {isPinned && (
            <span className="tag tag-ok">
              <Icon of={ShieldCheck} size={12} />
              {t('certificate.pinned')}
            </span>
          )}
          {isPinned && !mayChange && <FixedTag />}
          {mayChange && pinned && <Button onPress={() => void pin(profile, null)}>{t('certificate.unpin')}</Button>}
          {mayChange && !pinned && shown && (
            <Button onPress={() => void pin(profile, shown.key)}>{t('certificate.pin')}</Button>
          )}
        </div>
      </div>
    </div>
  )
}

/** The certificate of each server that has one, whatever the number of accounts there. */
export function Certificates({ profiles }: { profiles: Profile[] }) {
  const servers = new Map(profiles.map((profile) => [hostOf(profile.baseUrl), profile]))
  return [...servers].map(([host, profile]) => <Server key={host} profile={profile} />)
}
