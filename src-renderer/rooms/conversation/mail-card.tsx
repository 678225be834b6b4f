import { Ellipsis, ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { MailHead, TimelineMessage } from '../../../src-preload/contract/entities'
import { IconButton } from '../../parts/button'
import { Files } from '../../parts/files'
import { Icon } from '../../parts/icon'
import { RichText } from '../../parts/rich-text'
import { useText } from '../../text/t'
import { doorsOf } from './file-doors'
import { useTalk } from './talk-context'

/** Parts the new words from what is quoted below them. */
export function splitQuoted(text: string): { own: string; quoted: string } {
  const lines = text.split('\n')
  let cut = lines.length
  while (cut > 0 && /^\s*(>.*)?$/.test(lines[cut - 1] ?? '')) cut -= 1
  if (!lines.slice(cut).some((line) => line.trim().startsWith('>'))) return { own: text, quoted: '' }
  if (/:\s*$/.test(lines[cut - 1] ?? '') && /\d/.test(lines[cut - 1] ?? '')) cut -= 1
  return { own: lines.slice(0, cut).join('\n').trimEnd(), quoted: lines.slice(cut).join('\n') }
}

function Head({ mail }: { mail: MailHead }) {
  const t = useText()
  return (
    <div className="mail-head">
      <p className="mail-subject" dir="auto">
        {mail.subject || t('mail.noSubject')}
      </p>
      <p className="mail-line">
        <b dir="auto">{mail.from.join(', ')}</b> {mail.to.length > 0 && t('mail.to', { people: mail.to.join(', ') })}
        {mail.cc.length > 0 && `, ${t('mail.cc', { people: mail.cc.join(', ') })}`}
      </p>
    </div>
  )
}

/** An e-mail as a card with its text; nothing in it loads anything. */
export function MailCard({ message, mail }: { message: TimelineMessage; mail: MailHead }) {
  const t = useText()
  const { ref, openLink } = useTalk()
  const [isWhole, setWhole] = useState(false)
  const { own, quoted } = splitQuoted(message.content)
  return (
    <div className="mail">
      <Head mail={mail} />
      {message.html !== null && (
        <div className="mail-bar">
          <Icon of={ImageOff} size={14} />
          <span className="grow">{t('mail.asText')}</span>
        </div>
      )}
      <RichText className="mail-text" text={isWhole ? `${own}\n\n${quoted}` : own} onLink={openLink} />
      {quoted !== '' && (
        <IconButton
          icon={Ellipsis}
          size={14}
          label={t(isWhole ? 'mail.hideQuoted' : 'mail.showQuoted')}
          pressed={isWhole}
          onPress={() => setWhole(!isWhole)}
        />
      )}
      <Files files={message.attachments} doors={doorsOf(ref, message)} />
    </div>
  )
}
