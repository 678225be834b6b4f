import { LockKeyhole } from 'lucide-react'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'

/** Secrets live in memory only: said as long as it is so, and not to be closed. */
export function MemoryBar() {
  const t = useText()
  return (
    <p className="memory-bar" role="status">
      <Icon of={LockKeyhole} size={14} />
      <span>
        <b>{t('memory.title')}</b> {t('memory.text')}
      </span>
    </p>
  )
}
