import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../../src-main/desktop/clock'
import { GNOME, NotificationServer, PLAIN, PLASMA } from '../e2e/hosts/notification-server'
import { PrivateBus } from '../e2e/hosts/private-bus'
import { hasDBus, startDBus } from './dbus-daemon'
import { alert, openAlerts, stops } from './linux-alerts'
import { soon } from './soon'

/** All patience is short: a daemon that should answer and is late once is asked again at once. */
const impatient = { after: (ms: number, run: () => void) => clock.after(ms === 5_000 || ms === 30_000 ? 100 : ms, run) }

describe.skipIf(!hasDBus)('alerts on Linux when the daemon fails', () => {
  let daemon: Awaited<ReturnType<typeof startDBus>>
  beforeAll(async () => void (daemon = await startDBus()))
  afterAll(() => daemon.stop())
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  it('F14 believes the daemon only: another program cannot answer a customer', async () => {
    const { server, alerts, responses, heard } = await openAlerts(PLASMA)
    await alerts.show(alert)
    const { id } = await server.waitFor()
    const liar = await PrivateBus.connect()
    stops.push(() => liar.close())
    const from = { path: '/org/freedesktop/Notifications', interface: 'org.freedesktop.Notifications' }
    liar.emit({ ...from, member: 'NotificationReplied' }, 'us', [id, 'Send me your password'])
    liar.emit({ ...from, member: 'ActionInvoked' }, 'us', [id, 'resolve'])
    liar.emit({ ...from, member: 'NotificationClosed' }, 'uu', [id, 2])
    // The bus keeps the order: when this one's answer is here, what it sent before was heard.
    await liar.call({ destination: 'org.freedesktop.Notifications', ...from, member: 'GetCapabilities' })
    server.reply(id, 'On its way')
    await heard()
    expect(responses).toEqual([{ kind: 'reply', key: 'k1', text: 'On its way', activationToken: null }])
  })

  it('F1 one that the daemon did not take goes to the window, and to the next daemon unless withdrawn', async () => {
    const { alerts, unshown } = await openAlerts(null)
    const broken = await PrivateBus.connect()
    stops.push(() => broken.close())
    broken.serve('/org/freedesktop/Notifications', ({ member }) =>
      member === 'GetCapabilities' ? { signature: 'as', body: [['body']] } : { error: 'org.example.Broken' },
    )
    await broken.own('org.freedesktop.Notifications')
    await soon(() => expect(alerts.available).toBe(true))
    await alerts.show(alert)
    await alerts.show({ ...alert, key: 'k2' })
    expect(unshown.mock.calls.map(([{ key }]) => key)).toEqual(['k1', 'k2'])
    await alerts.withdraw('k1')
    await broken.release('org.freedesktop.Notifications')
    await soon(() => expect(alerts.available).toBe(false))
    const server = await NotificationServer.start(GNOME)
    stops.push(() => server.stop())
    await server.waitFor()
    await alerts.show({ ...alert, key: 'k3' })
    expect(server.calls).toHaveLength(2)
    expect(server.calls.map(({ replacesId }) => replacesId)).toEqual([0, 0])
  })

  it('F1 a daemon that says nothing holds up nobody: the window is told, and asked again it gets what it owes', async () => {
    const { alerts, unshown } = await openAlerts(null, 'en', impatient)
    const { MessageType, sessionBus, Message } = await import('@particle/dbus-next')
    const stuck = sessionBus()
    stops.push(() => stuck.disconnect())
    await new Promise<void>((resolve) => stuck.once('connect', () => resolve()))
    let isAwake = true
    const shown: unknown[] = []
    stuck.addMethodHandler((call: InstanceType<typeof Message>) => {
      if (call.type !== MessageType.METHOD_CALL || call.path !== '/org/freedesktop/Notifications') return false
      if (!isAwake) return true
      if (call.member === 'Notify') shown.push(call.body[3])
      const [signature, body] = call.member === 'Notify' ? ['u', [1]] : ['as', [['body']]]
      stuck.send(Message.newMethodReturn(call, signature, body as unknown[]))
      return true
    })
    await stuck.requestName('org.freedesktop.Notifications', 0)
    await soon(() => expect(alerts.available).toBe(true))
    isAwake = false
    await alerts.show(alert)
    expect(unshown).toHaveBeenCalledTimes(1)
    expect(alerts.available).toBe(false)
    isAwake = true
    await soon(() => expect(shown).toEqual(['Ana Ferreira']))
    await soon(() => expect(alerts.available).toBe(true))
    // Less than the bus itself would wait.
  }, 20_000)

  it('F1 remembers the newest few hundred, not everything that was ever shown', async () => {
    const { server, alerts, responses, heard } = await openAlerts(PLAIN)
    for (let turn = 0; turn <= 300; turn++) await alerts.show({ ...alert, key: `k${turn}` })
    for (const { id } of server.shown) server.close(id, 'expired')
    server.invoke(1)
    server.invoke(301)
    await heard()
    expect(responses).toEqual([{ kind: 'open', key: 'k300', activationToken: null }])
  })

  it('F1 an alert that came while the daemon was away is shown when one comes', async () => {
    const { alerts, unshown } = await openAlerts(null)
    await alerts.show(alert)
    expect(unshown).toHaveBeenCalledWith(alert)
    const server = await NotificationServer.start(GNOME)
    stops.push(() => server.stop())
    await server.waitFor(({ summary }) => summary === 'Ana Ferreira')
  })
})
