import { LockKeyhole, SquareSlash } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import type { MessageId } from '../../../src-preload/contract/ids'
import { setStatus } from '../../bridge/changes'
import { type ReplyRef, takeBack } from '../../bridge/replies'
import { useSignature } from '../../bridge/signature'
import { type CannedOffer, useCanned } from '../../bridge/use-canned'
import { useTyping } from '../../bridge/use-typing'
import { useVariables } from '../../bridge/variables'
import type { Writing } from '../../bridge/writing'
import type { WritingState } from '../../bridge/writing-state'
import { chordOf, keysOf, press, useKeys } from '../../keys'
import { Button, IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { KeysHint } from '../../parts/keys-hint'
import { channelLook, firstName } from '../../parts/names'
import type { Answered } from '../../parts/rival'
import { putIn, putSign } from '../../parts/put-in'
import type { Piece } from '../../parts/variables'
import { type TextKey, useText } from '../../text/t'
import { CANNED_LIST, CANNED_SHOWN, CannedList } from './canned'
import { limitOf, Lines } from './lines'
import type { QuickSubject } from './subject'

interface BoxProps {
  talk: QuickSubject
  writing: Writing
  state: WritingState
  seenId: MessageId | null
  resting: ReplyRef | null
  /** The newest public answer, when a colleague gave it. */
  answered: Answered | null
}

const stay = (event: FormEvent) => event.preventDefault()

type Field = { current: HTMLTextAreaElement | null }

/** Sends by the kind at the moment of the press; a note is never followed by "resolved". */
function useSend({ talk, writing, seenId }: BoxProps, stopTyping: () => void) {
  const { ref, conversation } = talk
  return async (andResolve: boolean): Promise<void> => {
    if (andResolve && writing.get().kind === 'note') return
    // The server would take it, and the channel fail: the line above the field says by how much it is too long.
    const { text, kind } = writing.get()
    if (writing.wording.outgoing(text, kind).text.length > limitOf(talk, kind)) return
    stopTyping()
    if ((await writing.send(seenId)) && andResolve) await setStatus({ ref, conversation }, 'resolved')
  }
}

/** The cursor stands where the draft had it, once for each time a text is put in from outside. */
function useCursor(field: Field, { loads, cursor, isLoading }: WritingState): void {
  useLayoutEffect(() => {
    if (isLoading) return
    field.current?.setSelectionRange(cursor, cursor)
    // Only a text from outside moves the cursor.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [loads])
  useEffect(() => {
    const focus = () => field.current?.focus()
    focus()
    // The window comes on screen later than it is drawn, and may come again.
    window.addEventListener('focus', focus)
    return () => window.removeEventListener('focus', focus)
  }, [field])
}

function useHints({ conversation, account, inbox }: QuickSubject, { kind }: WritingState) {
  const t = useText()
  const { name } = conversation.contact
  const channel = t(`channel.${channelLook(conversation.channel, inbox?.name).word}`)
  if (kind === 'note') return { label: t('composer.noteLabel', { name: firstName(name) }), hint: t('composer.noteHint') }
  const hint: TextKey = conversation.canReply ? 'composer.replyHint' : 'composer.closedHint'
  return { label: t('composer.replyLabel', { name, channel, account: account?.name ?? '' }), hint: t(hint) }
}

function useFieldKeys(props: BoxProps, send: (andResolve: boolean) => Promise<void>, canned: CannedOffer) {
  const { writing, resting } = props
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    const chord = chordOf(event.nativeEvent)
    const isEmpty = writing.get().text === ''
    // Where nothing fits nothing is shown: Esc is the window's then.
    if (canned.lines.length > 0 && canned.onKeyDown(event)) event.stopPropagation()
    else if (chord === 'Enter') void send(false)
    else if (chord === 'Ctrl+Enter') void send(true)
    else if (chord === 'Ctrl+/') putSign(event.currentTarget, '/')
    else if (chord === 'Ctrl+Z' && isEmpty && resting) void takeBack(resting)
    else if (chord === 'Ctrl+Z' && isEmpty) press('undo')
    else return
    event.preventDefault()
  }
}

function Foot({ isNote }: { isNote: boolean }) {
  const t = useText()
  return (
    <footer className="quick-keys">
      {!isNote && (
        <span>
          <KeysHint keys={keysOf('quickSendResolve')} /> {t('quick.hint.resolve')}
        </span>
      )}
      <span>
        <KeysHint keys={keysOf('quickNext')} /> {t('quick.hint.next')}
      </span>
      <span>
        <KeysHint keys={keysOf('quickOpen')} /> {t('quick.hint.open')}
      </span>
      <span>
        <KeysHint keys={keysOf('back')} /> {t('quick.hint.close')}
      </span>
    </footer>
  )
}

function SendButton({ isNote, busy, onPress }: { isNote: boolean; busy: boolean; onPress: () => void }) {
  const t = useText()
  const rest = { busy, onPress, keys: keysOf('quickSend') }
  if (!isNote) {
    return (
      <Button look="primary" {...rest}>
        {t('composer.send')}
      </Button>
    )
  }
  return (
    <Button look="note" icon={LockKeyhole} {...rest}>
      {t('composer.addNote')}
    </Button>
  )
}

type FieldProps = BoxProps & {
  field: Field
  canned: CannedOffer
  onSend: (andResolve: boolean) => Promise<void>
}

function TextField(props: FieldProps & { typing: ReturnType<typeof useTyping>; label: string; hint: string }) {
  const { field, canned, writing, state, typing, label, hint } = props
  const onKeyDown = useFieldKeys(props, props.onSend, canned)
  const isOffering = canned.lines.length > 0
  const onType = (target: HTMLTextAreaElement) => {
    writing.edit(target.value, target.selectionStart)
    if (target.value === '') typing.stop()
    else typing.wrote(writing.get().kind)
  }
  return (
    <textarea
      ref={field}
      className="quick-text"
      dir="auto"
      rows={1}
      aria-label={label}
      aria-controls={isOffering ? CANNED_LIST : undefined}
      aria-activedescendant={isOffering ? `${CANNED_LIST}-${canned.lit}` : undefined}
      placeholder={hint}
      value={state.text}
      onChange={({ target }) => onType(target)}
      onSelect={(event) => writing.moveCursor(event.currentTarget.selectionStart)}
      onKeyDown={onKeyDown}
      onBlur={typing.stop}
    />
  )
}

/** The field. Enter sends, Shift+Enter breaks the line; a note looks, reads and is sent as one. */
export function QuickBox(props: BoxProps) {
  const { talk, writing, state } = props
  const t = useText()
  const field = useRef<HTMLTextAreaElement>(null)
  const typing = useTyping(writing.ref)
  const send = useSend(props, typing.stop)
  const variables = useVariables(talk, writing)
  const signature = useSignature(talk, writing)
  const put = (from: number, pieces: Piece[]) =>
    field.current && putIn(field.current, [from, field.current.selectionStart], pieces.map(({ text }) => text).join(''))
  const canned = useCanned({ subject: talk, state, variables, isWriting: true, most: CANNED_SHOWN, put })
  useCursor(field, state)
  useKeys({ switchKind: () => writing.setKind(writing.get().kind === 'reply' ? 'note' : 'reply') })
  const isNote = state.kind === 'note'
  const words = useHints(talk, state)
  const begin = () => field.current && putSign(field.current, '/')
  return (
    <>
      <div className="quick-send">
        <Lines
          {...{ talk, state, signature, answered: props.answered }}
          length={writing.wording.outgoing(state.text, state.kind).text.length}
        />
        <CannedList canned={canned} />
        <form className={`quick-box${isNote ? ' quick-note' : ''}`} aria-label={words.label} onSubmit={stay}>
          {isNote && <Icon of={LockKeyhole} size={16} />}
          <TextField {...props} {...words} {...{ field, canned, typing }} onSend={send} />
          <IconButton icon={SquareSlash} label={t('quick.canned')} keys={keysOf('canned')} onPress={begin} />
          <SendButton isNote={isNote} busy={state.isSending} onPress={() => void send(false)} />
        </form>
      </div>
      <Foot isNote={isNote} />
    </>
  )
}
