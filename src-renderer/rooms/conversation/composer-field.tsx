import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'
import type { useTyping } from '../../bridge/use-typing'
import type { Writing } from '../../bridge/writing'
import type { Kind, WritingState } from '../../bridge/writing-state'
import { channelLook, firstName } from '../../parts/names'
import { fill } from '../../parts/variables'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'
import type { Offers } from './use-offers'

function useHint(kind: 'reply' | 'note'): string {
  const t = useText()
  const { conversation, isLive } = useTalk()
  if (kind === 'note') return t('composer.noteHint')
  if (!conversation.canReply) return t('composer.closedHint')
  return t(isLive ? 'composer.replyHint' : 'composer.offlineHint')
}

/** The name of the field: to whom, by which channel, from which account; or that only the team will see it. */
export function useLabel(kind: Kind): string {
  const t = useText()
  const { conversation, account, inbox } = useTalk()
  const { name } = conversation.contact
  if (kind === 'note') return t('composer.noteLabel', { name: firstName(name) })
  const channel = t(`channel.${channelLook(conversation.channel, inbox?.name).word}`)
  return t('composer.replyLabel', { name, channel, account: account?.name ?? '' })
}

interface FieldProps {
  field: RefObject<HTMLTextAreaElement | null>
  writing: Writing
  state: WritingState
  typing: ReturnType<typeof useTyping>
  offers: Offers
  label: string
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  onPaste: (event: ClipboardEvent) => void
}

/** A variable that was typed or pasted gets its value at once, where it can be read before it goes. */
function wrote({ writing, typing, offers }: FieldProps, field: HTMLTextAreaElement): void {
  const { value, selectionStart } = field
  const text = value.includes('}}') ? fill(value, offers.variables) : value
  if (text === value) writing.edit(value, selectionStart)
  else writing.edit(text, fill(value.slice(0, selectionStart), offers.variables).length, true)
  if (text === '') typing.stop()
  else typing.wrote(writing.get().kind)
}

/** Where the words are. */
export function ComposerField(props: FieldProps) {
  const { field, writing, state, typing, offers, label, onKeyDown, onPaste } = props
  return (
    <textarea
      ref={field}
      className="composer-text"
      dir="auto"
      rows={2}
      aria-label={label}
      placeholder={useHint(state.kind)}
      value={state.text}
      onChange={({ target }) => wrote(props, target)}
      onSelect={(event) => writing.moveCursor(event.currentTarget.selectionStart)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={() => {
        typing.stop()
        offers.onBlur()
      }}
      onFocus={offers.onFocus}
      {...offers.attributes}
    />
  )
}
