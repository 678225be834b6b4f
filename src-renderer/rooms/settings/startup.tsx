import { useSetStartup, useStartup } from '../../bridge/startup'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { attempt, whyNot } from '../../ui-state'
import { Opt } from './opt'

/** Start at login, as the system has it: an entry that somebody else removed is off here too. */
export function StartupOption() {
  const t = useText()
  const { data, error, isError } = useStartup()
  const set = useSetStartup()
  const help = isError ? whyNot(error) : t(data?.atLogin === 'other' ? 'startup.other' : 'startup.help')
  const isOn = !isError && data !== undefined && data.atLogin !== 'off'
  return (
    <Opt name={t('startup.name')} help={help}>
      <Switch label={t('startup.name')} on={isOn} onChange={(on) => void attempt(set(on))} />
    </Opt>
  )
}
