import { ShieldAlert } from 'lucide-react'
import { useManaged } from '../../bridge/managed'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'

/** The rules of the organisation cannot be read: said as long as it is so, and not to be closed. */
export function ManagedBar() {
  const t = useText()
  const { file, problems } = useManaged()
  if (problems.length === 0) return null
  return (
    <p className="memory-bar" role="status">
      <Icon of={ShieldAlert} size={14} />
      <span>
        <b>{t('managed.broken')}</b> {t('managed.brokenText', { file: file ?? '' })}
      </span>
    </p>
  )
}
