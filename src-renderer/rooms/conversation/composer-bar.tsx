import { ExternalLink, LayoutTemplate, LockKeyhole, Trash2, UsersRound } from 'lucide-react'
import { keepTemplate, takesTemplates, useTemplates } from '../../bridge/templates'
import type { Kind } from '../../bridge/writing-state'
import { ariaKeys, keysOf } from '../../keys'
import { Button } from '../../parts/button'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { channelName } from '../../parts/channel-name'
import { firstName } from '../../parts/names'
import { windowLevel } from '../../parts/reply-window'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { moment } from '../../text/when'
import { attempt, useUi } from '../../ui-state'
import { useTalk } from './talk-context'
import type { Sending } from './use-send'

const openTemplates = () => useUi.getState().showOverlay('template')
const templateKeys = () => ({ keys: keysOf('template'), ariaKeys: ariaKeys('template') })

/** Whether templates can be sent here, and the one that was begun. */
export function useTalkTemplates() {
  const { ref, conversation } = useTalk()
  const { data } = useTemplates(ref, conversation.channel)
  return { has: takesTemplates(conversation.channel, data?.templates), begun: data?.begun ?? null }
}

/** A template was begun and neither sent nor dropped. */
function Begun({ name }: { name: string }) {
  const t = useText()
  const { ref } = useTalk()
  return (
    <div className="composer-bar" role="status">
      <Icon of={LayoutTemplate} size={14} />
      <span className="grow">{t('template.begun', { name })}</span>
      <span className="composer-bar-acts">
        <Button look="quiet" icon={LayoutTemplate} {...templateKeys()} onPress={openTemplates}>
          {t('template.goOn')}
        </Button>
        <Button look="quiet" icon={Trash2} onPress={() => void attempt(keepTemplate(ref, null))}>
          {t('reply.drop')}
        </Button>
      </span>
    </div>
  )
}

/** The window of the channel is over: what can still be sent, and how. */
function Closed({ onNote }: { onNote: () => void }) {
  const t = useText()
  const now = useNow()
  const { ref, conversation, account, inbox, replyUntilAt, openLink } = useTalk()
  const name = firstName(conversation.contact.name)
  const { has, begun } = useTalkTemplates()
  // Twilio carries WhatsApp too, with templates of its own.
  const inBrowser = !has && /twilio/i.test(conversation.channel)
  const values = { channel: channelName(conversation, inbox), name, at: moment(replyUntilAt ?? now, now) }
  const url = account && `${account.profile.baseUrl}/app/accounts/${ref.accountId}/conversations/${ref.conversationId}`
  return (
    <div className="composer-bar is-closed" role="status">
      <Glyph name="st-failed" />
      <span className="grow">
        {t(replyUntilAt === null ? 'window.closed' : 'window.closedAt', values)}{' '}
        {t(has || inBrowser ? 'window.noteOrTemplate' : 'window.noteOnly')}
      </span>
      <span className="composer-bar-acts">
        <Button look="quiet" icon={LockKeyhole} onPress={onNote}>
          {t('composer.note')}
        </Button>
        {has && begun === null && (
          <Button look="quiet" icon={LayoutTemplate} {...templateKeys()} onPress={openTemplates}>
            {t('template.use')}
          </Button>
        )}
        {url && inBrowser && (
          <Button look="quiet" icon={ExternalLink} onPress={() => openLink(url, url)}>
            {t('window.template')}
          </Button>
        )}
      </span>
    </div>
  )
}

/** A colleague is on it too: said before anything is sent, and asked about once. */
function Together({ rival, isAsking }: Pick<Sending, 'isAsking'> & { rival: NonNullable<Sending['rival']> }) {
  const t = useText()
  const name = firstName(rival.name)
  return (
    <div className={`composer-bar${isAsking ? ' is-asking' : ''}`} role={isAsking ? 'alert' : 'status'}>
      <Icon of={UsersRound} size={14} />
      <span className="grow">
        {t(`rival.${rival.how}`, { name })}
        {isAsking && <b> {t('rival.ask')}</b>}
      </span>
    </div>
  )
}

/** What must be known of a reply before it is sent. */
export function ComposerBar({ kind, sending, onNote }: { kind: Kind; sending: Sending; onNote: () => void }) {
  const { conversation, replyUntilAt } = useTalk()
  const level = windowLevel(conversation, replyUntilAt, useNow())
  const { begun } = useTalkTemplates()
  if (kind === 'note') return null
  return (
    <>
      {level === 'closed' && <Closed onNote={onNote} />}
      {begun && <Begun name={begun.name} />}
      {sending.refusal !== null && (
        <p className="composer-bar is-closed" role="alert">
          <Glyph name="st-failed" />
          <span className="grow">{sending.refusal}</span>
        </p>
      )}
      {sending.rival && <Together rival={sending.rival} isAsking={sending.isAsking} />}
    </>
  )
}
