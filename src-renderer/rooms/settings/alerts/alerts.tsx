import { BellOff } from 'lucide-react'
import type { Settings } from '../../../../src-preload/contract/schemas/app'
import { useAlertDesktop } from '../../../bridge/alerts'
import { useSettings } from '../../../bridge/queries'
import { Icon } from '../../../parts/icon'
import { useText } from '../../../text/t'
import { CommonOptions } from './common'
import { MoreOptions } from './more'
import { PrivacyPicks } from './privacy'
import { Rules } from './rules'
import { Why } from './why'

/** Said where it is true, and nowhere else. */
function NoDaemon() {
  const t = useText()
  const desktop = useAlertDesktop().data
  if (desktop === undefined || desktop.available) return null
  return (
    <p className="alerts-none" role="status">
      <Icon of={BellOff} />
      {t('alerts.noDaemon')}
    </p>
  )
}

function Page({ settings }: { settings: Settings }) {
  const t = useText()
  return (
    <div className="set-cols">
      <div>
        <NoDaemon />
        <section className="set-sec" aria-label={t('settings.alerts')}>
          <div className="box">
            <CommonOptions settings={settings} />
          </div>
        </section>
        <section className="set-sec">
          <h2>{t('settings.privacy')}</h2>
          <PrivacyPicks settings={settings} />
        </section>
        <details className="set-sec alerts-more">
          <summary>{t('alerts.more')}</summary>
          <div className="box">
            <MoreOptions settings={settings} />
          </div>
          <Rules settings={settings} />
        </details>
      </div>
      <Why settings={settings} />
    </div>
  )
}

/** Settings › Alerts: the common choices first; rules, places and quiet hours behind them; and why it did or did not alert (F17). */
export function AlertsPage() {
  const t = useText()
  const settings = useSettings().data
  return (
    <div className="alerts">
      <h1>{t('settings.alerts')}</h1>
      <p className="set-lead">{t('alerts.lead')}</p>
      {settings && <Page settings={settings} />}
    </div>
  )
}
