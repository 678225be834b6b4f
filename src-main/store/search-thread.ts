/** The main thread's side of `search-worker`: begins it with the first question, ends it when nobody has asked for a while. */
import { Worker } from 'node:worker_threads'
import type { Log } from '../core/ports'
import type { SearchInput, SearchName, SearchOutput, SearchPlace, SearchReply } from './search-questions'

/** Asks somewhere else than here; null: it cannot be asked there now. */
export interface Searcher {
  ask<N extends SearchName>(name: N, input: SearchInput<N>): Promise<SearchOutput<N> | null>
  close(): Promise<void>
}

export interface SearchThreadOptions extends SearchPlace {
  /** Path of the built worker. */
  program: string
  log: Log
}

/** A thread costs memory: it goes when the agent has stopped searching. */
const IDLE_MS = 30_000

/** One thread for one database, while it is needed. */
export function makeSearchThread(options: SearchThreadOptions): Searcher {
  return new SearchThread(options)
}

class SearchThread implements Searcher {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, (output: unknown) => void>()
  private lastId = 0
  private idle: NodeJS.Timeout | undefined

  constructor(private readonly options: SearchThreadOptions) {}

  ask<N extends SearchName>(name: N, input: SearchInput<N>): Promise<SearchOutput<N> | null> {
    clearTimeout(this.idle)
    this.idle = setTimeout(() => void this.close(), IDLE_MS)
    this.idle.unref()
    this.worker ??= this.begin()
    const id = (this.lastId += 1)
    return new Promise((resolve) => {
      this.waiting.set(id, (output) => resolve(output as SearchOutput<N> | null))
      this.worker?.postMessage({ id, name, input })
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.idle)
    const { worker } = this
    this.ended()
    await worker?.terminate()
  }

  private begin(): Worker {
    const { program, log, file, key } = this.options
    log.info('the thread that searches begins')
    const worker = new Worker(program, { workerData: { file, key } satisfies SearchPlace })
    worker.on('message', (reply: SearchReply) => this.heard(reply))
    worker.on('error', (error: unknown) => log.bug('store/search-thread', error))
    worker.on('exit', () => this.worker === worker && this.ended())
    // A search is no reason to keep the process.
    worker.unref()
    return worker
  }

  private heard(reply: SearchReply): void {
    const tell = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if ('error' in reply) this.options.log.warn('search failed in its thread', { error: reply.error })
    tell?.('error' in reply ? null : reply.output)
  }

  /** Whoever waits is told to ask elsewhere. */
  private ended(): void {
    this.worker = null
    const left = [...this.waiting.values()]
    this.waiting.clear()
    for (const tell of left) tell(null)
  }
}
