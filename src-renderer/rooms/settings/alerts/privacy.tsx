import type { Settings } from '../../../../src-preload/contract/schemas/app'
import appMark from '../../../look/app.svg'
import { useManaged } from '../../../bridge/managed'
import { arrowsChoose } from '../../../parts/segmented'
import { useText } from '../../../text/t'
import { FixedTag } from '../managed'
import { change } from '../opt'

const levels = ['text', 'name', 'nothing'] as const
type Level = (typeof levels)[number]

function Pick({ level, isOn, isBarred }: { level: Level; isOn: boolean; isBarred: boolean }) {
  const t = useText()
  return (
    <button
      type="button"
      className="pick"
      role="radio"
      disabled={isBarred}
      aria-checked={isOn}
      tabIndex={isOn ? 0 : -1}
      onClick={() => change({ alertPrivacy: level })}
    >
      <span className="pick-head">
        <span className={isOn ? 'radio is-on' : 'radio'} />
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
  const { alertPrivacy: most } = useManaged()
  const open = most === null ? levels : levels.slice(levels.indexOf(most))
  return (
    <>
      {most !== null && <FixedTag />}
      <div
        className="picks"
        role="radiogroup"
        aria-label={t('settings.privacy')}
        onKeyDown={arrowsChoose(open, settings.alertPrivacy, (alertPrivacy) => change({ alertPrivacy }))}
      >
        {levels.map((level) => (
          <Pick key={level} level={level} isOn={settings.alertPrivacy === level} isBarred={!open.includes(level)} />
        ))}
      </div>
      <p className="alerts-foot">{t('alerts.locked')}</p>
    </>
  )
}
