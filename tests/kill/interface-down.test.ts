import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleChild } from './bundle'
import type { Cut, Order, Seen } from './island'
import { runInOwnNetwork } from './network'

/** Each journey waits for its own patience first and says what never came. */
const PATIENCE_MS = 240_000

describe('the network interface goes down', () => {
  let program = ''
  let folder = ''
  beforeAll(async () => {
    program = await bundleChild('island')
    folder = await mkdtemp(join(tmpdir(), 'perch-island-'))
  }, 60_000)
  afterAll(async () => {
    await rm(program, { force: true })
    await rm(folder, { recursive: true, force: true })
  })

  const live = async (cut: Cut): Promise<Seen> =>
    JSON.parse(
      await runInOwnNetwork(program, JSON.stringify({ cut, folder } satisfies Order), { patienceMs: PATIENCE_MS }),
    ) as Seen

  test.concurrent.each([
    ['nothing is on its way', 'idle', null],
    ['a reply is on its way', 'send', 'Into the cable'],
    ['a file is on its way', 'upload', 'With the plan'],
  ] as const)(
    'F2 F5 M10 while %s: no promise meanwhile, each reply once, the store is the server',
    { timeout: PATIENCE_MS + 5_000 },
    async (_what, cut, text) => {
      const seen = await live(cut)
      expect(seen.isReached).toBe(false)
      expect(seen.gauge.down).toEqual({ level: 'off', canPromise: false, isOffline: true })
      expect(seen.links[0]).toBe('connecting')
      const written = ['First of two', 'Second of two', 'What I had not read', ...(text === null ? [] : [text])]
      expect(seen.replies).toEqual(Object.fromEntries(written.map((one) => [one, 1])))
      expect(seen.fileBytes).toBe(cut === 'upload' ? 6 * 1024 * 1024 : null)
      expect(seen.differences).toEqual([])
      expect(seen.gauge.end).toMatchObject({ canPromise: true, isOffline: false })
      expect(seen.links.at(-1)).toBe('live')
      // Connected, cut, and connected again: what the agent reads in the settings.
      expect(seen.health.join(', ')).toMatch(/^caught-up, link live, link connecting,.* caught-up, link live$/)
    },
  )
})
