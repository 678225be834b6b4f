import { X } from 'lucide-react'
import { quote, useQuoted } from '../../bridge/replying'
import type { Kind } from '../../bridge/writing-state'
import { IconButton } from '../../parts/button'
import { firstName } from '../../parts/names'
import { plainLine } from '../../parts/preview-text'
import { useText } from '../../text/t'
import { ComposerRecipients } from './composer-recipients'
import { whoOf } from './message-acts'
import { useTalk } from './talk-context'

/** As much of a message as a quote shows. */
const QUOTE_LETTERS = 160

/** Above the words: whom they go to, and what they answer. */
export function ReplyingTo({ kind }: { kind: Kind }) {
  return (
    <>
      <ComposerRecipients kind={kind} />
      <Answering />
    </>
  )
}

/** The message that is answered, with the way to leave that out. */
function Answering() {
  const t = useText()
  const talk = useTalk()
  const { ref } = talk
  const quoted = useQuoted(ref)
  if (!quoted) return null
  const text = plainLine(quoted.content).slice(0, QUOTE_LETTERS)
  return (
    <div className="replying-to">
      <span className="quote cut" dir="auto">
        {t('message.quote', { name: firstName(whoOf(quoted, talk, t)), text: text || t('message.empty') })}
      </span>
      <IconButton icon={X} size={14} label={t('composer.noQuote')} onPress={() => quote(ref, null)} />
    </div>
  )
}
