import { EyeOff, LockKeyhole, Reply } from 'lucide-react'
import { AccountCode } from '../../parts/avatar'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { channelLook, firstName } from '../../parts/names'
import { Segmented } from '../../parts/segmented'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'
import type { Kind } from '../../bridge/writing-state'

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
      {kind === 'reply' && !conversation.canReply && <span className="composer-window">{t('composer.closedHint')}</span>}
    </div>
  )
}
