import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Alert } from '../../src-main/core/ports'
import { GNOME, NotificationServer, PLAIN, PLASMA } from '../e2e/hosts/notification-server'
import { PrivateBus } from '../e2e/hosts/private-bus'
import { hasDBus, startDBus } from './dbus-daemon'
import { alert, openAlerts as setUp, stops } from './linux-alerts'
import { soon } from './soon'

describe.skipIf(!hasDBus)('alerts on Linux', () => {
  let daemon: Awaited<ReturnType<typeof startDBus>>
  beforeAll(async () => void (daemon = await startDBus()))
  afterAll(() => daemon.stop())
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  it('F1 shows name, escaped text and buttons, and gives the desktop nothing to look people up by', async () => {
    const { server, alerts } = await setUp(GNOME)
    await alerts.show(alert)
    const shown = await server.waitFor()
    expect(shown).toMatchObject({
      appName: 'Perch',
      summary: 'Ana Ferreira',
      body: 'Where is &lt;my&gt; order &amp; why?\nWhatsApp, Acme',
      hints: { urgency: 1, 'desktop-entry': 'perch', category: 'im.received' },
    })
    expect(shown.actions).toEqual([
      { key: 'default', label: 'Open' },
      { key: 'reply', label: 'Reply' },
      { key: 'open', label: 'Open' },
      { key: 'resolve', label: 'Resolve' },
    ])
    expect(JSON.stringify(shown)).not.toContain('k1')
  })

  it('F1 leaves text alone where the daemon reads no markup, and sends no buttons it does not know', async () => {
    const { server, alerts } = await setUp(PLAIN)
    await alerts.show({ ...alert, body: { kind: 'customer', text: 'a < b\u0007\u202e' }, context: null })
    const shown = await server.waitFor()
    expect(shown.body).toBe('a < b')
    expect(shown.actions).toEqual([])
    await alerts.show({ ...alert, urgent: true })
    expect(server.calls.map(({ hints }) => hints['urgency'])).toEqual([1, 2])
  })

  it('F1 the face of the customer travels as pixels, never as a path on the disk', async () => {
    const { server, alerts } = await setUp(GNOME)
    await alerts.show({ ...alert, picture: new Uint8Array([1, 2, 3, 255]) })
    const { hints, appIcon } = await server.waitFor()
    expect(hints['image-data']).toEqual([1, 1, 4, true, 8, 4, Buffer.from([1, 2, 3, 255])])
    expect([appIcon, hints['image-path'], hints['image_path']]).toEqual(['perch', undefined, undefined])
    await alerts.show({ ...alert, key: 'k2' })
    expect(server.calls[1]?.hints['image-data']).toBeUndefined()
  })

  it('F1 replaces the alert of the same conversation, also when both come at once', async () => {
    const { server, alerts } = await setUp(GNOME)
    const again: Alert = { ...alert, title: { kind: 'name', name: 'Ana Ferreira', more: 2 } }
    await Promise.all([alerts.show(alert), alerts.show(again), alerts.show({ ...alert, key: 'k2' })])
    expect(server.shown.map(({ summary }) => summary)).toEqual(['Ana Ferreira, 3 new', 'Ana Ferreira'])
    expect(server.calls[1]?.replacesId).toBe(server.calls[0]?.id)
    expect(server.calls[2]?.replacesId).toBe(0)
  })

  it('F1 a click tells key and activation token, and is not also a dismissal', async () => {
    const { server, alerts, responses, heard } = await setUp(GNOME)
    await alerts.show(alert)
    server.invoke((await server.waitFor()).id, 'default', 'token-7')
    await heard()
    await alerts.withdraw('k1')
    expect(responses).toEqual([{ kind: 'open', key: 'k1', activationToken: 'token-7' }])
  })

  it.each([
    ['resolve', { kind: 'resolve', key: 'k1' }],
    ['open', { kind: 'open', key: 'k1', activationToken: null }],
    ['reply', { kind: 'reply', key: 'k1', text: null, activationToken: null }],
  ])('F14 the button %s is told', async (action, expected) => {
    const { server, alerts, responses, heard } = await setUp(GNOME)
    await alerts.show(alert)
    server.invoke((await server.waitFor()).id, action)
    await heard()
    expect(responses).toEqual([expected])
  })

  it('F14 offers the reply field where the desktop has one, and passes the text on', async () => {
    const { server, alerts, responses, heard } = await setUp(PLASMA)
    await alerts.show(alert)
    const shown = await server.waitFor()
    expect(shown.actions).toContainEqual({ key: 'inline-reply', label: 'Reply' })
    expect(shown.hints['x-kde-reply-placeholder-text']).toBe('Write a reply')
    server.reply(shown.id, 'Уже едет ✔')
    await heard()
    expect(responses).toEqual([{ kind: 'reply', key: 'k1', text: 'Уже едет ✔', activationToken: null }])
  })

  it('F1 withdraws, and a dismissal by the agent is told while expiry is not', async () => {
    const { server, alerts, responses, heard } = await setUp(GNOME)
    await alerts.show(alert)
    const { id } = await server.waitFor()
    await alerts.withdraw('k1')
    await server.waitForGone(id)
    await alerts.show(alert)
    server.close((await server.waitFor()).id, 'expired')
    await alerts.show({ ...alert, key: 'k3' })
    server.close((await server.waitFor()).id, 'dismissed')
    await heard()
    expect(responses).toEqual([{ kind: 'dismissed', key: 'k3' }])
  })

  it("F1 hears nothing of other programs' notifications", async () => {
    const { server, alerts, responses, heard } = await setUp(GNOME)
    server.invoke(4711)
    await alerts.show(alert)
    server.invoke((await server.waitFor()).id)
    await heard()
    expect(responses).toHaveLength(1)
  })

  it('F1 without a daemon nothing is available; one that comes later is used, and asked anew after a change', async () => {
    const { alerts } = await setUp(null)
    expect(alerts.available).toBe(false)
    const server = await NotificationServer.start(PLAIN)
    stops.push(() => server.stop())
    await soon(() => expect(alerts.available).toBe(true))
    await alerts.show(alert)
    expect(server.calls).toHaveLength(1)
    await server.leave()
    await soon(() => expect(alerts.available).toBe(false))
    server.capabilities = PLASMA
    await server.comeBack()
    await soon(() => expect(alerts.available).toBe(true))
    await alerts.show(alert)
    expect(server.calls).toHaveLength(2)
    expect(server.calls[1]).toMatchObject({ replacesId: 0 })
    expect(server.calls[1]?.actions).toContainEqual({ key: 'inline-reply', label: 'Reply' })
  })

  it('F20 speaks Russian', async () => {
    const { server, alerts } = await setUp(GNOME, 'ru')
    await alerts.show({ ...alert, title: { kind: 'name', name: 'Анна', more: 4 } })
    const shown = await server.waitFor()
    expect(shown.summary).toMatch(/^Анна, 5 /)
    expect(shown.actions[1]?.label).toBe('Ответить')
  })

  it('F1 signals of a strange shape do not disturb', async () => {
    const { server, alerts } = await setUp(GNOME)
    const other = await PrivateBus.connect()
    stops.push(() => other.close())
    const from = { path: '/org/freedesktop/Notifications', interface: 'org.freedesktop.Notifications', member: 'ActionInvoked' }
    for (const body of [['x', 'y'], ['1'], []]) other.emit(from, 's'.repeat(body.length), body)
    await alerts.show(alert)
    expect(server.shown).toHaveLength(1)
  })
})
