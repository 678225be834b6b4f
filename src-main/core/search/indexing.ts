/**
 * Lets the index of words follow what is stored, in steps so small that nobody notices: a catch-up or a flood is stored first,
 * and can be found some seconds later.
 */
import type { Fact, Facts } from '../facts'
import type { Clock, Log, Stop, Store } from '../ports'
import { writeDown } from '../store-trouble'

/** Rows of one step: some milliseconds. */
const STEP = 25
/** Everything else gets its turn between two steps. */
const PAUSE_MS = 20
/** After news; and after the start, which has better things to do. */
const SOON_MS = 300
const START_MS = 5_000
/** The store is in trouble. */
const AGAIN_MS = 30_000

const NEWS: Fact['kind'][] = ['MessageArrived', 'MessageChanged', 'ConversationChanged', 'ReplySent']

interface IndexingDeps {
  store: Pick<Store, 'commit'>
  facts: Facts
  clock: Clock
  log: Log
}

/** Begins to follow; returns the way to stop. */
export function keepIndexed({ store, facts, clock, log }: IndexingDeps): Stop {
  let stopTimer: Stop | null = null
  let isStopped = false
  let isBehind = false

  const later = (ms: number): void => {
    if (!isStopped) stopTimer ??= clock.after(ms, step)
  }
  const step = (): void => {
    isBehind = false
    store
      .commit((tx) => tx.indexSome(STEP))
      .then(
        (done) => again(done === STEP || isBehind ? PAUSE_MS : null),
        (error: unknown) => {
          writeDown(log, 'search/index', error)
          again(AGAIN_MS)
        },
      )
  }
  const again = (ms: number | null): void => {
    stopTimer = null
    if (ms !== null) later(ms)
  }
  const stopListening = facts.on((fact) => {
    if (!NEWS.includes(fact.kind)) return
    isBehind = true
    later(SOON_MS)
  })
  later(START_MS)
  return () => {
    isStopped = true
    stopListening()
    stopTimer?.()
  }
}
