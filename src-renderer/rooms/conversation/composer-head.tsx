import { EyeOff, Hourglass, Languages, LockKeyhole, Reply } from 'lucide-react'
import { AccountCode } from '../../parts/avatar'
import { channelName } from '../../parts/channel-name'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { foreignLanguage } from '../../parts/language'
import { channelLook, firstName } from '../../parts/names'
import { spanLeft, windowLevel } from '../../parts/reply-window'
import { Segmented } from '../../parts/segmented'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { moment } from '../../text/when'
import { useTalk } from './talk-context'
import type { Kind } from '../../bridge/writing-state'

/** How long the channel still takes a free reply: nothing where there is no end. */
function TimeLeft() {
  const t = useText()
  const now = useNow()
  const { conversation, inbox, replyUntilAt } = useTalk()
  const level = windowLevel(conversation, replyUntilAt, now)
  // That it is over stands above.
  if (replyUntilAt === null || level === 'none' || level === 'closed') return null
  const channel = channelName(conversation, inbox)
  return (
    <span className={`composer-window is-${level}`} title={t('window.until', { at: moment(replyUntilAt, now) })}>
      {level === 'soon' && <Icon of={Hourglass} size={12} />}
      <span className="cut">{t('window.left', { channel, left: spanLeft(replyUntilAt - now) })}</span>
    </span>
  )
}

/** The customer's language, when it is not the window's. */
function OtherLanguage() {
  const t = useText()
  const { conversation } = useTalk()
  const language = foreignLanguage(conversation.additionalAttributes, document.documentElement.lang || 'en')
  if (language === null) return null
  const words = t('composer.language', { name: firstName(conversation.contact.name), language })
  return (
    <span className="composer-window" title={words}>
      <Icon of={Languages} size={12} />
      <span className="sr">{words}</span>
      <span aria-hidden="true"> {language}</span>
    </span>
  )
}

/** Reply or note, and to whom: name, channel and account. The name never shrinks. */
export function ComposerHead({ kind, onKind }: { kind: Kind; onKind: (kind: Kind) => void }) {
  const t = useText()
  const { conversation, account, inbox } = useTalk()
  const { name } = conversation.contact
  return (
    <div className="composer-head">
      <Segmented
        label={t('composer.kind')}
        value={kind}
        onChoose={onKind}
        choices={[
          { value: 'reply', text: t('composer.reply'), icon: Reply, flip: true },
          { value: 'note', text: t('composer.note'), icon: LockKeyhole },
        ]}
      />
      {kind === 'note' ? (
        <span className="composer-to">
          <Icon of={EyeOff} size={14} />
          <span className="cut">{t('composer.wontSee', { name: firstName(name) })}</span>
        </span>
      ) : (
        <span className={`composer-to ${account?.tone ?? ''}`}>
          {t('composer.to')}{' '}
          <b className="cut" dir="auto" title={name}>
            {name}
          </b>
          <Glyph name={channelLook(conversation.channel, inbox?.name).glyph} size={12} />
          {account && <AccountCode code={account.code} name={account.name} />}
        </span>
      )}
      <span className="grow" />
      {kind === 'reply' && <OtherLanguage />}
      {kind === 'reply' && <TimeLeft />}
    </div>
  )
}
