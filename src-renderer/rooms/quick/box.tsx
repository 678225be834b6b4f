import { EyeOff, LockKeyhole, Paperclip, SquareSlash } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import type { MessageId } from '../../../src-preload/contract/ids'
import { setStatus } from '../../bridge/changes'
import { type ReplyRef, takeBack } from '../../bridge/replies'
import { useTyping } from '../../bridge/use-typing'
import type { Writing } from '../../bridge/writing'
import { MAX_TEXT, type WritingState } from '../../bridge/writing-state'
import { chordOf, keysOf, press, useKeys } from '../../keys'
import { Button, IconButton } from '../../parts/button'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { KeysHint } from '../../parts/keys-hint'
import { channelLook, firstName } from '../../parts/names'
import { type TextKey, useText } from '../../text/t'
import { CANNED_LIST, CannedList, useCanned } from './canned'
import type { QuickSubject } from './subject'

interface BoxProps {
  talk: QuickSubject
  writing: Writing
  state: WritingState
  seenId: MessageId | null
  resting: ReplyRef | null
}

const stay = (event: FormEvent) => event.preventDefault()

type Field = { current: HTMLTextAreaElement | null }

/** As if the slash had been typed, where a word can begin. */
function beginCanned(writing: Writing): void {
  const { text, cursor } = writing.get()
  const slash = /\S$/.test(text.slice(0, cursor)) ? ' /' : '/'
  writing.edit(text.slice(0, cursor) + slash + text.slice(cursor), cursor + slash.length, true)
}

/** Sends by the kind at the moment of the press; a note is never followed by "resolved". */
function useSend({ talk: { ref, conversation }, writing, seenId }: BoxProps, stopTyping: () => void) {
  return async (andResolve: boolean): Promise<void> => {
    if (andResolve && writing.get().kind === 'note') return
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

function Line({ icon, tone, children }: { icon: ReactNode; tone?: 'red' | 'note'; children: ReactNode }) {
  return (
    <p className={`quick-line${tone ? ` quick-line-${tone}` : ''}`} role={tone === 'red' ? 'alert' : 'status'}>
      {icon}
      <span className="grow">{children}</span>
    </p>
  )
}

/** What must be known before Enter is pressed: who will see it, what goes with it, and what becomes of it without a connection. */
function Lines({ talk, state }: { talk: QuickSubject; state: WritingState }) {
  const t = useText()
  const link = talk.account?.profile.link.state
  const over = state.text.length - MAX_TEXT
  return (
    <>
      {state.kind === 'note' && (
        <Line icon={<Icon of={EyeOff} size={14} />} tone="note">
          {t('composer.wontSee', { name: firstName(talk.conversation.contact.name) })}
        </Line>
      )}
      {link !== undefined && link !== 'live' && link !== 'catching-up' && (
        <Line icon={<Glyph name="st-kept" />}>{t(link === 'signed-out' ? 'quick.keptSignedOut' : 'quick.kept')}</Line>
      )}
      {state.files.length > 0 && (
        <Line icon={<Icon of={Paperclip} size={14} />}>{state.files.map(({ name }) => name).join(', ')}</Line>
      )}
      {state.saved === 'failed' && (
        <Line icon={<Glyph name="st-failed" />} tone="red">
          {t('composer.draftFailed')}
        </Line>
      )}
      {over > 0 && (
        <Line icon={<Glyph name="st-failed" />} tone="red">
          {t('composer.tooLong', { count: over })}
        </Line>
      )}
      {state.problem !== null && (
        <Line icon={<Glyph name="st-failed" />} tone="red">
          {state.problem}
        </Line>
      )}
    </>
  )
}

function useFieldKeys(props: BoxProps, send: (andResolve: boolean) => Promise<void>, canned: ReturnType<typeof useCanned>) {
  const { writing, resting } = props
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    const chord = chordOf(event.nativeEvent)
    const isEmpty = writing.get().text === ''
    if (canned.onKeyDown(event)) event.stopPropagation()
    else if (chord === 'Enter') void send(false)
    else if (chord === 'Ctrl+Enter') void send(true)
    else if (chord === 'Ctrl+/') beginCanned(writing)
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
  canned: ReturnType<typeof useCanned>
  onSend: (andResolve: boolean) => Promise<void>
}

function TextField(props: FieldProps & { typing: ReturnType<typeof useTyping>; label: string; hint: string }) {
  const { field, canned, writing, state, typing, label, hint } = props
  const onKeyDown = useFieldKeys(props, props.onSend, canned)
  const isOffering = canned.found.length > 0
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
  const canned = useCanned(talk, writing, state)
  useCursor(field, state)
  useKeys({ switchKind: () => writing.setKind(writing.get().kind === 'reply' ? 'note' : 'reply') })
  const isNote = state.kind === 'note'
  const words = useHints(talk, state)
  const begin = () => {
    beginCanned(writing)
    field.current?.focus()
  }
  return (
    <>
      <div className="quick-send">
        <Lines talk={talk} state={state} />
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
