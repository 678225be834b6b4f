import { Tag, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { Icon } from '../../parts/icon'
import { plainLine } from '../../parts/preview-text'
import { useText } from '../../text/t'
import { clock } from '../../text/when'

function Line({ message }: { message: TimelineMessage }) {
  const text = plainLine(message.content)
  return (
    <>
      <Icon of={/assign|назнач/i.test(text) ? UserRoundCheck : Tag} size={14} />
      <span>
        <span dir="auto">{text}</span>, {clock(message.createdAt)}
      </span>
    </>
  )
}

/** What was done here; a run of changes folds into its first one. */
export function Activity({ messages }: { messages: TimelineMessage[] }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? messages : messages.slice(0, 1)
  const more = messages.length - 1
  return shown.map((message, index) => (
    <p className="activity" key={message.id ?? index}>
      <Line message={message} />
      {more > 0 && index === shown.length - 1 && (
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('message.activityLess') : t('message.activityMore', { count: more })}
        </button>
      )}
    </p>
  ))
}
