import type { Settings } from '../../../src-preload/contract/schemas/app'
import { Choice } from '../../parts/choice'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { change, Opt } from './opt'

const scopes = ['mine', 'mine-and-unassigned', 'all'] as const
const levels = ['text', 'name', 'nothing'] as const
const noteWhens = ['mentions', 'all', 'never'] as const

interface OneOfProps<T extends string> {
  name: string
  value: T
  choices: { value: T; text: string }[]
  onChoose: (value: T) => void
}

function OneOf<T extends string>({ name, value, choices, onChoose }: OneOfProps<T>) {
  return (
    <Opt name={name}>
      <Choice label={name} at="menu-pop-end" value={value} choices={choices} onChoose={onChoose} />
    </Opt>
  )
}

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
      <OneOf
        name={t('settings.scope')}
        value={settings.alertScope}
        choices={scopes.map((value) => ({ value, text: t(`settings.scope.${value}`) }))}
        onChoose={(alertScope) => change({ alertScope })}
      />
      <OneOf
        name={t('settings.notes')}
        value={settings.alertOnNotes}
        choices={noteWhens.map((value) => ({ value, text: t(`settings.notes.${value}`) }))}
        onChoose={(alertOnNotes) => change({ alertOnNotes })}
      />
      <OneOf
        name={t('settings.privacy')}
        value={settings.alertPrivacy}
        choices={levels.map((value) => ({ value, text: t(`settings.privacy.${value}`) }))}
        onChoose={(alertPrivacy) => change({ alertPrivacy })}
      />
    </>
  )
}
