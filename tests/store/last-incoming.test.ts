import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src-main/store/database'
import { makeStore } from '../../src-main/store/store'
import { KEY, NOON, aMessage, clientIdOf, keepingLog, keyOf } from './examples'

test('M14 when the customer wrote last, whatever came after', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'perch-incoming-'))
  const store = makeStore(openDatabase({ file: join(folder, 'a.db'), key: KEY, log: keepingLog() }))
  expect(await store.lastIncomingAt(keyOf(1, 1))).toBeNull()
  await store.commit(async (tx) => {
    const unsent = aMessage(1, null, { clientId: clientIdOf(1) })
    const all = [aMessage(1, 1), aMessage(1, 2), aMessage(1, 3, { type: 'outgoing' }), aMessage(2, 4), unsent]
    for (const message of all) await tx.putMessage({ message, evidenceAt: NOON })
  })
  expect(await store.lastIncomingAt(keyOf(1, 1))).toBe(NOON + 2_000)
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
