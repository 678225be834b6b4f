/** What a set-up made is remembered by the terminal itself. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { MemoryMadeBook } from '../fakes/made-book'
import { stopAll } from './tiny-server'
import { type } from './typed'

const ADMIN = 'AdaAdminTokenForTests111'

describe('connector remove', () => {
  let fake: FakeChatwoot
  beforeAll(async () => void (fake = await startFakeChatwoot()))
  afterEach(stopAll)
  afterAll(() => fake.stop())

  it('G11 connector remove knows by itself what was made, by this account and connector only', async () => {
    const madeBook = new MemoryMadeBook()
    const typed = (words: string) =>
      type(`${words} --server ${fake.base} --account 1 --json`, { madeBook, env: { PERCH_TOKEN: ADMIN } })
    await typed('connector setup --connector max --webhook-url https://max.example.test/hook --no-contact')
    expect((await typed('connector remove --connector vk --yes')).json()).toEqual({ undone: [], made: [] })
    fake.script.fail({ method: 'DELETE', path: '*/webhooks/*', fault: { kind: 'error', status: 500 } })
    const half = await typed('connector remove --connector max --yes')
    expect([half.code, half.error]).toEqual([1, 'perch: 1 could not be removed; try again.\n'])
    const rest = await typed('connector remove --connector max --yes')
    expect([rest.code, rest.json()]).toMatchObject([0, { undone: [{ kind: 'webhook', state: 'removed' }], made: [] }])
    expect((await typed('connector remove --connector moon --yes')).error).toContain('no connector "moon"')
  })
})
