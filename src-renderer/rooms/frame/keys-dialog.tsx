import { X } from 'lucide-react'
import { useSettings } from '../../bridge/queries'
import { allShortcuts, keysOf, useKeys } from '../../keys'
import { Button, IconButton } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { KeysHint } from '../../parts/keys-hint'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'

const columns = [['move', 'quick'], ['talk', 'write'], ['app']] as const

function Foot({ onClose }: { onClose: () => void }) {
  const t = useText()
  const isSingleOn = useSettings().data?.singleKeys ?? true
  const change = () => {
    onClose()
    useUi.getState().go('keys')
  }
  return (
    <p className="dialog-foot">
      <span className="grow">{t(isSingleOn ? 'keys.note' : 'keys.noteOff')}</span>
      <Button onPress={change}>{t('keyMap.act')}</Button>
    </p>
  )
}

/** Every key there is. */
export function KeysDialog() {
  const t = useText()
  const close = () => useUi.getState().showOverlay(null)
  useKeys({ back: close, help: close }, true)
  return (
    <Dialog label={t('keys.title')} onClose={close} isWide>
      <div className="dialog-title">
        <h2 className="grow">{t('keys.title')}</h2>
        <IconButton icon={X} label={t('act.close')} onPress={close} />
      </div>
      <div className="keys-cols dialog-body" tabIndex={0} role="group" aria-label={t('keys.title')}>
        {columns.map((groups) => (
          <div key={groups[0]}>
            {groups.map((group) => (
              <section key={group}>
                <h3>{t(`keys.group.${group}`)}</h3>
                {allShortcuts()
                  .filter((shortcut) => shortcut.group === group)
                  .map((shortcut) => (
                    <div className="key-line" key={shortcut.id}>
                      <span>{t(shortcut.text)}</span>
                      <KeysHint keys={keysOf(shortcut.id)} />
                    </div>
                  ))}
              </section>
            ))}
          </div>
        ))}
      </div>
      <Foot onClose={close} />
    </Dialog>
  )
}
