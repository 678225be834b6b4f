import { Bell, BellOff, EyeOff, Keyboard, Search } from 'lucide-react'
import { call } from '../../bridge/client'
import { useSettings } from '../../bridge/queries'
import { ariaKeys, keysOf } from '../../keys'
import bird from '../../look/app.svg'
import { IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { KeysHint } from '../../parts/keys-hint'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { moment } from '../../text/when'
import { attempt, useUi } from '../../ui-state'
import { LinkPill } from './link-pill'
import { WindowButtons } from './window-buttons'

function AlertsButton() {
  const t = useText()
  const now = useNow()
  const settings = useSettings().data
  if (!settings) return null
  const { alertsEnabled, alertsPausedUntilAt } = settings
  const pausedUntil = alertsPausedUntilAt !== null && alertsPausedUntilAt > now ? alertsPausedUntilAt : null
  const isOn = alertsEnabled && pausedUntil === null
  const label = isOn
    ? t('topbar.alertsOn')
    : alertsEnabled && pausedUntil !== null
      ? t('topbar.alertsPaused', { time: moment(pausedUntil, now) })
      : t('topbar.alertsOff')
  const turn = () =>
    void attempt(call('settings.set', isOn ? { alertsEnabled: false } : { alertsEnabled: true, alertsPausedUntilAt: null }))
  return <IconButton icon={isOn ? Bell : BellOff} label={label} onPress={turn} />
}

/** Says that names cannot be read, for as long as it is so; pressed it shows them again. */
function BlurButton() {
  const t = useText()
  if (useSettings().data?.blurNames !== true) return null
  return (
    <button
      type="button"
      className="link-state blur-state"
      title={t('blur.off')}
      aria-label={t('blur.label')}
      onClick={() => void attempt(call('settings.set', { blurNames: false }))}
    >
      <Icon of={EyeOff} size={14} />
      <span>{t('blur.is')}</span>
    </button>
  )
}

/** The bird and the name. */
export function Brand() {
  const t = useText()
  return (
    <span className="brand">
      <img className="brand-mark" src={bird} alt="" />
      {t('app.name')}
    </span>
  )
}

/** The bar over everything: it drags the window, its controls do not. */
export function TopBar() {
  const t = useText()
  const showOverlay = useUi((ui) => ui.showOverlay)
  return (
    <header className="topbar" data-area="bar">
      <div className="topbar-start">
        <Brand />
      </div>
      <button type="button" className="search" aria-keyshortcuts={ariaKeys('palette')} onClick={() => showOverlay('palette')}>
        <Icon of={Search} size={14} />
        <span className="grow cut">{t('topbar.search')}</span>
        <KeysHint keys={keysOf('palette')} />
      </button>
      <div className="topbar-end">
        <BlurButton />
        <LinkPill />
        <AlertsButton />
        <IconButton
          icon={Keyboard}
          label={t('topbar.keys')}
          keys={keysOf('help')}
          ariaKeys={ariaKeys('help')}
          onPress={() => showOverlay('keys')}
        />
        <WindowButtons />
      </div>
    </header>
  )
}
