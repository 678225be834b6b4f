import { Ellipsis, FileText, ImageOff, Mail } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { MailHead, TimelineMessage } from '../../../src-preload/contract/entities'
import { IconButton } from '../../parts/button'
import { Files } from '../../parts/files'
import { Icon } from '../../parts/icon'
import { cleanMail, LARGEST_MAIL } from '../../parts/mail-html'
import { toAndCopies } from '../../parts/mail-people'
import { RichText } from '../../parts/rich-text'
import { useText } from '../../text/t'
import { fileSize } from '../../text/when'
import { doorsOf } from './file-doors'
import { MailFrame } from './mail-frame'
import { PicturesBar, useMailPictures } from './mail-pictures'
import { useMessageTalk } from './talk-context'
import { useNear } from './use-near'

/** Parts the new words from what is quoted below them. */
export function splitQuoted(text: string): { own: string; quoted: string } {
  const lines = text.split('\n')
  let cut = lines.length
  while (cut > 0 && /^\s*(>.*)?$/.test(lines[cut - 1] ?? '')) cut -= 1
  if (!lines.slice(cut).some((line) => line.trim().startsWith('>'))) return { own: text, quoted: '' }
  if (/:\s*$/.test(lines[cut - 1] ?? '') && /\d/.test(lines[cut - 1] ?? '')) cut -= 1
  return { own: lines.slice(0, cut).join('\n').trimEnd(), quoted: lines.slice(cut).join('\n') }
}

interface HeadProps {
  mail: MailHead
  /** Null: there is no other form than the text. */
  isPlain: boolean | null
  onTurn: () => void
}

function Head({ mail, isPlain, onTurn }: HeadProps) {
  const t = useText()
  return (
    <div className="mail-head">
      {/* What we send has the subject of what it answers, which nobody tells us again. */}
      {(mail.subject || mail.from.length > 0) && (
        <p className="mail-subject" dir="auto">
          {mail.subject || t('mail.noSubject')}
        </p>
      )}
      <p className="mail-line">
        <b dir="auto">{mail.from.join(', ')}</b> {toAndCopies(mail, t)}
      </p>
      {isPlain !== null && (
        <IconButton
          className="mail-turn"
          icon={isPlain ? Mail : FileText}
          size={14}
          label={t(isPlain ? 'mail.written' : 'mail.plain')}
          onPress={onTurn}
        />
      )}
    </div>
  )
}

function QuotedButton({ isWhole, onTurn }: { isWhole: boolean; onTurn: () => void }) {
  const t = useText()
  const label = t(isWhole ? 'mail.hideQuoted' : 'mail.showQuoted')
  return (
    <div className="mail-more">
      <IconButton icon={Ellipsis} size={14} label={label} pressed={isWhole} onPress={onTurn} />
    </div>
  )
}

function AsText({ text }: { text: string }) {
  const { openLink } = useMessageTalk()
  const [isWhole, setWhole] = useState(false)
  const { own, quoted } = splitQuoted(text)
  return (
    <>
      <RichText className="mail-text" text={isWhole ? `${own}\n\n${quoted}` : own} onLink={openLink} />
      {quoted !== '' && <QuotedButton isWhole={isWhole} onTurn={() => setWhole(!isWhole)} />}
    </>
  )
}

function AsWritten({ html, mail }: { html: string; mail: MailHead }) {
  const t = useText()
  const [isWhole, setWhole] = useState(false)
  const wish = useMailPictures(mail)
  const clean = useMemo(() => cleanMail(html, { pictures: wish.isShown, quoted: isWhole }), [html, wish.isShown, isWhole])
  return (
    <>
      <PicturesBar wish={wish} blocked={clean.blocked} />
      <MailFrame clean={clean} subject={mail.subject || t('mail.noSubject')} />
      {clean.hasQuoted && <QuotedButton isWhole={isWhole} onTurn={() => setWhole(!isWhole)} />}
    </>
  )
}

function TooLarge({ size }: { size: number }) {
  const t = useText()
  return (
    <div className="mail-bar">
      <Icon of={ImageOff} size={14} />
      <span className="grow">{t('mail.tooLarge', { size: fileSize(size) })}</span>
    </div>
  )
}

/** An e-mail as a card: as it was written, in a frame that may do nothing, or as its text. */
export function MailCard({ message, mail }: { message: TimelineMessage; mail: MailHead }) {
  const { ref, openPicture } = useMessageTalk()
  const [isPlain, setPlain] = useState(false)
  const { box, isNear } = useNear()
  const isTooLarge = message.html !== null && message.html.length > LARGEST_MAIL
  const html = isTooLarge || message.html?.trim() === '' ? null : message.html
  return (
    <div className="mail" ref={box}>
      <Head mail={mail} isPlain={html === null ? null : isPlain} onTurn={() => setPlain(!isPlain)} />
      {isTooLarge && <TooLarge size={message.html?.length ?? 0} />}
      {html === null || isPlain ? (
        <AsText text={message.content} />
      ) : isNear ? (
        <AsWritten html={html} mail={mail} />
      ) : (
        <div className="mail-frame" aria-busy="true" />
      )}
      <Files files={message.attachments} doors={doorsOf(ref, message, openPicture)} />
    </div>
  )
}
