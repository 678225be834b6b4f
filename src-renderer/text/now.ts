import { useSyncExternalStore } from 'react'

interface Ticker {
  now: number
  listeners: Set<() => void>
  timer: ReturnType<typeof setInterval> | null
}

const tickers = new Map<number, Ticker>()

function tickerOf(stepMs: number): Ticker {
  const known = tickers.get(stepMs)
  if (known) return known
  const made: Ticker = { now: Date.now(), listeners: new Set(), timer: null }
  tickers.set(stepMs, made)
  return made
}

function listen(ticker: Ticker, stepMs: number, listener: () => void): () => void {
  ticker.listeners.add(listener)
  ticker.timer ??= setInterval(() => {
    ticker.now = Date.now()
    for (const each of ticker.listeners) each()
  }, stepMs)
  return () => {
    ticker.listeners.delete(listener)
    if (ticker.listeners.size > 0 || ticker.timer === null) return
    clearInterval(ticker.timer)
    ticker.timer = null
  }
}

/** The time, renewed every `stepMs` by one timer for the whole window. Half a minute is enough for waiting clocks. */
export function useNow(stepMs = 30_000): number {
  const ticker = tickerOf(stepMs)
  return useSyncExternalStore(
    (listener) => {
      if (ticker.listeners.size === 0) ticker.now = Date.now()
      return listen(ticker, stepMs, listener)
    },
    () => ticker.now,
  )
}
