import { describe, expect, it } from 'vitest'
import { watchPage } from '../../src-main/desktop/page-fetched'
import { FakeClock } from '../fakes/clock'

const html = `<script type="module" src="./assets/index.js"></script><link rel="modulepreload" href="./assets/shared.js">`
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function watched() {
  const clock = new FakeClock()
  const page = watchPage(clock)
  let isFetched = false
  void page.fetched.then(() => (isFetched = true))
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  return { clock, page, isFetched: () => turn().then(() => isFetched) }
}

describe('the page has its scripts', () => {
  it('P1 when each that index.html names was handed over, and not before', async () => {
    const { page, isFetched } = watched()
    page.handed('/assets/shared.js', bytes(''))
    page.handed('/index.html', bytes(html))
    page.handed('/assets/index.js', bytes(''))
    expect(await isFetched()).toBe(false)
    page.handed('/assets/shared.js', bytes(''))
    expect(await isFetched()).toBe(true)
  })

  it('P1 a page that never asks keeps nobody waiting for more than a second', async () => {
    const { clock, page, isFetched } = watched()
    page.handed('/index.html', bytes(html))
    await clock.advance(999)
    expect(await isFetched()).toBe(false)
    await clock.advance(1)
    expect(await isFetched()).toBe(true)
  })
})
