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

interface Running {
  worker: Worker
  waiting: Map<number, (output: unknown) => void>
}

/** One thread for one database, while it is needed. */
export function makeSearchThread({ program, log, ...place }: SearchThreadOptions): Searcher {
  let running: Running | null = null
  let lastId = 0
  let idle: NodeJS.Timeout | undefined

  const end = async (): Promise<void> => {
    clearTimeout(idle)
    const ended = running
    running = null
    if (ended === null) return
    for (const tell of ended.waiting.values()) tell(null)
    await ended.worker.terminate()
  }
  const start = (): Running => {
    const begun: Running = { worker: new Worker(program, { workerData: place }), waiting: new Map() }
    begun.worker.on('message', (reply: SearchReply) => {
      const tell = begun.waiting.get(reply.id)
      begun.waiting.delete(reply.id)
      if ('error' in reply) log.warn('search failed in its thread', { error: reply.error })
      tell?.('error' in reply ? null : reply.output)
    })
    begun.worker.on('error', (error: unknown) => log.bug('store/search-thread', error))
    begun.worker.on('exit', () => {
      for (const tell of begun.waiting.values()) tell(null)
      if (running === begun) running = null
    })
    // A search is no reason to keep the process.
    begun.worker.unref()
    return begun
  }
  return {
    ask<N extends SearchName>(name: N, input: SearchInput<N>) {
      clearTimeout(idle)
      idle = setTimeout(() => void end(), IDLE_MS)
      idle.unref()
      const { worker, waiting } = (running ??= start())
      const id = (lastId += 1)
      return new Promise<SearchOutput<N> | null>((resolve) => {
        waiting.set(id, (output) => resolve(output as SearchOutput<N> | null))
        worker.postMessage({ id, name, input })
      })
    },
    close: end,
  }
}
