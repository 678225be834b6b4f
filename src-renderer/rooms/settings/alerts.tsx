import type { Settings } from '../../../src-preload/contract/schemas/app'
import { Choice } from '../../parts/choice'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { change, Opt } from './opt'

const scopes = ['mine', 'mine-and-unassigned', 'all'] as const
const levels = ['text', 'name', 'nothing'] as const
const noteWhens = ['mentions', 'all', 'never'] as const

/** Whether, about what, and how much an alert says. */
export function AlertOptions({ settings }: { settings: Settings }) {
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
      <Opt name={t('settings.scope')}>
        <Choice
          label={t('settings.scope')}
          at="menu-pop-end"
          value={settings.alertScope}
          choices={scopes.map((value) => ({ value, text: t(`settings.scope.${value}`) }))}
          onChoose={(alertScope) => change({ alertScope })}
        />
      </Opt>
      <Opt name={t('settings.notes')}>
        <Choice
          label={t('settings.notes')}
          at="menu-pop-end"
          value={settings.alertOnNotes}
          choices={noteWhens.map((value) => ({ value, text: t(`settings.notes.${value}`) }))}
          onChoose={(alertOnNotes) => change({ alertOnNotes })}
        />
      </Opt>
      <Opt name={t('settings.privacy')}>
        <Choice
          label={t('settings.privacy')}
          at="menu-pop-end"
          value={settings.alertPrivacy}
          choices={levels.map((value) => ({ value, text: t(`settings.privacy.${value}`) }))}
          onChoose={(alertPrivacy) => change({ alertPrivacy })}
        />
      </Opt>
    </>
  )
}
