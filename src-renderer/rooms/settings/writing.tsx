import type { Settings } from '../../../src-preload/contract/schemas/app'
import { Choice } from '../../parts/choice'
import { Switch } from '../../parts/switch'
import { useText } from '../../text/t'
import { change, Opt } from './opt'
import { PlaybookOption } from './playbook'
import { QuickKeyOption } from './quick-key'
import { SignatureOptions } from './signature'
import { offered, undoSeconds } from './offered'
import { UndoByInbox } from './undo-by-inbox'

const MINUTE = 60_000
const ambers = [1, 2, 5, 10, 15, 30]
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

/** What Enter does, and whether answering takes the conversation. */
function Habits({ settings }: { settings: Settings }) {
  const t = useText()
  return (
    <>
      <Opt name={t('settings.enterSends')} help={t('settings.enterSendsHelp')}>
        <Switch label={t('settings.enterSends')} on={settings.enterSends} onChange={(enterSends) => change({ enterSends })} />
      </Opt>
      <Opt name={t('settings.claim')} help={t('settings.claimHelp')} setting="claimByAnswering">
        <Switch
          label={t('settings.claim')}
          on={settings.claimByAnswering}
          onChange={(claimByAnswering) => change({ claimByAnswering })}
        />
      </Opt>
    </>
  )
}

/** The undo ring, what Enter does, and when waiting becomes long. */
export function WritingOptions({ settings }: { settings: Settings }) {
  const t = useText()
  const seconds = Math.round(settings.undoMs / 1000)
  return (
    <>
      <Opt name={t('settings.undo')} help={t('settings.undoHelp')} setting="undoMs">
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
      <SignatureOptions settings={settings} />
      <PlaybookOption on={settings.playbook} />
      <Habits settings={settings} />
      <QuickKeyOption settings={settings} />
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
