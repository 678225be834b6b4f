import type { Settings } from '../../../src-preload/contract/schemas/app'
import { Choice } from '../../parts/choice'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { change, Opt } from './opt'
import { offered, undoSeconds } from './offered'
import { UndoByInbox } from './undo-by-inbox'

const MINUTE = 60_000
const ambers = [1, 2, 5, 10, 15, 30]
/** Keys that few programs use; empty: none. */
const quickKeys = ['Ctrl+Shift+Space', 'Ctrl+Shift+F9', 'F9', '']
const reds = [5, 10, 15, 30, 60]

function Minutes({
  name,
  value,
  values,
  onChoose,
}: {
  name: string
  value: number
  values: number[]
  onChoose: (ms: number) => void
}) {
  const t = useText()
  return (
    <Opt name={name}>
      <Choice
        label={name}
        at="menu-pop-end"
        value={Math.round(value / MINUTE)}
        choices={offered(values, Math.round(value / MINUTE)).map((minutes) => ({
          value: minutes,
          text: t('settings.minutes', { count: minutes }),
        }))}
        onChoose={(minutes) => onChoose(minutes * MINUTE)}
      />
    </Opt>
  )
}

function QuickKey({ value }: { value: string }) {
  const t = useText()
  const keys = quickKeys.includes(value) ? quickKeys : [value, ...quickKeys]
  return (
    <Opt name={t('settings.quickKey')} help={t('settings.quickKeyHelp')}>
      <Choice
        label={t('settings.quickKey')}
        at="menu-pop-end"
        value={value}
        choices={keys.map((key) => ({ value: key, text: key === '' ? t('settings.quickKeyNone') : key }))}
        onChoose={(quickKey) => change({ quickKey })}
      />
    </Opt>
  )
}

/** The undo ring, what Enter does, and when waiting becomes long. */
export function WritingOptions({ settings }: { settings: Settings }) {
  const t = useText()
  const seconds = Math.round(settings.undoMs / 1000)
  return (
    <>
      <Opt name={t('settings.undo')} help={t('settings.undoHelp')}>
        <Choice
          label={t('settings.undo')}
          at="menu-pop-end"
          value={seconds}
          choices={offered(undoSeconds, seconds).map((value) => ({
            value,
            text: value === 0 ? t('settings.undoNone') : t('settings.seconds', { count: value }),
          }))}
          onChoose={(value) => change({ undoMs: value * 1000 })}
        />
      </Opt>
      <UndoByInbox settings={settings} />
      <Opt name={t('settings.enterSends')} help={t('settings.enterSendsHelp')}>
        <Switch label={t('settings.enterSends')} on={settings.enterSends} onChange={(enterSends) => change({ enterSends })} />
      </Opt>
      <QuickKey value={settings.quickKey} />
      <Minutes
        name={t('settings.amber')}
        value={settings.amberAfterMs}
        values={ambers}
        onChoose={(amberAfterMs) => change({ amberAfterMs })}
      />
      <Minutes
        name={t('settings.red')}
        value={settings.redAfterMs}
        values={reds}
        onChoose={(redAfterMs) => change({ redAfterMs })}
      />
    </>
  )
}
