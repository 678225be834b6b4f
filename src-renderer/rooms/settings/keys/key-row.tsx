import { LockKeyhole, RotateCcw, TriangleAlert } from 'lucide-react'
import { Fragment } from 'react'
import { isLocked } from '../../../key-map'
import { type ActionId, shortcutOf } from '../../../key-table'
import { useKeys, wordsOf } from '../../../keys'
import { Button, IconButton } from '../../../parts/button'
import { Icon } from '../../../parts/icon'
import { KeysHint } from '../../../parts/keys-hint'
import { useText } from '../../../text/t'
import { buttonOf, type Recorder, type Recording } from './use-recorder'

/** A chord as it is said in a sentence. */
export function spoken(chord: string): string {
  return wordsOf(chord).join(chord.includes(' ') ? ' ' : '+')
}

function Chords({ chords, working }: { chords: readonly string[]; working: readonly string[] }) {
  const t = useText()
  if (chords.length === 0) return <span className="key-none">{t('keyMap.none')}</span>
  return chords.map((chord, index) => (
    <Fragment key={chord}>
      {index > 0 && <span className="key-or">{t('keyMap.or')}</span>}
      <span className={working.includes(chord) ? undefined : 'key-off'}>
        <KeysHint keys={wordsOf(chord)} />
      </span>
    </Fragment>
  ))
}

function useTrouble(recording: Recording | null): string | null {
  const t = useText()
  if (recording?.step === 'clash') {
    return t('keyMap.clash', { key: spoken(recording.chord), action: t(shortcutOf(recording.other).text) })
  }
  const trouble = recording?.trouble
  if (!trouble) return null
  if (trouble.why !== 'fixed') return t(`keyMap.no.${trouble.why}`)
  return t('keyMap.clashFixed', { key: spoken(trouble.chord), action: t(shortcutOf(trouble.other).text) })
}

function Decide({ recording, recorder }: { recording: Recording & { step: 'clash' }; recorder: Recorder }) {
  const t = useText()
  const cancel = () => recorder.cancel(recording.id)
  useKeys({ back: cancel })
  return (
    <>
      <Button autoFocus onPress={() => recorder.give(recording.id, recording.chords)}>
        {t('keyMap.take')}
      </Button>
      <Button look="quiet" onPress={cancel}>
        {t('keyMap.keep')}
      </Button>
    </>
  )
}

/** Below a line whose key is being chosen. What is said is heard by screen readers too. */
function Under({ recording, recorder }: { recording: Recording | null; recorder: Recorder }) {
  const t = useText()
  const trouble = useTrouble(recording)
  return (
    <div className={recording ? 'key-under' : undefined}>
      <p role="status" className={trouble === null ? 'key-help grow' : 'key-trouble grow'}>
        {trouble !== null && <Icon of={TriangleAlert} size={14} />}
        {trouble ?? (recording && t('keyMap.pressHelp'))}
      </p>
      {recording?.step === 'clash' && <Decide recording={recording} recorder={recorder} />}
    </div>
  )
}

interface RowProps {
  id: ActionId
  chords: readonly string[]
  /** Those of them that do something: letters may be off. */
  working: readonly string[]
  isChanged: boolean
  recorder: Recorder
}

function Change({ id, chords, working, recorder }: RowProps) {
  const t = useText()
  const { recording } = recorder
  const listening = recording?.id === id && recording.step === 'listening' ? recording : null
  const keys = chords.map(spoken).join(` ${t('keyMap.or')} `) || t('keyMap.none')
  return (
    <button
      type="button"
      id={buttonOf(id)}
      className="key-change"
      aria-label={t('keyMap.change', { action: t(shortcutOf(id).text), keys })}
      aria-pressed={listening !== null}
      onClick={() => recorder.begin(id)}
      onBlur={recorder.leave}
    >
      {listening ? t(listening.isSecond ? 'keyMap.second' : 'keyMap.press') : <Chords chords={chords} working={working} />}
    </button>
  )
}

/** One action and its keys. */
export function KeyRow(props: RowProps) {
  const t = useText()
  const { id, chords, isChanged, working, recorder } = props
  const action = t(shortcutOf(id).text)
  const mine = recorder.recording?.id === id ? recorder.recording : null
  if (isLocked(id)) {
    const name = t('keyMap.fixed', { keys: chords.map(spoken).join(` ${t('keyMap.or')} `) })
    return (
      <li className="key-row">
        <span className="grow">{action}</span>
        <span className="key-fixed" role="img" aria-label={name} title={name}>
          <Icon of={LockKeyhole} size={12} />
          <Chords chords={chords} working={working} />
        </span>
      </li>
    )
  }
  const own = shortcutOf(id)
    .keys.map(spoken)
    .join(` ${t('keyMap.or')} `)
  return (
    <li>
      <div className="key-row">
        <span className="grow">{action}</span>
        {isChanged && (
          <IconButton
            icon={RotateCcw}
            size={14}
            label={t('keyMap.reset', { action, keys: own })}
            onPress={() => recorder.giveBack(id)}
          />
        )}
        <Change {...props} />
      </div>
      <Under recording={mine} recorder={recorder} />
    </li>
  )
}
