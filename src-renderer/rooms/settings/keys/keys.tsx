import { Search, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Settings } from '../../../../src-preload/contract/schemas/app'
import { useSettings } from '../../../bridge/queries'
import { inForce, readKeys } from '../../../key-map'
import { type ActionId, actionIds, type Group, isAction, shortcutOf } from '../../../key-table'
import { Button } from '../../../parts/button'
import { plainLetters } from '../../../parts/fuzzy'
import { Icon } from '../../../parts/icon'
import { Switch } from '../../../parts/switch'
import { say, useText } from '../../../text/t'
import { toast } from '../../../ui-state'
import { change, Opt } from '../opt'
import { KeyRow, spoken } from './key-row'
import { type Recorder, useRecorder } from './use-recorder'

const columns: Group[][] = [
  ['move', 'app', 'quick'],
  ['talk', 'write'],
]

function resetAll({ keyMap }: Settings): void {
  change({ keyMap: {} })
  toast({ text: say('keyMap.wasReset'), undo: () => change({ keyMap }) })
}

/** What is stored and cannot be followed: a name of another version, a key that is no key. */
function Ignored({ names }: { names: string[] }) {
  const t = useText()
  if (names.length === 0) return null
  const list = names.map((name) => (isAction(name) ? t(shortcutOf(name).text) : name)).join(', ')
  return (
    <p className="key-trouble key-ignored">
      <Icon of={TriangleAlert} size={14} />
      <span className="cut" dir="auto" title={list}>
        {t('keyMap.ignored', { count: names.length, names: list })}
      </span>
    </p>
  )
}

function Find({ query, onType }: { query: string; onType: (text: string) => void }) {
  const t = useText()
  return (
    <label className="input grow">
      <Icon of={Search} size={14} />
      <input
        type="search"
        aria-label={t('keyMap.find')}
        placeholder={t('keyMap.find')}
        value={query}
        maxLength={100}
        spellCheck={false}
        onChange={(event) => onType(event.target.value)}
      />
    </label>
  )
}

interface LinesProps {
  group: Group
  ids: ActionId[]
  settings: Settings
  recorder: Recorder
}

function Lines({ group, ids, settings, recorder }: LinesProps) {
  const t = useText()
  const { keys } = readKeys(settings.keyMap)
  const working = inForce(keys, settings.singleKeys)
  return (
    <section className="set-sec">
      <h2>{t(`keys.group.${group}`)}</h2>
      <ul className="box" aria-label={t(`keys.group.${group}`)}>
        {ids.map((id) => (
          <KeyRow
            key={id}
            {...{ id, recorder }}
            chords={keys[id]}
            isChanged={keys[id].join() !== shortcutOf(id).keys.join()}
            working={working[id]}
          />
        ))}
      </ul>
    </section>
  )
}

function Groups({ settings, query }: { settings: Settings; query: string }) {
  const t = useText()
  const recorder = useRecorder(settings)
  const { keys } = readKeys(settings.keyMap)
  const words = plainLetters(query.trim()).split(/\s+/)
  const isFound = (id: ActionId) => {
    const text = plainLetters([t(shortcutOf(id).text), ...keys[id].map(spoken)].join(' '))
    return words.every((word) => text.includes(word))
  }
  const found = actionIds.filter(isFound)
  if (found.length === 0) return <p className="key-nothing">{t('keyMap.nothing')}</p>
  const ofGroup = (group: Group) => found.filter((id) => shortcutOf(id).group === group)
  const drawn = columns
    .map((groups) => groups.filter((group) => ofGroup(group).length > 0))
    .filter((groups) => groups.length > 0)
  return (
    <div className="set-cols set-cols-2">
      {drawn.map((groups) => (
        <div key={groups[0]}>
          {groups.map((group) => (
            <Lines key={group} ids={ofGroup(group)} {...{ group, settings, recorder }} />
          ))}
        </div>
      ))}
    </div>
  )
}

function Body({ settings }: { settings: Settings }) {
  const t = useText()
  const [query, setQuery] = useState('')
  return (
    <>
      <div className="box">
        <Opt name={t('keyMap.single')} help={t('keyMap.singleHelp')}>
          <Switch label={t('keyMap.single')} on={settings.singleKeys} onChange={(singleKeys) => change({ singleKeys })} />
        </Opt>
      </div>
      <Ignored names={readKeys(settings.keyMap).ignored} />
      <div className="key-find">
        <Find query={query} onType={setQuery} />
        <Button look="quiet" disabled={Object.keys(settings.keyMap).length === 0} onPress={() => resetAll(settings)}>
          {t('keyMap.resetAll')}
        </Button>
      </div>
      <Groups settings={settings} query={query} />
    </>
  )
}

/** Every key, each to be chosen anew. */
export function KeysPage() {
  const t = useText()
  const settings = useSettings().data
  return (
    <>
      <h1>{t('settings.shortcuts')}</h1>
      <p className="set-lead">{t('keyMap.lead')}</p>
      {settings && <Body settings={settings} />}
    </>
  )
}
