/** `perch webhook receive` against a server that calls back. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { MemoryTestBook } from '../fakes/made-book'
import { realClock, stopAll } from './tiny-server'
import { type } from './typed'

describe('webhook receive', () => {
  let fake: FakeChatwoot
  beforeAll(async () => void (fake = await startFakeChatwoot()))
  afterEach(stopAll)
  afterAll(() => fake.stop())

  const typed = (words: string, more: Parameters<typeof type>[1] = {}) =>
    type(`webhook receive ${words} --server ${fake.base} --account 1`, {
      env: { PERCH_TOKEN: 'AdaAdminTokenForTests111' },
      ...more,
    })
  const left = () => fake.model.world.db.webhooks.size + fake.model.world.db.contacts.size

  it('G6 prints what came, in JSON and for people, and leaves nothing', async () => {
    const { code, json } = await typed('--trigger --json')
    expect([code, json()]).toMatchObject([0, { isClean: true, heard: [{ event: 'contact_created' }] }])
    const words = await typed('--trigger')
    expect(words.out).toMatch(/^contact_created\t\d+\t\d+ B\n/)
    expect(words.out).toContain('"name": "Perch test"')
    expect(left()).toBe(0)
  })

  it('G6 nothing came: code 1, and nothing is left', async () => {
    const { code, error } = await typed('--seconds 1')
    expect([code, error, left()]).toEqual([1, 'perch: nothing came.\n', 0])
  })

  it('G6 Ctrl+C ends it as the time does', async () => {
    const { code } = await typed('--seconds 600', { onInterrupt: (run) => void setImmediate(run) })
    expect([code, left()]).toEqual([1, 0])
  })

  it('G6 the network is warned of; an event and an address that are none are said', async () => {
    expect((await typed('--network --seconds 1')).error).toContain('every machine of this network')
    expect((await typed('--event moon')).error).toContain('no event "moon"')
    expect(await typed('--address nowhere')).toMatchObject({ code: 1, error: expect.stringContaining('https://') as string })
  })

  it('G6 what a killed command left goes with the next one; what another command still needs does not', async () => {
    const testBook = new MemoryTestBook()
    const mark = (letter: string, untilAt: number) => ({
      baseUrl: fake.base,
      account: 1 as never,
      mark: letter.repeat(32),
      untilAt,
    })
    const hook = (letter: string) =>
      fake.model.world.db.webhooks.add((id) => {
        return {
          id,
          accountId: 1,
          inboxId: null,
          url: `http://127.0.0.1:1/perch-test-${letter.repeat(32)}`,
          subscriptions: ['message_created'],
        }
      })
    testBook.rows = [mark('a', 1), mark('b', realClock.now() + 600_000), mark('c', 0)]
    ;['a', 'b', 'c'].forEach(hook)
    await typed('--seconds 1', { testBook })
    expect(testBook.rows.map(({ mark: one }) => one[0])).toEqual(['b', 'c'])
    expect(left()).toBe(2)
  })
})
