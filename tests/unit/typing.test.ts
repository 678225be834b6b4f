import { expect, it } from 'vitest'
import { makeTyping } from '../../src-main/core/typing'
import { FakeClock } from '../fakes/clock'

it('F13 who writes is shown until she stops, or half a minute after the last sign', async () => {
  const clock = new FakeClock()
  const key = { accountId: 1, conversationId: 7 } as never
  const told: unknown[] = []
  const typing = makeTyping(clock, (one) => void told.push(one))
  typing.set(key, { type: 'user', id: 1, name: 'Jonas' }, true)
  typing.set(key, { type: 'contact', id: 1, name: 'Ana' }, true)
  expect(typing.names(key)).toEqual(['Jonas', 'Ana'])
  expect(typing.names(key, 'user')).toEqual(['Jonas'])
  expect(typing.everywhere()).toEqual([{ key, names: ['Jonas', 'Ana'] }])
  typing.set(key, { type: 'user', id: 1, name: 'Jonas' }, false)
  expect(typing.names(key)).toEqual(['Ana'])
  await clock.advance(20_000)
  typing.set(key, { type: 'contact', id: 1, name: 'Ana' }, true)
  await clock.advance(20_000)
  expect(typing.names(key)).toEqual(['Ana'])
  told.length = 0
  await clock.advance(11_000)
  expect(typing.names(key)).toEqual([])
  expect(typing.everywhere()).toEqual([])
  expect(told).toEqual([key])
})
