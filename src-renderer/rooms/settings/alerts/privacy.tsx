import type { Settings } from '../../../../src-preload/contract/schemas/app'
import appMark from '../../../look/app.svg'
import { arrowsChoose } from '../../../parts/segmented'
import { useText } from '../../../text/t'
import { change } from '../opt'

const levels = ['text', 'name', 'nothing'] as const
type Level = (typeof levels)[number]

function Pick({ level, isOn }: { level: Level; isOn: boolean }) {
  const t = useText()
  return (
    <button
      type="button"
      className="pick"
      role="radio"
      aria-checked={isOn}
      tabIndex={isOn ? 0 : -1}
      onClick={() => change({ alertPrivacy: level })}
    >
      <span className="pick-head">
        <span className="radio" aria-checked={isOn} />
        {t(`settings.privacy.${level}`)}
      </span>
      <span className="pick-note" aria-hidden="true">
        <img src={appMark} alt="" />
        <b className="cut">{t(`alerts.sample.${level}`)}</b>
        <span className="cut">{t(`alerts.sampleText.${level}`)}</span>
      </span>
    </button>
  )
}

/** Pick by looking. */
export function PrivacyPicks({ settings }: { settings: Settings }) {
  const t = useText()
  return (
    <>
      <div
        className="picks"
        role="radiogroup"
        aria-label={t('settings.privacy')}
        onKeyDown={arrowsChoose(levels, settings.alertPrivacy, (alertPrivacy) => change({ alertPrivacy }))}
      >
        {levels.map((level) => (
          <Pick key={level} level={level} isOn={settings.alertPrivacy === level} />
        ))}
      </div>
      <p className="alerts-foot">{t('alerts.locked')}</p>
    </>
  )
}
