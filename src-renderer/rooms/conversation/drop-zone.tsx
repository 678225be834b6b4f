import { Paperclip } from 'lucide-react'
import { createPortal } from 'react-dom'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'

/** Lies over the conversation while files hang over it. */
export function DropZone({ over, name, isNote }: { over: HTMLElement | null; name: string; isNote: boolean }) {
  const t = useText()
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
