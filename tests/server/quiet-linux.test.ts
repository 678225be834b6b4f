import { Variant } from '@particle/dbus-next'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { LinuxQuiet } from '../../src-main/desktop/alerts/quiet-linux'
import { makeBus } from '../../src-main/desktop/bus'
import { loadBusLibrary } from '../../src-main/desktop/bus-connection'
import { clock } from '../../src-main/desktop/clock'
import { PrivateBus } from '../e2e/hosts/private-bus'
import { FakeLog } from '../fakes/log'
import { hasDBus, startDBus } from './dbus-daemon'
import { soon } from './soon'

const NOTIFICATIONS = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'
const stops: (() => unknown)[] = []

/** Perch on a desktop of this name; `setting` is what its settings tool prints. */
function setUp({ desktop = '', setting = null as string | null } = {}) {
  const bus = makeBus({ load: loadBusLibrary, clock, log: new FakeLog() })
  const tool = { prints: setting }
  const gsettings = vi.fn((_words: string[]) => Promise.resolve(tool.prints))
  const quiet = new LinuxQuiet({ bus, desktop, gsettings })
  stops.unshift(
    () => quiet.stop(),
    () => bus.close(),
  )
  const becomes = (isQuiet: boolean | null) => soon(() => expect(quiet.isQuiet()).toBe(isQuiet))
  return { quiet, gsettings, becomes, tool }
}

/** A program that owns `name` and answers for one property, or says that it has none. */
async function service(name: string, path: string, answer: (body: unknown[]) => boolean | undefined) {
  const bus = await PrivateBus.connect()
  stops.push(() => bus.close())
  bus.serve(path, ({ member, body }) => {
    if (member !== 'Get' && member !== 'GetProperty') return undefined
    const value = answer(body)
    return value === undefined ? { error: 'org.freedesktop.DBus.Error.UnknownProperty' } : of(value)
  })
  await bus.own(name)
  const of = (value: boolean) => ({ signature: 'v', body: [new Variant('b', value)] })
  return bus
}

/** A notification service with a property of its own for do-not-disturb. */
async function daemonWith(from: string, property: string) {
  const now = { isQuiet: false }
  const bus = await service(NOTIFICATIONS, PATH, ([asked, name]) =>
    asked === from && name === property ? now.isQuiet : undefined,
  )
  const set = (isQuiet: boolean): void => {
    now.isQuiet = isQuiet
    const changed = { [property]: new Variant('b', isQuiet) }
    bus.emit({ path: PATH, interface: 'org.freedesktop.DBus.Properties', member: 'PropertiesChanged' }, 'sa{sv}as', [
      from,
      changed,
      [],
    ])
  }
  return { set, bus }
}

describe.skipIf(!hasDBus)('do-not-disturb of the desktop', () => {
  let daemon: Awaited<ReturnType<typeof startDBus>>
  beforeAll(async () => void (daemon = await startDBus()))
  afterAll(() => daemon.stop())
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  it.each([
    ['Plasma', NOTIFICATIONS, 'Inhibited'],
    ['dunst', 'org.dunstproject.cmd0', 'paused'],
  ])('F17 %s tells by a property of its notification service', async (_name, from, property) => {
    const { becomes } = setUp()
    const { set, bus } = await daemonWith(from, property)
    await becomes(false)
    set(true)
    await becomes(true)
    set(false)
    await becomes(false)
    // Whoever left cannot be asked any more.
    set(true)
    await becomes(true)
    await bus.release(NOTIFICATIONS)
    await becomes(null)
  })

  it('F17 Xfce tells by its own settings, and other settings of it are no business of ours', async () => {
    const now = { isQuiet: true, asked: 0 }
    const xfce = await service('org.xfce.Xfconf', '/org/xfce/Xfconf', ([channel, property]) => {
      now.asked += 1
      return channel === 'xfce4-notifyd' && property === '/do-not-disturb' ? now.isQuiet : undefined
    })
    const { becomes } = setUp({ desktop: 'XFCE' })
    await becomes(true)
    const changed = (property: string) =>
      xfce.emit({ path: '/org/xfce/Xfconf', interface: 'org.xfce.Xfconf', member: 'PropertyChanged' }, 'ssv', [
        'xfce4-notifyd',
        property,
        new Variant('b', now.isQuiet),
      ])
    now.isQuiet = false
    const before = now.asked
    changed('/theme')
    changed('/do-not-disturb')
    await becomes(false)
    expect(now.asked).toBe(before + 1)
  })

  it.each([
    ['ubuntu:GNOME', 'org.gnome.desktop.notifications', 'show-banners'],
    ['X-Cinnamon', 'org.cinnamon.desktop.notifications', 'display-notifications'],
  ])('F17 %s tells by the tool of its settings, and again when they change', async (desktop, schema, key) => {
    const { becomes, gsettings, tool } = setUp({ desktop, setting: 'false\n' })
    await becomes(true)
    expect(gsettings).toHaveBeenLastCalledWith(['get', schema, key])
    tool.prints = 'true\n'
    const dconf = await PrivateBus.connect()
    stops.push(() => dconf.close())
    const notify = (prefix: string) =>
      dconf.emit({ path: '/ca/desrt/dconf/Writer/user', interface: 'ca.desrt.dconf.Writer', member: 'Notify' }, 'sass', [
        prefix,
        [],
        '',
      ])
    const before = gsettings.mock.calls.length
    notify('/org/gnome/desktop/background/')
    notify(`/${schema.replaceAll('.', '/')}/${key}`)
    await becomes(false)
    expect(gsettings.mock.calls.length).toBe(before + 1)
  })

  it('F17 nobody who knows: it is unknown, and neither quiet nor loud', async () => {
    const { becomes, quiet, gsettings } = setUp({ desktop: 'GNOME' })
    const { bus } = await daemonWith('org.example.Other', 'x')
    await soon(() => expect(gsettings).toHaveBeenCalled())
    await bus.release(NOTIFICATIONS)
    await becomes(null)
    expect(quiet.isQuiet()).toBeNull()
  })
})
