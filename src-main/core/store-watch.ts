/**
 * A store that says how it is. Who asks still gets the error; the trouble itself is a state that the window shows, and that
 * ends by itself: a line of the health log is written again and again until it can be.
 */
import type { Storage } from '../../src-preload/contract/entities'
import type { Clock, Stop, Store } from './ports'
import { type StoreTrouble, storeTroubleOf } from './store-trouble'

const AGAIN_MS = 5_000

interface WatchDeps {
  clock: Clock
  /** It began, became another one, or is over. */
  changed: (storage: Storage) => void
  /** The file is damaged: trying again is no use. */
  broken: () => void
}

export interface WatchedStore {
  store: Store
  storage: () => Storage
  stop: Stop
}

type Word = (...args: unknown[]) => Promise<unknown>

/** The same store, watched. */
export function watchStore(store: Store, deps: WatchDeps): WatchedStore {
  const watch = new Watch(store, deps)
  const words = store as unknown as Record<string, Word>
  const heeding = Object.entries(store).map(([name, word]: [string, unknown]) => {
    const isWord = typeof word === 'function' && name !== 'close'
    return [name, isWord ? (...args: unknown[]) => watch.heed(Promise.resolve(words[name]?.(...args))) : word]
  })
  return { store: Object.fromEntries(heeding) as Store, storage: () => watch.storage, stop: () => watch.stop() }
}

class Watch {
  storage: Storage
  private stopTimer: Stop = () => undefined
  private isStopped = false

  constructor(
    private readonly store: Store,
    private readonly deps: WatchDeps,
  ) {
    this.storage = { trouble: null, sinceAt: null, salvage: store.salvage }
  }

  async heed<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error: unknown) {
      this.failed(storeTroubleOf(error))
      throw error
    }
  }

  stop(): void {
    this.isStopped = true
    this.stopTimer()
  }

  private failed(trouble: StoreTrouble | null): void {
    if (trouble === null || trouble === 'StoreClosed' || this.isStopped || this.storage.trouble === trouble) return
    const isBroken = this.storage.trouble === 'BrokenDatabase'
    if (isBroken) return
    this.turn({ trouble, sinceAt: this.storage.sinceAt ?? this.deps.clock.now() })
    if (trouble === 'BrokenDatabase') return this.deps.broken()
    this.tryAgain()
  }

  private turn(change: Pick<Storage, 'trouble' | 'sinceAt'>): void {
    this.storage = { ...this.storage, ...change }
    this.deps.changed(this.storage)
  }

  private tryAgain(): void {
    this.stopTimer()
    this.stopTimer = this.deps.clock.after(AGAIN_MS, () => void this.attempt())
  }

  private async attempt(): Promise<void> {
    const { trouble, sinceAt } = this.storage
    if (trouble === null || trouble === 'BrokenDatabase') return
    const now = this.deps.clock.now()
    const facts = { word: trouble, lastedMs: Math.max(0, now - (sinceAt ?? now)) }
    try {
      await this.store.commit((tx) => tx.addHealth({ at: now, what: 'store', facts }))
    } catch (error: unknown) {
      this.failed(storeTroubleOf(error))
      if (!this.isStopped) this.tryAgain()
      return
    }
    if (!this.isStopped) this.turn({ trouble: null, sinceAt: null })
  }
}
