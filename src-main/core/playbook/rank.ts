import type { CannedUse } from '../playbook-port'
import type { SaidWord } from './sentence'

/** Sentences that are less alike than this have nothing to do with each other. */
const ALIKE = 0.2
/** No single use is sure to be the right one, and a hundred of what is vaguely alike are none either. */
const [SURE, MOST_ALIKE] = [0.9, 3]

/** A response by its use. `fit` from 0 to 1; `times` after sentences like this one; `word` is what they share most. */
export interface Ranked {
  id: number
  fit: number
  times: number
  word: string | null
}

interface Tally {
  id: number
  all: number
  usedAt: number
  alike: number[]
  shared: Map<string, number>
}

/**
 * Responses by what was sent after similar sentences, best first: rare words count more than common ones, several similar uses
 * more than one. Those that were never sent after such a sentence follow, by how often, then how lately they were.
 */
export function rank(uses: readonly CannedUse[], said: readonly SaidWord[]): Ranked[] {
  const weight = weightsOf(uses)
  const whole = sum(said.map(({ stem }) => weight(stem)))
  const asked = new Set(said.map(({ stem }) => stem))
  const tallies = new Map<number, Tally>()
  for (const use of uses) {
    const tally = tallies.get(use.cannedId) ?? emptyTally(use.cannedId)
    tallies.set(use.cannedId, tally)
    tally.all += 1
    tally.usedAt = Math.max(tally.usedAt, use.usedAt)
    const shared = use.stems.filter((stem) => asked.has(stem))
    const likeness = sum(shared.map(weight)) / Math.sqrt(whole * sum(use.stems.map(weight)) || 1)
    if (likeness < ALIKE) continue
    tally.alike.push(likeness)
    for (const stem of shared) tally.shared.set(stem, (tally.shared.get(stem) ?? 0) + weight(stem))
  }
  return [...tallies.values()]
    .map((tally) => ({ ...tally, fit: fitOf(tally), times: tally.alike.length }))
    .sort((a, b) => b.fit - a.fit || b.times - a.times || b.all - a.all || b.usedAt - a.usedAt || a.id - b.id)
    .map((tally) => ({ id: tally.id, fit: tally.fit, times: tally.times, word: strongest(tally, said) }))
}

/** How sure the uses that are most alike make together. */
function fitOf({ alike }: Tally): number {
  const best = alike.toSorted((a, b) => b - a).slice(0, MOST_ALIKE)
  return 1 - best.reduce((doubt, likeness) => doubt * (1 - Math.min(1, likeness) * SURE), 1)
}

const emptyTally = (id: number): Tally => ({ id, all: 0, usedAt: 0, alike: [], shared: new Map() })

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0)

/** A word that is in every sentence tells nothing of any. */
function weightsOf(uses: readonly CannedUse[]): (stem: string) => number {
  const seen = new Map<string, number>()
  for (const { stems } of uses) for (const stem of new Set(stems)) seen.set(stem, (seen.get(stem) ?? 0) + 1)
  return (stem) => Math.log(1 + uses.length / (seen.get(stem) ?? 1))
}

function strongest({ shared }: Pick<Tally, 'shared'>, said: readonly SaidWord[]): string | null {
  let best: SaidWord | null = null
  for (const one of said) {
    if ((shared.get(one.stem) ?? 0) > (best ? (shared.get(best.stem) ?? 0) : 0)) best = one
  }
  return best?.word ?? null
}
