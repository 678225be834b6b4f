import { Paperclip } from 'lucide-react'
import { createPortal } from 'react-dom'
import { Icon } from '../../parts/icon'
import { firstName } from '../../parts/names'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'

/** Lies over the conversation while files hang over it. */
export function DropZone({ over, isNote }: { over: HTMLElement | null; isNote: boolean }) {
  const t = useText()
  const name = firstName(useTalk().conversation.contact.name)
  if (!over) return null
  return createPortal(
    <div className="drop-zone" aria-hidden="true">
      <span className={`drop-card${isNote ? ' is-note' : ''}`}>
        <Icon of={Paperclip} size={18} />
        {t(isNote ? 'file.dropNote' : 'file.drop', { name })}
      </span>
    </div>,
    over,
  )
}
