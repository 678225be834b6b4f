/** Puts the window on a stage: the real app over a fake main. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, configure, render } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import { App } from '../../src-renderer/app'
import { startLive } from '../../src-renderer/bridge/live'
import { makeQueryClient } from '../../src-renderer/bridge/query-client'
import { loadNext } from '../../src-renderer/later'
import { useUi } from '../../src-renderer/ui-state'
import type { FakeBridge } from '../fakes/bridge'
import { rememberComputedStyles } from './computed-style'

/** A loaded machine draws slowly; a test that waits for a state is right however long that takes. */
configure({ asyncUtilTimeout: 15_000 })

const firstUi = useUi.getState()
const CALM_TURNS = 4
const MOST_TURNS = 60
let client: QueryClient | undefined

/** jsdom measures nothing: a window of fixed size is enough for a list that draws only what is seen. */
export function setStage(): void {
  // In the app this happens when the list is painted; a test would race with it.
  beforeAll(async () => void (await loadNext()))
  beforeAll(rememberComputedStyles)
  beforeEach(() => {
    useUi.setState(firstUi, true)
    for (const [name, size] of [
      ['clientHeight', 800],
      ['clientWidth', 336],
    ] as const) {
      Object.defineProperty(Element.prototype, name, { configurable: true, get: () => size })
    }
    document.hasFocus = () => true
  })
  afterEach(cleanup)
}

/** Draws the window over this main. */
export function openWindow(bridge: FakeBridge): void {
  Object.assign(window, { bridge })
  client = makeQueryClient()
  startLive(client)
  render(
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>,
  )
}

/**
 * Lets everything that is on its way arrive: answers of the fake main, the queries that wait for them, and what is drawn then. It
 * is over when nothing was asked and nothing changed for some turns; a question that is never answered is not waited for.
 */
export async function settle(): Promise<void> {
  let changes = 0
  const watcher = new MutationObserver(() => void (changes += 1))
  watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  for (let turn = 0, calm = 0; calm < CALM_TURNS && turn < MOST_TURNS; turn += 1) {
    const before = changes
    await act(() => new Promise((resolve) => setTimeout(resolve, 0)))
    const isCalm = changes === before && (client?.isFetching() ?? 0) === 0
    calm = isCalm ? calm + 1 : 0
  }
  watcher.disconnect()
}
