/** Puts the window on a stage: the real app over a fake main. */
import { QueryClientProvider } from '@tanstack/react-query'
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
rememberComputedStyles()

const firstUi = useUi.getState()

/** jsdom measures nothing: a window of fixed size is enough for a list that draws only what is seen. */
export function setStage(): void {
  // In the app this happens when the list is painted; a test would race with it.
  beforeAll(async () => void (await loadNext()))
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
  const client = makeQueryClient()
  startLive(client)
  render(
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>,
  )
}

/** Lets everything that is on its way arrive: answers of the fake main, and the queries that wait for them. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await act(() => new Promise((resolve) => setTimeout(resolve, 0)))
}
