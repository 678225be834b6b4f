/** What an administrator asks goes over a line of its own, but past the budget of the profile. */
import { expect, it, vi } from 'vitest'
import { makeBudget } from '../../src-main/core/budget'
import { atAccount, type DoorNeeds } from '../../src-main/core/connectors/account-door'
import { ok } from '../../src-main/core/answer'
import type { AccountId, ProfileId } from '../../src-preload/contract/ids'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { fakeServer } from '../fakes/server'

const at = { profileId: 'p1' as unknown as ProfileId, accountId: 1 as AccountId }
const clock = new FakeClock()

function world() {
  const budget = makeBudget(fakeServer({}), { clock, chance: new FakeChance() })
  const webhooks = vi.fn(() => Promise.resolve({ kind: 'accepted' as const, value: [] }))
  const close = vi.fn()
  const entry = { id: at.profileId, baseUrl: 'https://chat.acme.example', accounts: [{ id: 1, role: 'administrator' }] }
  const needs = {
    servers: { connect: () => ({ server: { close }, connectors: { webhooks }, channels: { webhooks } }) },
    book: { list: () => [entry] },
    vault: { read: () => Promise.resolve({ credential: { kind: 'token', token: 't' }, databaseKey: '' }) },
    gateOf: () => budget.gate('interactive'),
  } as unknown as DoorNeeds
  return { budget, webhooks, close, needs }
}

it('G2 more than the budget holds waits for its turn, and the line is closed in the end', async () => {
  const { needs, webhooks, close } = world()
  const all = atAccount(needs, at, async ({ connectors, channels }) => {
    const asked = Array.from({ length: 30 }, () => [connectors.webhooks(at.accountId), channels.webhooks(at.accountId)])
    await Promise.all(asked.flat())
    return ok(null)
  })
  await clock.advance(0)
  expect([webhooks.mock.calls.length, close.mock.calls.length]).toEqual([40, 0])
  await clock.advance(10_000)
  expect(await all).toEqual(ok(null))
  expect([webhooks.mock.calls.length, close.mock.calls.length]).toEqual([60, 1])
})

it('G2 a budget that is over asks nothing more; a profile that is not open is asked at once', async () => {
  const { needs, budget, webhooks } = world()
  budget.stop()
  const outcome = await atAccount(needs, at, async ({ connectors }) => ok((await connectors.webhooks(at.accountId)).kind))
  expect([outcome, webhooks.mock.calls.length]).toEqual([ok('never-sent'), 0])
  const free = await atAccount({ ...needs, gateOf: () => null }, at, async ({ connectors }) =>
    ok((await connectors.webhooks(at.accountId)).kind),
  )
  expect([free, webhooks.mock.calls.length]).toEqual([ok('accepted'), 1])
})
