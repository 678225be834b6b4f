import { useSyncExternalStore } from 'react'

const STALE_MS = 1000

/** One timer for everybody who asks for the same step; it runs only while somebody listens. */
class Ticker {
  private now = Date.now()
  private timer: ReturnType<typeof setInterval> | null = null
  private readonly listeners = new Set<() => void>()

  constructor(private readonly stepMs: number) {}

  private readonly tick = (): void => {
    this.now = Date.now()
    for (const listener of this.listeners) listener()
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    if (this.timer === null) {
      this.timer = setInterval(this.tick, this.stepMs)
      // It stood still while nobody listened; right after it was made it needs no second drawing.
      if (Date.now() - this.now >= STALE_MS) this.now = Date.now()
    }
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size > 0 || this.timer === null) return
      clearInterval(this.timer)
      this.timer = null
    }
  }

  readonly get = (): number => this.now
}

const tickers = new Map<number, Ticker>()

function tickerOf(stepMs: number): Ticker {
  const ticker = tickers.get(stepMs) ?? new Ticker(stepMs)
  tickers.set(stepMs, ticker)
  return ticker
}

/** The time, renewed every `stepMs` by one timer for the whole window. Half a minute is enough for waiting clocks. */
export function useNow(stepMs = 30_000): number {
  const ticker = tickerOf(stepMs)
  return useSyncExternalStore(ticker.listen, ticker.get)
}
