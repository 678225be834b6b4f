/** What the server did not do of a change of many: one line that counts, instead of one for each (F9). */
import type { EventBody } from '../../src-preload/contract/schemas'
import { say } from '../text/t'
import { toast, useUi } from '../ui-state'

/** Server words of so many kinds are told; most refusals of a shift are of one kind. */
const MOST_WORDS = 2
/** Older ones are told one by one: the line back after hours is not the time to count. */
const REMEMBERED = 20

interface Told {
  key: 'many.refused' | 'many.held'
  count: number
  words: Set<string>
  line: number | null
}

interface Batch {
  ids: ReadonlySet<string>
  all: number
  told: Record<string, Told>
}

const batches: Batch[] = []

/** These were asked for at once. */
export function rememberMany(ids: readonly string[], all: number): void {
  if (ids.length < 2) return
  const fresh = (key: Told['key']): Told => ({ key, count: 0, words: new Set(), line: null })
  const told = { 'notice.actionRefused': fresh('many.refused'), 'notice.actionHeld': fresh('many.held') }
  batches.unshift({ ids: new Set(ids), all, told })
  batches.length = Math.min(batches.length, REMEMBERED)
}

/** Tells of a change of many that was stopped, in the line that already tells of the others. False: it was not one of many. */
export function tellOfMany({ level, key, values }: EventBody<'notice.raised'>): boolean {
  const batch = batches.find(({ ids }) => ids.has(String(values['actionId'])))
  const told = batch?.told[key]
  if (!batch || !told) return false
  const words = String(values['words'] ?? '').trim()
  told.count += 1
  if (words !== '' && told.words.size < MOST_WORDS) told.words.add(words)
  if (told.line !== null) useUi.getState().dropToast(told.line)
  const text = say(told.key, { count: told.count, all: batch.all })
  told.line = toast({ level, text: [text, ...told.words].join(' ') })
  return true
}
