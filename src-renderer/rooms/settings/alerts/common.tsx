import { Volume2 } from 'lucide-react'
import type { Settings } from '../../../../src-preload/contract/schemas/app'
import { call } from '../../../bridge/client'
import { IconButton } from '../../../parts/button'
import { Choice } from '../../../parts/choice'
import { Switch } from '../../../parts/switch'
import { useText } from '../../../text/t'
import { attempt } from '../../../ui-state'
import { change, Opt } from '../opt'
import { QuietHours } from './quiet'

const MINUTE = 60_000
const NEVER = 0
const volumes = [0, 25, 45, 60, 80, 100]
const minutes = [NEVER, 5, 10, 15, 30, 60]
export const scopes = ['mentions', 'mine', 'mine-and-unassigned', 'all'] as const

/** What everybody wants to decide: whether, about whom, when not, how loud, and when once more. */
export function CommonOptions({ settings }: { settings: Settings }) {
  const t = useText()
  return (
    <>
      <Opt name={t('settings.alertsOn')} help={t('settings.alertsOnHelp')}>
        <Switch
          label={t('settings.alertsOn')}
          on={settings.alertsEnabled}
          onChange={(alertsEnabled) => change({ alertsEnabled })}
        />
      </Opt>
      <Opt name={t('settings.scope')} help={t('alerts.scopeHelp')}>
        <Choice
          label={t('settings.scope')}
          at="menu-pop-end"
          value={settings.alertScope}
          choices={scopes.map((value) => ({ value, text: t(`settings.scope.${value}`) }))}
          onChoose={(alertScope) => change({ alertScope })}
        />
      </Opt>
      <Remind settings={settings} />
      <Volume settings={settings} />
      <QuietHours settings={settings} />
    </>
  )
}

function Remind({ settings }: { settings: Settings }) {
  const t = useText()
  const value = Math.round((settings.remindAfterMs ?? 0) / MINUTE)
  const offered = minutes.includes(value) ? minutes : [...minutes, value].sort((a, b) => a - b)
  return (
    <Opt name={t('alerts.remind')} help={t('alerts.remindHelp', { count: settings.remindTimes })}>
      <Choice
        label={t('alerts.remind')}
        at="menu-pop-end"
        value={value}
        choices={offered.map((count) => ({
          value: count,
          text: count === NEVER ? t('alerts.never') : t('settings.minutes', { count }),
        }))}
        onChoose={(count) => change({ remindAfterMs: count === NEVER ? null : count * MINUTE })}
      />
    </Opt>
  )
}

function Volume({ settings }: { settings: Settings }) {
  const t = useText()
  const value = settings.soundVolume
  const offered = volumes.includes(value) ? volumes : [...volumes, value].sort((a, b) => a - b)
  const play = () => void attempt(call('alert.play', { sound: settings.sounds.customer, volume: value }))
  return (
    <Opt name={t('alerts.sound')} help={t('alerts.soundHelp')}>
      {value > 0 && <IconButton icon={Volume2} label={t('alerts.listen')} onPress={play} />}
      <Choice
        label={t('alerts.sound')}
        at="menu-pop-end"
        value={value}
        choices={offered.map((volume) => ({ value: volume, text: volume === 0 ? t('alerts.soundOff') : `${volume} %` }))}
        onChoose={(soundVolume) => change({ soundVolume })}
      />
    </Opt>
  )
}
