import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { MessageId } from '../../../src-preload/contract/ids'
import { useSettings } from '../../bridge/queries'
import { setStatus } from '../../bridge/changes'
import { type ReplyRef, takeBack } from '../../bridge/replies'
import { chordOf, useKeys } from '../../keys'
import { Glyph } from '../../parts/glyph'
import { channelLook, firstName } from '../../parts/names'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'
import { ComposerFoot } from './composer-foot'
import { ComposerHead } from './composer-head'
import { DropZone } from './drop-zone'
import { StagedChips } from './staged-chips'
import { useTalk } from './talk-context'
import { useDrop } from './use-drop'
import { useTyping } from '../../bridge/use-typing'
import { useWriting } from '../../bridge/use-writing'
import type { Writing } from '../../bridge/writing'
import type { Kind, WritingState } from '../../bridge/writing-state'

interface ComposerProps {
  seenId: MessageId | null
  /** My reply that still rests in its ring, if any. */
  resting: ReplyRef | null
}

type Field = { current: HTMLTextAreaElement | null }

/** Puts the cursor where the draft had it, once for each time a text is put in from outside. */
function useCursor(field: Field, { loads, cursor, isLoading }: WritingState): void {
  useLayoutEffect(() => {
    if (!isLoading) field.current?.setSelectionRange(cursor, cursor)
    // Only a text from outside moves the cursor; typing moves it by itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [loads])
}

/** R, N, Enter in the list and "Reply" of a notification ask for the composer, the last one often before it is there. */
function useAsked(writing: Writing, field: Field): void {
  const ask = useUi((ui) => ui.composerAsk)
  const take = useUi((ui) => ui.takeComposerAsk)
  useEffect(() => {
    if (ask === null) return
    if (ask.kind) writing.ask(ask.kind)
    field.current?.focus()
    take()
  }, [ask, take, writing, field])
  const open = (kind: 'reply' | 'note') => {
    writing.ask(kind)
    field.current?.focus()
  }
  useKeys({
    reply: () => open('reply'),
    note: () => open('note'),
    switchKind: () => {
      writing.setKind(writing.get().kind === 'reply' ? 'note' : 'reply')
      field.current?.focus()
    },
  })
}

/** What sends: the kind is read from the writing at the moment of the press. */
function useSend(writing: Writing, seenId: MessageId | null, stopTyping: () => void) {
  const { ref, conversation } = useTalk()
  return async (andResolve: boolean): Promise<void> => {
    const { kind } = writing.get()
    if (andResolve && kind === 'note') return
    stopTyping()
    if ((await writing.send(seenId)) && andResolve) await setStatus({ ref, conversation }, 'resolved')
  }
}

function useHint(kind: 'reply' | 'note'): string {
  const t = useText()
  const { conversation, isLive } = useTalk()
  if (kind === 'note') return t('composer.noteHint')
  if (!conversation.canReply) return t('composer.closedHint')
  return t(isLive ? 'composer.replyHint' : 'composer.offlineHint')
}

function useFieldKeys(writing: Writing, send: (andResolve: boolean) => Promise<void>, resting: ReplyRef | null) {
  const enterSends = useSettings().data?.enterSends ?? false
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    const chord = chordOf(event.nativeEvent)
    const { kind, text } = writing.get()
    if (chord === 'Ctrl+Enter' || (chord === 'Enter' && enterSends && kind === 'reply')) void send(false)
    else if (chord === 'Ctrl+Shift+Enter') void send(true)
    else if (chord === 'Ctrl+Z' && text === '' && resting) void takeBack(resting)
    else if (event.key === 'Escape')
      event.currentTarget.closest<HTMLElement>('.talk')?.querySelector<HTMLElement>('.timeline')?.focus()
    else return
    event.preventDefault()
  }
}

/** The name of the field: to whom, by which channel, from which account; or that only the team will see it. */
function useLabel(kind: Kind): string {
  const t = useText()
  const { conversation, account, inbox } = useTalk()
  const { name } = conversation.contact
  if (kind === 'note') return t('composer.noteLabel', { name: firstName(name) })
  const channel = t(`channel.${channelLook(conversation.channel, inbox?.name).word}`)
  return t('composer.replyLabel', { name, channel, account: account?.name ?? '' })
}

/** A paper clip, a paste, a drop. */
function useAttaching(writing: Writing, field: Field) {
  useKeys({ attach: () => void writing.pick() })
  const take = useCallback(
    (files: File[]) => {
      void writing.attach(files)
      field.current?.focus()
    },
    [writing, field],
  )
  const over = useDrop(field, take)
  const onPaste = (event: ClipboardEvent) => {
    // A cell of a table is pasted as text although a picture of it lies beside.
    const { files, types } = event.clipboardData
    if (files.length === 0 || types.includes('text/plain')) return
    event.preventDefault()
    take([...files])
  }
  return { over, onPaste }
}

function wrote(writing: Writing, typing: ReturnType<typeof useTyping>, field: HTMLTextAreaElement): void {
  writing.edit(field.value, field.selectionStart)
  if (field.value === '') typing.stop()
  else typing.wrote(writing.get().kind)
}

const stay = (event: FormEvent) => event.preventDefault()

function Problem({ words }: { words: string }) {
  return (
    <p className="composer-problem" role="alert">
      <Glyph name="st-failed" />
      <span>{words}</span>
    </p>
  )
}

/** Where a reply or a note is written. Two kinds that cannot be taken for each other. */
export function Composer({ seenId, resting }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const { conversation, ref } = useTalk()
  const [writing, state] = useWriting(ref)
  const typing = useTyping(writing.ref)
  useCursor(field, state)
  useAsked(writing, field)
  const { over, onPaste } = useAttaching(writing, field)
  const send = useSend(writing, seenId, typing.stop)
  const onKeyDown = useFieldKeys(writing, send, resting)
  const isNote = state.kind === 'note'
  const label = useLabel(state.kind)
  const hint = useHint(state.kind)
  return (
    <div className="composer-wrap" data-area="composer">
      <form className={`composer${isNote ? ' composer-note' : ''}`} aria-label={label} onSubmit={stay}>
        <ComposerHead kind={state.kind} onKind={(kind) => writing.setKind(kind)} />
        <textarea
          ref={field}
          className="composer-text"
          dir="auto"
          rows={2}
          aria-label={label}
          placeholder={hint}
          value={state.text}
          onChange={({ target }) => wrote(writing, typing, target)}
          onSelect={(event) => writing.moveCursor(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={typing.stop}
        />
        <StagedChips files={state.files} onRemove={(file) => void writing.remove(file)} />
        {state.problem !== null && <Problem words={state.problem} />}
        <ComposerFoot state={state} onAttach={() => void writing.pick()} onSend={(andResolve) => void send(andResolve)} />
      </form>
      <DropZone over={over} name={firstName(conversation.contact.name)} isNote={isNote} />
    </div>
  )
}
