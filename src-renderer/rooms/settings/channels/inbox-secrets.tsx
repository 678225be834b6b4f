import { Copy, Eye, EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { InboxId } from '../../../../src-preload/contract/ids'
import type { CallOutput } from '../../../../src-preload/contract/schemas/index'
import type { ChannelsAt } from '../../../bridge/channels'
import { call } from '../../../bridge/client'
import { Button, IconButton } from '../../../parts/button'
import { say, useText } from '../../../text/t'
import { attempt, toast, whyNot } from '../../../ui-state'

/** Long enough to copy both, short enough for a desk one walks away from. */
const SHOWN_MS = 30_000

type Secrets = CallOutput<'inbox.reveal'>

async function copy(text: string): Promise<void> {
  if (await attempt(navigator.clipboard.writeText(text))) toast({ text: say('channels.copied') })
}

function Secret({ name, value }: { name: string; value: string | null }) {
  const t = useText()
  if (value === null) return null
  return (
    <div className="secret">
      <span>{name}</span>
      <code>{value}</code>
      <IconButton icon={Copy} size={14} label={t('channels.copy', { name })} onPress={() => void copy(value)} />
    </div>
  )
}

/** Forgets what is shown by itself, so that nobody has to remember to. */
function useShown() {
  const [shown, setShown] = useState<Secrets | null>(null)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  return { shown, setShown }
}

function Asking({ onReveal, onKeep }: { onReveal: () => void; onKeep: () => void }) {
  const t = useText()
  return (
    <>
      <Button look="primary" icon={Eye} onPress={onReveal}>
        {t('channels.showNow')}
      </Button>
      <Button look="quiet" onPress={onKeep}>
        {t('channels.cancel')}
      </Button>
    </>
  )
}

/** Identifier and HMAC token: read when asked for, shown for half a minute, kept nowhere. */
export function InboxSecrets({ at, inboxId }: { at: ChannelsAt; inboxId: InboxId }) {
  const t = useText()
  const [isAsked, setAsked] = useState(false)
  const { shown, setShown } = useShown()
  const reveal = (): void => {
    setAsked(false)
    const fail = (thrown: unknown): void => void toast({ level: 'error', text: whyNot(thrown) })
    call('inbox.reveal', { ...at, inboxId }).then(setShown, fail)
  }
  return (
    <div className="field">
      <span className="field-label">{t('channels.secrets')}</span>
      <p className="field-help">{t(isAsked ? 'channels.secretsAsk' : 'channels.secretsHelp')}</p>
      {shown && <Secret name={t('channels.identifier')} value={shown.identifier} />}
      {shown && <Secret name={t('channels.hmacToken')} value={shown.hmacToken} />}
      <div className="btn-row">
        {isAsked && <Asking onReveal={reveal} onKeep={() => setAsked(false)} />}
        {!isAsked && (
          <Button icon={shown ? EyeOff : Eye} onPress={() => (shown ? setShown(null) : setAsked(true))}>
            {t(shown ? 'channels.hide' : 'channels.show')}
          </Button>
        )}
      </div>
    </div>
  )
}
