import { beforeEach, describe, expect, it } from 'vitest'
import type { Bus } from '../../src-main/desktop/bus'
import { watchLock } from '../../src-main/desktop/lock-watch'
import { settle } from '../fakes/clock'

const GNOME = 'org.gnome.ScreenSaver'
const XFCE = 'org.xfce.ScreenSaver'

describe('M11 the lock screen of a Linux desktop', () => {
  let signals: Map<string, (signal: { body: unknown[] }) => void>
  let owners: Map<string, (owner: string | null) => void>
  let active: Map<string, boolean>
  let told: boolean[]

  beforeEach(() => {
    signals = new Map()
    owners = new Map()
    active = new Map()
    told = []
    const bus = {
      onSignal: ({ interface: name }: { interface: string }, tell: never) => {
        signals.set(name, tell)
        return () => undefined
      },
      onOwner: (name: string, tell: never) => {
        owners.set(name, tell)
        return () => undefined
      },
      call: ({ destination }: { destination: string }) =>
        active.has(destination) ? Promise.resolve([active.get(destination)]) : Promise.reject(new Error('no such method')),
    }
    watchLock(bus as unknown as Bus, (isLocked) => void told.push(isLocked))
  })

  it('M11 its word counts, whichever desktop says it', () => {
    signals.get(GNOME)?.({ body: [true] })
    signals.get(GNOME)?.({ body: [false] })
    signals.get(XFCE)?.({ body: [true] })
    expect(told).toEqual([true, false, true])
  })

  it('M11 a screen that is locked when Perch starts is locked; a saver that dies locks nothing', async () => {
    active.set(GNOME, true)
    owners.get(GNOME)?.(':1.5')
    await settle()
    expect(told).toEqual([true])
    owners.get(GNOME)?.(null)
    expect(told).toEqual([true, false])
  })

  it('M11 a saver without an answer says nothing', async () => {
    owners.get(XFCE)?.(':1.6')
    await settle()
    expect(told).toEqual([])
  })
})
