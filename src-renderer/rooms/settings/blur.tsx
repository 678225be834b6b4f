import type { Settings } from '../../../src-preload/contract/schemas/app'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { change, Opt } from './opt'

/** For a screen that others see. */
export function BlurOption({ blurNames }: Pick<Settings, 'blurNames'>) {
  const t = useText()
  return (
    <Opt name={t('settings.blur')} help={t('settings.blurHelp')}>
      <Switch label={t('settings.blur')} on={blurNames} onChange={(on) => change({ blurNames: on })} />
    </Opt>
  )
}
