import { Backpack, PackageCheck, ScanEye } from 'lucide-react'
import { useCounts, useSettings } from '../../../bridge/queries'
import { Button } from '../../../parts/button'
import { Icon } from '../../../parts/icon'
import { Switch } from '../../../parts/switch'
import { useText } from '../../../text/t'
import { useUi } from '../../../ui-state'
import { change, Opt } from '../opt'
import { PackForm } from './pack-form'
import { PackList } from './pack-list'

function ReviewOptions() {
  const t = useText()
  const go = useUi((ui) => ui.go)
  const isOn = useSettings().data?.reviewFirst ?? false
  const waiting = useCounts().data?.review ?? 0
  return (
    <section className="set-sec">
      <h2>
        <Icon of={ScanEye} />
        {t('review.title')}
      </h2>
      <div className="box">
        <Opt name={t('field.review')} help={t('field.reviewHelp')}>
          <Switch label={t('field.review')} on={isOn} onChange={(on) => change({ reviewFirst: on })} />
        </Opt>
        {waiting > 0 && (
          <Opt name={t('field.waiting', { count: waiting })}>
            <Button onPress={() => go('review')}>{t('review.look')}</Button>
          </Opt>
        )}
      </div>
    </section>
  )
}

/** Field mode (M15): what is taken along, and what becomes of what is written there. */
export function FieldPage() {
  const t = useText()
  return (
    <div className="field-page">
      <h1>{t('field.title')}</h1>
      <p className="set-lead">{t('field.lead')}</p>
      <section className="set-sec">
        <h2>
          <Icon of={Backpack} />
          {t('pack.title')}
        </h2>
        <PackForm />
      </section>
      <section className="set-sec">
        <h2>
          <Icon of={PackageCheck} />
          {t('pack.packs')}
        </h2>
        <div className="box">
          <PackList />
        </div>
      </section>
      <ReviewOptions />
    </div>
  )
}
