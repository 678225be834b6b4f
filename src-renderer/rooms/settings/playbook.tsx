import { Eraser } from 'lucide-react'
import { usePlaybook } from '../../bridge/playbook'
import { Button } from '../../parts/button'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { change, Opt } from './opt'

/** Whether Perch learns which canned response I send after what, and the way to make it forget (M13). */
export function PlaybookOption({ on }: { on: boolean }) {
  const t = useText()
  const { uses, forget } = usePlaybook()
  const help =
    uses === null ? t('settings.playbookHelp') : `${t('settings.playbookHelp')} ${t('settings.playbookUses', { count: uses })}`
  return (
    <Opt name={t('settings.playbook')} help={help} setting="playbook">
      {uses !== null && uses > 0 && (
        <Button icon={Eraser} onPress={() => void forget()}>
          {t('settings.playbookForget')}
        </Button>
      )}
      <Switch label={t('settings.playbook')} on={on} onChange={(playbook) => change({ playbook })} />
    </Opt>
  )
}
