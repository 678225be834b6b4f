import { afterEach, describe, expect, it } from 'vitest'
import { makeBus } from '../../src-main/desktop/bus'
import { loadBusLibrary } from '../../src-main/desktop/bus-connection'
import { clock } from '../../src-main/desktop/clock'
import { linuxInstruments } from '../../src-main/desktop/self-test-linux'
import { NotificationServer } from '../e2e/hosts/notification-server'
import { ShortcutPortal } from '../e2e/hosts/portal'
import { PrivateBus } from '../e2e/hosts/private-bus'
import { TrayWatcher } from '../e2e/hosts/tray-watcher'
import { FakeLog } from '../fakes/log'
import { hasDBus, startDBus } from './dbus-daemon'

const stops: (() => unknown)[] = []
/** A program that is silent is silent for good; nobody waits for it for half a minute. */
const impatient = { after: (ms: number, run: () => void) => clock.after(ms === 25_000 ? 100 : ms, run) }

function instruments(pid = process.pid) {
  const bus = makeBus({ load: loadBusLibrary, clock: impatient, log: new FakeLog() })
  stops.unshift(() => bus.close())
  return linuxInstruments({ bus, words: ['This is a test', 'Nothing is wrong'], pid })
}

async function withBus() {
  const daemon = await startDBus()
  stops.push(() => daemon.stop())
  return instruments()
}

describe.skipIf(!hasDBus)('the self-test on a Linux desktop', () => {
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  it('F12 without a bus nothing is there, and nothing breaks', async () => {
    process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nobody/is/here'
    const { alert, tray, portal } = instruments()
    expect(await alert()).toMatchObject({ state: 'fail', reason: 'no-daemon' })
    expect(await tray()).toMatchObject({ state: 'warn', reason: 'no-host' })
    expect(await portal()).toMatchObject({ state: 'warn', reason: 'none' })
  })

  it('F12 the test alert is really shown, and the daemon named', async () => {
    const { alert } = await withBus()
    const server = await NotificationServer.start()
    stops.unshift(() => server.stop())
    expect(await alert()).toEqual({ state: 'ok', reason: 'shown', detail: 'perch-tests 1' })
    expect(server.shown).toMatchObject([{ summary: 'This is a test', body: 'Nothing is wrong' }])
  })

  it('F12 a daemon that takes nothing is no daemon that shows', async () => {
    const { alert } = await withBus()
    const bad = await PrivateBus.connect()
    stops.unshift(() => bad.close())
    bad.serve('/org/freedesktop/Notifications', () => ({ error: 'org.example.Broken' }))
    await bad.own('org.freedesktop.Notifications')
    expect(await alert()).toMatchObject({ state: 'fail', reason: 'refused' })
  })

  it('F12 a panel without our icon is told from one that has it', async () => {
    const { tray } = await withBus()
    expect(await tray()).toMatchObject({ reason: 'no-host' })
    const panel = await TrayWatcher.start()
    stops.unshift(() => panel.stop())
    expect(await tray()).toMatchObject({ state: 'ok', reason: 'host' })
    const item = await PrivateBus.connect()
    stops.unshift(() => item.close())
    const watcher = { destination: 'org.kde.StatusNotifierWatcher', path: '/StatusNotifierWatcher' }
    await item.call({ ...watcher, interface: 'org.kde.StatusNotifierWatcher', member: 'RegisterStatusNotifierItem' }, 's', [
      '/StatusNotifierItem',
    ])
    expect(await tray()).toMatchObject({ state: 'ok', reason: 'registered' })
    expect(await instruments(1).tray()).toMatchObject({ state: 'ok', reason: 'host' })
  })

  it('F12 the portal is there', async () => {
    const { portal } = await withBus()
    const desktop = await ShortcutPortal.start()
    stops.unshift(() => desktop.stop())
    expect(await portal()).toMatchObject({ state: 'ok', reason: 'there' })
  })
})
