import { Minus, Square, X } from 'lucide-react'
import { call } from '../../bridge/client'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { attempt } from '../../ui-state'

type Action = 'minimize' | 'maximize' | 'close'

/** The drawn buttons of the window. Close hides it; Perch goes on in the tray. */
export function WindowButtons() {
  const t = useText()
  const act = (action: Action) => void attempt(call('window.control', { action }))
  return (
    <div className="win-buttons">
      <button type="button" tabIndex={-1} aria-label={t('window.minimize')} onClick={() => act('minimize')}>
        <Icon of={Minus} size={14} />
      </button>
      <button type="button" tabIndex={-1} aria-label={t('window.maximize')} onClick={() => act('maximize')}>
        <Icon of={Square} size={12} />
      </button>
      <button type="button" tabIndex={-1} aria-label={t('window.close')} onClick={() => act('close')}>
        <Icon of={X} />
      </button>
    </div>
  )
}
