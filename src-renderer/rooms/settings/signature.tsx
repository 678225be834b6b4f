import { useState } from 'react'
import type { Inbox } from '../../../src-preload/contract/entities'
import { inboxKey } from '../../../src-preload/contract/inbox-key'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import { useAccounts } from '../../bridge/accounts'
import { useDirectories } from '../../bridge/queries'
import { changeSignature, signatureOf } from '../../bridge/signature'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { change, Opt } from './opt'

/** As the schema has it. */
const LONGEST = 5_000

interface WordsProps {
  label: string
  text: string
  /** What stands there without words of one's own. */
  instead: string
  onKeep: (text: string) => void
}

/** Kept when it is left: a half-written signature goes to nobody. */
function Words({ label, text, instead, onKeep }: WordsProps) {
  const [typed, setTyped] = useState(text)
  return (
    <textarea
      className="signature-words"
      aria-label={label}
      placeholder={instead}
      value={typed}
      rows={2}
      maxLength={LONGEST}
      dir="auto"
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => typed !== text && onKeep(typed)}
    />
  )
}

function OfInbox({ settings, inbox, id, ofServer }: { settings: Settings; inbox: Inbox; id: string; ofServer: string }) {
  const t = useText()
  const { on = false, text = '' } = settings.signatures[id] ?? {}
  return (
    <>
      <Opt name={inbox.name}>
        <Switch
          label={t('signature.in', { inbox: inbox.name })}
          on={on}
          onChange={(next) => changeSignature(settings, id, { on: next })}
        />
      </Opt>
      {on && (
        <div className="opt opt-under">
          <Words
            label={t('signature.ofInbox', { inbox: inbox.name })}
            text={text}
            instead={signatureOf({ ...settings, signatures: {} }, id, ofServer) || t('signature.none')}
            onKeep={(words) => changeSignature(settings, id, { text: words })}
          />
        </div>
      )}
    </>
  )
}

/** The agent's signature, and the inboxes under whose replies it stands. */
export function SignatureOptions({ settings }: { settings: Settings }) {
  const t = useText()
  const accounts = useAccounts()
  const directories = useDirectories(accounts)
  const ofServer = accounts.find(({ profile }) => profile.user.signature)?.profile.user.signature ?? ''
  const inboxes = accounts.flatMap(({ profileId, accountId, profile }, index) =>
    (directories[index]?.inboxes ?? []).map((inbox) => ({
      inbox,
      id: inboxKey({ profileId, accountId, inboxId: inbox.id }),
      ofServer: profile.user.signature ?? '',
    })),
  )
  return (
    <>
      <Opt name={t('signature.title')} help={t('signature.help')} />
      <div className="opt opt-under">
        <Words
          label={t('signature.title')}
          text={settings.signature}
          instead={ofServer || t('signature.none')}
          onKeep={(signature) => change({ signature })}
        />
      </div>
      {inboxes.length > 0 && (
        <details className="opt-more">
          <summary>{t('signature.byInbox')}</summary>
          {inboxes.map((one) => (
            <OfInbox key={one.id} settings={settings} {...one} />
          ))}
        </details>
      )}
    </>
  )
}
