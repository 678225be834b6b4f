import type { Say } from '../text/t'
import { firstName } from './names'

/** Three that breathe: somebody writes. */
export function Dots() {
  return (
    <span className="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  )
}

/** Who writes, in words; `names` has one at least. */
export function writingWords(names: string[], t: Say): string {
  const [first = ''] = names
  return names.length === 1 ? t('talk.writing', { name: firstName(first) }) : t('talk.writingMany', { count: names.length })
}
