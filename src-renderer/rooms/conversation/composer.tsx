import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { MessageId } from '../../../src-preload/contract/ids'
import { useSettings } from '../../bridge/queries'
import { type ReplyRef, takeBack } from '../../bridge/replies'
import { chordOf, useKeys } from '../../keys'
import { Glyph } from '../../parts/glyph'
import { BOLD, ITALIC, pasteLink, toggleMark } from '../../parts/marks'
import { useUi } from '../../ui-state'
import { ComposerBar } from './composer-bar'
import { ComposerField, useLabel } from './composer-field'
import { ComposerFoot } from './composer-foot'
import { ComposerHead } from './composer-head'
import { ComposerOffers } from './composer-offers'
import { ComposerPreview, usePreview } from './composer-preview'
import { ComposerSignature, useSigned } from './composer-signature'
import { ComposerTools } from './composer-tools'
import { ComposerValues } from './composer-values'
import { DropZone } from './drop-zone'
import { ReplyingTo } from './replying-to'
import { StagedChips } from './staged-chips'
import { TemplateDialog } from './template-dialog'
import { useTalk } from './talk-context'
import { useDrop } from './use-drop'
import { type Offers, useOffers } from './use-offers'
import { type Sending, useSend } from './use-send'
import { useTyping } from '../../bridge/use-typing'
import { useWriting } from '../../bridge/use-writing'
import type { Writing } from '../../bridge/writing'
import type { WritingState } from '../../bridge/writing-state'

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

function useField(writing: Writing, state: WritingState, field: Field): void {
  useCursor(field, state)
  useAsked(writing, field)
}

function useFieldKeys(
  { writing, offers, resting }: { writing: Writing; offers: Offers; resting: ReplyRef | null },
  send: Sending['send'],
) {
  const enterSends = useSettings().data?.enterSends ?? false
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (offers.onKeyDown(event)) return event.preventDefault()
    const chord = chordOf(event.nativeEvent)
    const { kind, text } = writing.get()
    if (chord === 'Ctrl+Enter' || (chord === 'Enter' && enterSends && kind === 'reply')) void send('now')
    else if (chord === 'Ctrl+Shift+Enter') void send('resolve')
    else if (chord === 'Ctrl+B') toggleMark(event.currentTarget, BOLD)
    else if (chord === 'Ctrl+I') toggleMark(event.currentTarget, ITALIC)
    else if (chord === 'Ctrl+Z' && text === '' && resting) void takeBack(resting)
    else if (event.key === 'Escape')
      event.currentTarget.closest<HTMLElement>('.talk')?.querySelector<HTMLElement>('.timeline')?.focus()
    else return
    event.preventDefault()
  }
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
    if (files.length === 0 || types.includes('text/plain')) {
      const text = files.length === 0 ? event.clipboardData.getData('text/plain') : ''
      if (field.current && pasteLink(field.current, text)) event.preventDefault()
      return
    }
    event.preventDefault()
    take([...files])
  }
  return { over, onPaste }
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
  const [writing, state] = useWriting(useTalk().ref)
  const typing = useTyping(writing.ref)
  useField(writing, state, field)
  const { over, onPaste } = useAttaching(writing, field)
  const sending = useSend(writing, seenId, typing.stop)
  const [isPreviewed, togglePreview] = usePreview()
  const offers = useOffers(writing, state, field)
  const onKeyDown = useFieldKeys({ writing, offers, resting }, sending.send)
  const { signature, outgoing } = useSigned(writing, state)
  const isNote = state.kind === 'note'
  const label = useLabel(state.kind)
  return (
    <div className="composer-wrap" data-area="composer">
      <ComposerBar kind={state.kind} sending={sending} onNote={() => writing.ask('note')} />
      <ComposerOffers offers={offers} />
      <form className={`composer${isNote ? ' composer-note' : ''}`} aria-label={label} onSubmit={stay}>
        <ComposerHead kind={state.kind} onKind={(kind) => writing.setKind(kind)} />
        <ReplyingTo kind={state.kind} />
        <ComposerField {...{ field, writing, state, typing, offers, onKeyDown, onPaste, label }} />
        <ComposerSignature signature={signature} state={state} />
        {isPreviewed && <ComposerPreview text={outgoing} />}
        <ComposerValues text={state.text} offers={offers} isWarned={state.problem !== null} />
        <StagedChips files={state.files} onRemove={(file) => void writing.remove(file)} />
        {state.problem !== null && <Problem words={state.problem} />}
        <ComposerFoot
          state={state}
          length={outgoing.length}
          onAttach={() => void writing.pick()}
          onSend={(way) => void sending.send(way)}
        >
          <ComposerTools {...{ field, offers, signature, isNote }} onPreview={togglePreview} />
        </ComposerFoot>
      </form>
      <TemplateDialog seenId={seenId} />
      <DropZone over={over} isNote={isNote} />
    </div>
  )
}
