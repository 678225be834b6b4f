import { Search, SearchX, TriangleAlert } from 'lucide-react'
import { errorOf } from '../../bridge/client'
import { Blank } from '../../parts/blank'
import { Button } from '../../parts/button'
import { type TextKey, useText } from '../../text/t'
import { whyNot } from '../../ui-state'

/** Filters with an example of each, as they are typed. */
const examples: [TextKey, TextKey][] = [
  ['search.example.from', 'search.help.from'],
  ['search.example.in', 'search.help.in'],
  ['search.example.has', 'search.help.has'],
  ['search.example.label', 'search.help.label'],
  ['search.example.before', 'search.help.before'],
  ['search.example.exact', 'search.help.exact'],
  ['search.example.not', 'search.help.not'],
]

/** Nothing is typed: what can be. A press writes the example into the field. */
export function SearchHelp({ onPick }: { onPick: (example: string) => void }) {
  const t = useText()
  return (
    <Blank icon={Search} title={t('search.begin')} text={t('search.beginText')}>
      <dl className="found-help">
        {examples.map(([example, help]) => (
          <div key={example}>
            <dt>
              <button type="button" className="kbd-like" onClick={() => onPick(t(example))}>
                {t(example)}
              </button>
            </dt>
            <dd>{t(help)}</dd>
          </div>
        ))}
      </dl>
    </Blank>
  )
}

/** Nothing here fits; the servers may know more. */
export function NothingFound({ text, children }: { text: string; children: React.ReactNode }) {
  const t = useText()
  return (
    <Blank icon={SearchX} title={t('search.nothing', { text })} text={t('search.nothingText')}>
      {children}
    </Blank>
  )
}

/** The database could not be asked. */
export function SearchFailed({ error, again }: { error: unknown; again: () => void }) {
  const t = useText()
  const reason = errorOf(error)
  const text = reason.kind === 'internal' ? t('fault.number', { incident: reason.incident }) : whyNot(error)
  return (
    <Blank icon={TriangleAlert} tone="red" title={t('search.failed')} text={text}>
      <div className="btn-row">
        <Button onPress={again}>{t('act.tryAgain')}</Button>
      </div>
    </Blank>
  )
}
