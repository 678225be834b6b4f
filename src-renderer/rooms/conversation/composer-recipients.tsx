import { Users, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { Recipients } from '../../../src-preload/contract/message-parts'
import { chooseRecipients, type Typed, typedOf, useRecipients, wrongIn } from '../../bridge/recipients'
import type { Kind } from '../../bridge/writing-state'
import { IconButton } from '../../parts/button'
import { toAndCopies } from '../../parts/mail-people'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'

const LINES = ['to', 'cc', 'bcc'] as const

interface LineProps {
  line: keyof Recipients
  typed: Typed
  /** The agent asked for the fields: the cursor goes here. */
  isAsked: boolean
  onType: (typed: Typed) => void
}

function Line({ line, typed, isAsked, onType }: LineProps) {
  const t = useText()
  const { conversation } = useTalk()
  const id = useId()
  const isWrong = wrongIn(typed[line]).length > 0
  return (
    <div className="recipients-line">
      <label htmlFor={id}>{t(`recipients.${line}`)}</label>
      <input
        id={id}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        autoFocus={isAsked}
        aria-invalid={isWrong}
        placeholder={line === 'to' ? (conversation.contact.email ?? '') : ''}
        value={typed[line]}
        onChange={(event) => onType({ ...typed, [line]: event.target.value })}
      />
    </div>
  )
}

/** Whom it goes to as last time, in one line. */
function AsLastTime({ onChange }: { onChange: () => void }) {
  const t = useText()
  const { conversation, asLastTime } = useTalk()
  const to = asLastTime.to.length > 0 ? asLastTime.to : [conversation.contact.email ?? conversation.contact.name]
  return (
    <div className="recipients">
      <span className="cut" dir="auto">
        {toAndCopies({ to, cc: asLastTime.cc }, t)}
      </span>
      <IconButton icon={Users} size={14} label={t('recipients.change')} onPress={onChange} />
    </div>
  )
}

/** Whom a mail goes to: as last time, until the agent says otherwise. Only in e-mail; a note goes to nobody. */
export function ComposerRecipients({ kind }: { kind: Kind }) {
  const t = useText()
  const { ref, conversation, asLastTime } = useTalk()
  const typed = useRecipients(ref)
  // They are also there when the draft brings them: then nobody asked, and the cursor stays where it is.
  const [isAsked, setAsked] = useState(false)
  if (conversation.channel !== 'Channel::Email' || kind === 'note') return null
  const choose = (next: Typed) => chooseRecipients(ref, next)
  const ask = () => {
    setAsked(true)
    choose(typedOf(asLastTime))
  }
  if (!typed) return <AsLastTime onChange={ask} />
  return (
    <div className="recipients is-open" role="group" aria-label={t('recipients.title')}>
      <div className="recipients-lines">
        {LINES.map((line) => (
          <Line key={line} line={line} typed={typed} isAsked={isAsked && line === 'cc'} onType={choose} />
        ))}
      </div>
      <IconButton icon={X} size={14} label={t('recipients.asLastTime')} onPress={() => chooseRecipients(ref, null)} />
    </div>
  )
}
