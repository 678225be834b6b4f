import { type Signature, useSignature } from '../../bridge/signature'
import type { Writing } from '../../bridge/writing'
import type { WritingState } from '../../bridge/writing-state'
import { RichText } from '../../parts/rich-text'
import { hasSignature, showsMarkdown } from '../../parts/signature'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'

/** The signature, and the words as they will go. */
export function useSigned(writing: Writing, state: WritingState): { signature: Signature; outgoing: string } {
  const signature = useSignature(useTalk(), writing)
  return { signature, outgoing: writing.wording.outgoing(state.text, state.kind).text }
}

/** What will stand under the reply, before it goes: not in notes, and not where it stands in the words already. */
export function ComposerSignature({ signature, state }: { signature: Signature; state: WritingState }) {
  const t = useText()
  const { conversation, openLink } = useTalk()
  if (!signature.isOn || state.kind === 'note' || hasSignature(state.text, signature.text)) return null
  return (
    <section className="composer-signature" aria-label={t('signature.title')} dir="auto">
      {showsMarkdown(conversation.channel) ? (
        <RichText text={signature.text} className="" onLink={openLink} />
      ) : (
        <p className="is-plain">{signature.text}</p>
      )}
    </section>
  )
}
