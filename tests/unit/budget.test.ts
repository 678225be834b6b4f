import { describe, expect, it } from 'vitest'
import { heedingThrottle } from '../../src-main/core/budget'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { fakeServer } from '../fakes/server'

describe('F5 a server that asks to slow down', () => {
  it('F5 is asked nothing until the next minute, whatever for; then everything again', async () => {
    const clock = new FakeClock(Date.UTC(2026, 0, 5, 9, 0, 40))
    const asked: string[] = []
    let isThrottling = true
    const answer = (name: string) => {
      asked.push(name)
      return Promise.resolve(isThrottling ? ({ kind: 'throttled' } as const) : ({ kind: 'accepted', value: null } as never))
    }
    const server = heedingThrottle(
      fakeServer({
        profile: () => answer('profile'),
        messages: () => answer('messages'),
        send: () => answer('send'),
        setStatus: () => answer('setStatus'),
      }),
      { clock, chance: new FakeChance(0) },
    )
    expect(await server.profile()).toEqual({ kind: 'throttled' })
    isThrottling = false
    for (const ask of [() => server.messages({} as never, {}), () => server.send({} as never), () => server.profile()])
      expect(await ask()).toEqual({ kind: 'throttled' })
    expect(asked).toEqual(['profile'])
    await clock.advance(20_250)
    expect(await server.setStatus({} as never, 'open')).toMatchObject({ kind: 'accepted' })
    isThrottling = true
    await server.messages({} as never, {})
    isThrottling = false
    clock.jump(-86_400_000)
    expect(await server.send({} as never)).toMatchObject({ kind: 'accepted' })
    expect(asked).toEqual(['profile', 'setStatus', 'messages', 'send'])
  })
})
