import { EyeOff, Hourglass, Paperclip, Signature as SignatureSign, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Signature } from '../../bridge/signature'
import { type Kind, MAX_TEXT, type WritingState } from '../../bridge/writing-state'
import { channelName } from '../../parts/channel-name'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { firstName } from '../../parts/names'
import { spanLeft, windowLevel } from '../../parts/reply-window'
import { type Answered, LOOK_MS, rivalOf } from '../../parts/rival'
import { hasSignature, withoutMarks } from '../../parts/signature'
import { countFrom, textLimit } from '../../parts/text-limit'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import type { QuickSubject } from './subject'

/** The longest text that arrives whole. */
export function limitOf({ conversation, inbox }: QuickSubject, kind: Kind): number {
  return (kind === 'reply' && textLimit(conversation.channel, inbox)) || MAX_TEXT
}

function Line({ icon, tone, children }: { icon: ReactNode; tone?: 'red' | 'note'; children: ReactNode }) {
  return (
    <p className={`quick-line${tone ? ` quick-line-${tone}` : ''}`} role={tone === 'red' ? 'alert' : 'status'}>
      {icon}
      <span className="grow">{children}</span>
    </p>
  )
}

const failed = <Glyph name="st-failed" />

/** How much more fits, or how much is too much; nothing while there is room. */
function Length({ talk, state, length }: { talk: QuickSubject; state: WritingState; length: number }) {
  const t = useText()
  const limit = limitOf(talk, state.kind)
  const left = limit - length
  if (left < 0)
    return (
      <Line icon={failed} tone="red">
        {t('composer.tooLong', { count: -left })}
      </Line>
    )
  if (length <= countFrom(limit)) return null
  return <Line icon={null}>{t('composer.left', { count: left })}</Line>
}

/** The last hour in which the channel takes a free reply (M14). */
function TimeLeft({ talk: { conversation, inbox, replyUntilAt } }: { talk: QuickSubject }) {
  const t = useText()
  const now = useNow()
  if (replyUntilAt === null || windowLevel(conversation, replyUntilAt, now) !== 'soon') return null
  const words = t('window.left', { channel: channelName(conversation, inbox), left: spanLeft(replyUntilAt - now) })
  return <Line icon={<Icon of={Hourglass} size={14} />}>{words}</Line>
}

/** A colleague who is on it too (M12). */
function Together({ talk: { colleagues }, answered }: Pick<LinesProps, 'talk' | 'answered'>) {
  const t = useText()
  const rival = rivalOf({ colleagues, answered }, useNow(LOOK_MS))
  if (rival === null) return null
  return <Line icon={<Icon of={Users} size={14} />}>{t(`rival.${rival.how}`, { name: firstName(rival.name) })}</Line>
}

interface LinesProps {
  talk: QuickSubject
  /** The newest public answer, when a colleague gave it. */
  answered: Answered | null
  state: WritingState
  signature: Signature
  /** Characters as they go, with the signature. */
  length: number
}

/** What must be known before Enter is pressed: who will see it, what goes with it, and what becomes of it without a connection. */
export function Lines({ talk, answered, state, signature, length }: LinesProps) {
  const t = useText()
  const isSigned = signature.isOn && state.kind === 'reply' && !hasSignature(state.text, signature.text)
  const link = talk.account?.profile.link.state
  return (
    <>
      {state.kind === 'note' ? (
        <Line icon={<Icon of={EyeOff} size={14} />} tone="note">
          {t('composer.wontSee', { name: firstName(talk.conversation.contact.name) })}
        </Line>
      ) : (
        <TimeLeft talk={talk} />
      )}
      <Together talk={talk} answered={answered} />
      {link !== undefined && link !== 'live' && link !== 'catching-up' && (
        <Line icon={<Glyph name="st-kept" />}>{t(link === 'signed-out' ? 'quick.keptSignedOut' : 'quick.kept')}</Line>
      )}
      {state.files.length > 0 && (
        <Line icon={<Icon of={Paperclip} size={14} />}>{state.files.map(({ name }) => name).join(', ')}</Line>
      )}
      {isSigned && <Line icon={<Icon of={SignatureSign} size={14} />}>{withoutMarks(signature.text)}</Line>}
      {state.saved === 'failed' && (
        <Line icon={failed} tone="red">
          {t('composer.draftFailed')}
        </Line>
      )}
      <Length talk={talk} state={state} length={length} />
      {state.problem !== null && (
        <Line icon={failed} tone="red">
          {state.problem}
        </Line>
      )}
    </>
  )
}
