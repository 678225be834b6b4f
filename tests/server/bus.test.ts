import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { tempFolder } from '../fakes/temp-folder'
import { makeLauncherBadge } from '../../src-main/desktop/badge'
import { makeBus } from '../../src-main/desktop/bus'
import { loadBusLibrary } from '../../src-main/desktop/bus-connection'
import { clock } from '../../src-main/desktop/clock'
import { makeLinuxKeyring } from '../../src-main/desktop/keyring'
import { watchTrayHost } from '../../src-main/desktop/tray-watch'
import { PrivateBus } from '../e2e/hosts/private-bus'
import { hasDBus, startDBus } from './dbus-daemon'
import { soon } from './soon'

const BUS_ITSELF = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
const stops: (() => unknown)[] = []
/** Retries come at once; the patience for an answer stays as long as it is. */
const quick = { after: (ms: number, run: () => void) => clock.after(ms === 25_000 ? ms : 20, run) }

function connect(useClock: Pick<typeof clock, 'after'> = quick) {
  const log = { info: vi.fn(), warn: vi.fn(), bug: vi.fn(() => 'incident') }
  const bus = makeBus({ load: loadBusLibrary, clock: useClock, log })
  stops.unshift(() => bus.close())
  return { bus, log }
}

describe.skipIf(!hasDBus)('the session bus', () => {
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })
  const place = () => `unix:path=${join(tempFolder('bus'), 'bus')}`

  it('F12 tells an owner once, however many ask', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const { bus } = connect()
    const owners: (string | null)[] = []
    bus.onSignal({ interface: 'org.example.S' }, () => undefined)
    bus.onOwner('org.freedesktop.DBus', (owner) => owners.push(owner))
    await bus.canReach('org.example.A')
    await bus.canReach('org.example.A')
    expect(owners).toEqual(['org.freedesktop.DBus'])
  })

  it('F1 an answer that came while this process stood still is no silence', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const { bus } = connect(clock)
    await bus.canReach('org.example.A')
    const answer = bus.call(BUS_ITSELF, 'ListNames', { signature: '', body: [], withinMs: 50 })
    // A machine that was asleep, or so busy that nothing ran: the time is over before the answer is read.
    await Promise.resolve()
    const until = Date.now() + 400
    while (Date.now() < until);
    await expect(answer).resolves.toHaveLength(1)
  })

  it('F12 is quiet without a bus, and comes alive with it', async () => {
    const address = place()
    process.env['DBUS_SESSION_BUS_ADDRESS'] = address
    const { bus, log } = connect()
    const owners: (string | null)[] = []
    stops.unshift(bus.onOwner('org.example.A', (owner) => owners.push(owner)))
    await soon(() => expect(owners.length).toBeGreaterThan(2))
    await expect(bus.call({ destination: 'a.b', path: '/', interface: 'a.b' }, 'C')).rejects.toThrow()
    expect(log.info).toHaveBeenCalledTimes(1)
    const daemon = await startDBus(address)
    stops.push(() => daemon.stop())
    const other = await PrivateBus.connect()
    stops.unshift(() => other.close())
    await other.own('org.example.A')
    await soon(() => expect(owners.at(-1)).toMatch(/^:1\./))
  })

  it('F12 takes up its subscriptions on a new bus after the old one died', async () => {
    const address = place()
    const first = await startDBus(address)
    const { bus } = connect()
    const heard: unknown[] = []
    const owners: (string | null)[] = []
    bus.onSignal({ interface: 'org.example.S' }, (signal) => heard.push(signal.body[0]))
    bus.onOwner('org.example.B', (owner) => owners.push(owner))
    const one = await PrivateBus.connect()
    await one.own('org.example.B')
    await soon(() => expect(owners.at(-1)).toBeTruthy())
    await first.stop()
    one.close()
    await soon(() => expect(owners.at(-1)).toBeNull())
    const second = await startDBus(address)
    stops.push(() => second.stop())
    const two = await PrivateBus.connect()
    stops.unshift(() => two.close())
    await two.own('org.example.B')
    await soon(() => expect(owners.at(-1)).toBeTruthy())
    two.emit({ path: '/x', interface: 'org.example.S', member: 'M' }, 's', ['again'])
    await soon(() => expect(heard).toEqual(['again']))
  })

  it('F12 waits no longer than it was told for somebody who says nothing', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const { sessionBus } = await import('@particle/dbus-next')
    const silent = sessionBus()
    stops.unshift(() => silent.disconnect())
    await new Promise<void>((resolve) => silent.once('connect', () => resolve()))
    silent.addMethodHandler(() => true)
    await silent.requestName('org.example.Silent', 0)
    const { bus } = connect(clock)
    const target = { destination: 'org.example.Silent', path: '/x', interface: 'org.example.Silent' }
    const words = { signature: '', body: [], withinMs: 30 }
    await expect(bus.call(target, 'Ask', words)).rejects.toMatchObject({ name: 'BusTimeout' })
    expect(await bus.canReach('org.example.Silent')).toBe(true)
  })

  it('F12 believes nobody but the bus about who owns a name', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const { bus } = connect()
    const owners: (string | null)[] = []
    bus.onOwner('org.example.A', (owner) => owners.push(owner))
    await soon(() => expect(owners).toEqual([null]))
    const { Message, sessionBus } = await import('@particle/dbus-next')
    const liar = sessionBus()
    stops.unshift(() => liar.disconnect())
    await new Promise<void>((resolve) => liar.once('connect', () => resolve()))
    const lie = Message.newSignal('/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameOwnerChanged', 'sss', [
      'org.example.A',
      '',
      ':1.666',
    ])
    const names = await bus.call({ ...BUS_ITSELF }, 'ListNames')
    // To everybody who is there, and so past every match rule.
    for (const name of names[0] as string[]) if (name.startsWith(':')) liar.send(Object.assign(lie, { destination: name }))
    await liar.requestName('org.example.B', 0)
    await soon(async () => expect(await bus.canReach('org.example.B')).toBe(true))
    expect(owners).toEqual([null])
  })

  it('F3 tells the launcher the count, once', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const other = await PrivateBus.connect()
    stops.unshift(() => other.close())
    const heard: unknown[][] = []
    await other.listen("interface='com.canonical.Unity.LauncherEntry'", (signal) => heard.push(signal.body))
    const badge = makeLauncherBadge(connect().bus, 'perch')
    badge.set(3)
    badge.set(3)
    badge.set(0)
    await soon(() => expect(heard).toHaveLength(2))
    expect(heard[0]).toMatchObject(['application://perch.desktop', { count: { value: 3n }, 'count-visible': { value: true } }])
    expect(heard[1]).toMatchObject([expect.anything(), { count: { value: 0n }, 'count-visible': { value: false } }])
  })

  it('F12 follows the tray host: none, late, gone, back', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const onHost = vi.fn()
    const onTrayless = vi.fn()
    stops.unshift(watchTrayHost({ bus: connect().bus, clock: quick, onHost, onTrayless }))
    await soon(() => expect(onTrayless).toHaveBeenLastCalledWith(true))
    expect(onHost).not.toHaveBeenCalled()
    const panel = await PrivateBus.connect()
    stops.unshift(() => panel.close())
    await panel.own('org.kde.StatusNotifierWatcher')
    await soon(() => expect(onHost).toHaveBeenCalledTimes(1))
    expect(onTrayless).toHaveBeenLastCalledWith(false)
    await panel.release('org.kde.StatusNotifierWatcher')
    await soon(() => expect(onTrayless).toHaveBeenLastCalledWith(true))
    await panel.own('org.kde.StatusNotifierWatcher')
    await soon(() => expect(onHost).toHaveBeenCalledTimes(2))
  })

  it('F12 leaves a tray alone that registered with a new panel by itself', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const panel = await PrivateBus.connect()
    stops.unshift(() => panel.close())
    const { Variant } = await import('@particle/dbus-next')
    // This process owns the panel's connection too, so it counts as its item.
    let isAsked = false
    panel.serve('/StatusNotifierWatcher', () => {
      isAsked = true
      return { signature: 'v', body: [new Variant('as', ['org.kde.StatusNotifierWatcher/StatusNotifierItem'])] }
    })
    await panel.own('org.kde.StatusNotifierWatcher')
    const onHost = vi.fn()
    const onTrayless = vi.fn()
    const { bus } = connect()
    stops.unshift(watchTrayHost({ bus, clock, onHost, onTrayless }))
    await soon(() => expect(isAsked).toBe(true))
    // Answers come in order: when these are there, the watch has had its own.
    for (let turn = 0; turn < 3; turn++) await bus.canReach('org.example.A')
    expect(onHost).not.toHaveBeenCalled()
    expect(onTrayless).not.toHaveBeenCalled()
  })

  it('F19 tells a missing keychain from a locked and an open one, without prompting', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const keyring = makeLinuxKeyring(connect().bus)
    expect(await keyring.state()).toBe('missing')
    const service = await PrivateBus.connect()
    stops.unshift(() => service.close())
    const { Variant } = await import('@particle/dbus-next')
    let isLocked = true
    const asked: string[] = []
    service.serve('/org/freedesktop/secrets', (call) => {
      asked.push(call.member)
      if (call.member === 'ReadAlias') return { signature: 'o', body: ['/org/freedesktop/secrets/collection/login'] }
      if (call.member === 'Unlock') return { signature: 'aoo', body: [[], '/org/freedesktop/secrets/prompt/p1'] }
      return call.member === 'Get' ? { signature: 'v', body: [new Variant('b', isLocked)] } : {}
    })
    await service.own('org.freedesktop.secrets')
    expect(await keyring.state()).toBe('locked')
    expect(asked).not.toContain('Prompt')
    await keyring.unlock()
    expect(asked).toContain('Prompt')
    isLocked = false
    expect(await keyring.state()).toBe('ready')
  })

  it('F19 a keychain that does not answer is waited for, and one that comes late is told', async () => {
    const daemon = await startDBus()
    stops.push(() => daemon.stop())
    const keyring = makeLinuxKeyring(connect({ after: (_ms, run) => clock.after(200, run) }).bus)
    const there = vi.fn()
    stops.unshift(keyring.onThere(there))
    await soon(async () => expect(await keyring.state()).toBe('missing'))
    expect(there).not.toHaveBeenCalled()
    const { sessionBus } = await import('@particle/dbus-next')
    const silent = sessionBus()
    stops.unshift(() => silent.disconnect())
    await new Promise<void>((resolve) => silent.once('connect', () => resolve()))
    silent.addMethodHandler(() => true)
    await silent.requestName('org.freedesktop.secrets', 0)
    await soon(() => expect(there).toHaveBeenCalled())
    await soon(async () => expect(await keyring.state()).toBe('locked'))
  })
})
