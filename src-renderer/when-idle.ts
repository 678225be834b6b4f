/** Not longer than this, however busy the page is. */
const PATIENCE_MS = 2_000

/** Runs when the page has nothing better to do. Returns the way to call it off. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 0)
    return () => clearTimeout(timer)
  }
  const wish = requestIdleCallback(run, { timeout: PATIENCE_MS })
  return () => cancelIdleCallback(wish)
}
