import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { Alert, AlertResponse } from '../../src-main/core/ports'
import { makeElectronAlerts } from '../../src-main/desktop/alerts/electron'
import { makeNoAlerts } from '../../src-main/desktop/alerts/none'
import { makeAlertsWithWindow } from '../../src-main/desktop/alerts/with-window'
import { alertWords } from '../../src-main/desktop/alerts/words'
import { notificationOffers } from '../../src-main/desktop/can'
import { makeText } from '../../src-main/desktop/text'
import { FakeAlerts } from '../fakes/alerts'
import { FakeLog } from '../fakes/log'

const text = makeText('en', () => 'en')
const alert: Alert = {
  key: 'k1',
  title: { kind: 'name', name: 'Ana Ferreira', more: 0 },
  context: 'WhatsApp',
  body: { kind: 'customer', text: 'Where is my order?' },
  actions: ['reply', 'resolve'],
  urgent: false,
}

class FakeNotification extends EventEmitter {
  static all: FakeNotification[] = []
  static isSupported = () => true
  show = vi.fn()
  close = vi.fn()
  constructor(readonly options: Record<string, unknown>) {
    super()
    FakeNotification.all.push(this)
  }
}

function setUp(platform: 'win32' | 'darwin', electron = '45.4.1') {
  FakeNotification.all = []
  const unshown = vi.fn()
  const log = new FakeLog()
  const Notification = FakeNotification as never
  const icon = () => 'icon' as never
  const alerts = makeElectronAlerts({ Notification, platform, electron, text, log, unshown, icon })
  const responses: AlertResponse[] = []
  alerts.onResponse((response) => responses.push(response))
  return { alerts, responses, unshown, all: FakeNotification.all }
}

describe('alerts on Windows and macOS', () => {
  it('F1 shows sender, text and inbox in the places of each system', async () => {
    const mac = setUp('darwin')
    await mac.alerts.show(alert)
    expect(mac.all[0]?.options).toMatchObject({ title: 'Ana Ferreira', body: 'Where is my order?', subtitle: 'WhatsApp' })
    expect(mac.all[0]?.show).toHaveBeenCalledTimes(1)
    const windows = setUp('win32')
    await windows.alerts.show(alert)
    expect(windows.all[0]?.options).toMatchObject({ title: 'Ana Ferreira', body: 'Where is my order?\nWhatsApp' })
    expect(JSON.stringify(windows.all[0]?.options)).not.toContain('k1')
  })

  it('F14 offers the reply field and buttons where this Electron has them', async () => {
    expect(notificationOffers('darwin', '33.2.1')).toEqual({ reply: true, actions: true })
    expect(notificationOffers('win32', '41.9.9')).toEqual({ reply: false, actions: false })
    expect(notificationOffers('win32', '42.0.0')).toEqual({ reply: true, actions: true })
    const { alerts, all } = setUp('win32')
    await alerts.show(alert)
    expect(all[0]?.options).toMatchObject({ hasReply: true, actions: [{ type: 'button', text: 'Resolve' }] })
    const old = setUp('win32', '33.2.1')
    await old.alerts.show(alert)
    expect(old.all[0]?.options).toMatchObject({ actions: [] })
    expect(old.all[0]?.options['hasReply']).toBeUndefined()
  })

  it('F1 tells click, reply, button and dismissal by key', async () => {
    const { alerts, responses, all } = setUp('darwin')
    await alerts.show(alert)
    all[0]?.emit('click')
    all[0]?.emit('reply', {}, 'On its way')
    all[0]?.emit('action', {}, 0)
    all[0]?.emit('close')
    expect(responses).toEqual([
      { kind: 'open', key: 'k1', activationToken: null },
      { kind: 'reply', key: 'k1', text: 'On its way', activationToken: null },
      { kind: 'resolve', key: 'k1' },
      { kind: 'dismissed', key: 'k1' },
    ])
  })

  it('F1 replaces and withdraws without telling a dismissal', async () => {
    const { alerts, responses, all } = setUp('win32')
    await alerts.show(alert)
    await alerts.show({ ...alert, title: { kind: 'name', name: 'Ana Ferreira', more: 1 } })
    expect(all[0]?.close).toHaveBeenCalledTimes(1)
    all[0]?.emit('close')
    await alerts.withdraw('k1')
    all[1]?.emit('close')
    await alerts.withdraw('unknown')
    expect(all[1]?.close).toHaveBeenCalledTimes(1)
    expect(responses).toEqual([])
  })

  it('F1 one that the system does not show is told, with no word of it in the log', async () => {
    const { alerts, unshown, all } = setUp('win32')
    await alerts.show(alert)
    all[0]?.emit('failed', {}, 'Ana Ferreira could not be shown')
    expect(unshown).toHaveBeenCalledWith(alert)
  })
})

describe('alerts in the window', () => {
  function world({ isVisible = true, native = makeNoAlerts() } = {}) {
    const toast = vi.fn<(words: { title: string; body: string }) => void>()
    const screen = { isVisible: () => isVisible, toast, warm: vi.fn() }
    const fails: { unshown?: (alert: Alert) => void } = {}
    const player = { play: vi.fn() }
    const quiet = { isQuiet: () => null }
    const alerts = makeAlertsWithWindow({ text, player, quiet, native: (unshown) => ((fails.unshown = unshown), native) })
    return { alerts, screen, fails, player }
  }

  it('F1 without a daemon the window on screen shows it, and explains once why', async () => {
    const { alerts, screen } = world()
    expect(alerts.available).toBe(false)
    alerts.showIn(screen)
    expect(alerts.available).toBe(true)
    await alerts.show(alert)
    await alerts.show(alert)
    expect(screen.toast).toHaveBeenLastCalledWith({ title: 'Ana Ferreira', body: 'Where is my order?' })
    expect(screen.toast).toHaveBeenCalledTimes(2)
    expect(screen.toast.mock.calls[0]?.[0].body).toContain('this desktop shows no alerts')
  })

  it('M8 a Reply button on screen warms the small window that it opens; a field in the alert needs none', async () => {
    const native = new FakeAlerts()
    const { alerts, screen } = world({ native })
    alerts.showIn(screen)
    native.canReply = true
    await alerts.show({ ...alert, actions: ['reply', 'resolve'] })
    expect(screen.warm).not.toHaveBeenCalled()
    native.canReply = false
    await alerts.show({ ...alert, actions: ['resolve'] })
    expect(screen.warm).not.toHaveBeenCalled()
    await alerts.show({ ...alert, actions: ['reply', 'resolve'] })
    expect(screen.warm).toHaveBeenCalledTimes(1)
  })

  it('P4 the alert is shown before its sound is made and its window warmed, even when it could not be shown', async () => {
    const native = new FakeAlerts()
    const { alerts, screen, player } = world({ native })
    native.canReply = false
    alerts.showIn(screen)
    const order: string[] = []
    let shown = (): void => undefined
    vi.spyOn(native, 'show').mockImplementation(() => new Promise((resolve) => (shown = resolve)))
    player.play.mockImplementation(() => void order.push('sound'))
    screen.warm.mockImplementation(() => void order.push('warm'))
    const showing = alerts.show({ ...alert, sound: { name: 'knock', volume: 50 } })
    expect(order).toEqual([])
    shown()
    await showing
    expect(order).toEqual(['sound', 'warm'])
    vi.spyOn(native, 'show').mockRejectedValue(new Error('no daemon'))
    await expect(alerts.show({ ...alert, sound: { name: 'knock', volume: 50 } })).rejects.toThrow('no daemon')
    expect(order).toEqual(['sound', 'warm', 'sound', 'warm'])
  })

  it('F1 without a daemon and without a window nothing is promised', async () => {
    const { alerts, screen } = world({ isVisible: false })
    alerts.showIn(screen)
    expect(alerts.available).toBe(false)
    await alerts.show(alert)
    expect(screen.toast).not.toHaveBeenCalled()
  })

  it('F1 with nobody to show it the desktop keeps it for the next daemon, without a sound', async () => {
    const native = new FakeAlerts()
    native.available = false
    const { alerts, player } = world({ native, isVisible: false })
    await alerts.show({ ...alert, sound: { name: 'knock', volume: 50 } })
    expect(native.onScreen.size).toBe(1)
    expect(player.play).not.toHaveBeenCalled()
  })

  it('F1 with a daemon the window stays quiet until an alert was not taken', async () => {
    const native = new FakeAlerts()
    const { alerts, screen, fails } = world({ native })
    alerts.showIn(screen)
    await alerts.show(alert)
    expect(native.onScreen.size).toBe(1)
    expect(screen.toast).not.toHaveBeenCalled()
    fails.unshown?.(alert)
    expect(screen.toast).toHaveBeenCalledTimes(1)
    await alerts.withdraw('k1')
    expect(native.onScreen.size).toBe(0)
  })
})

describe('the words of an alert', () => {
  const named = (name: string) => alertWords({ ...alert, title: { kind: 'name', name, more: 0 } }, text).title

  it.each([
    ['two lines', 'Ana\nWhatsApp: pay here', 'Ana WhatsApp: pay here'],
    ['turned around', 'Ana \u202egnp.exe', 'Ana gnp.exe'],
    ['bells', 'A\u0007n\u0000a\u009f', 'A n a'],
    ['other line ends', 'Ana\u2028Bo\u2029', 'Ana Bo'],
  ])('F1 a name stays a name in one line: %s', (_what, name, expected) => {
    expect(named(name)).toBe(expected)
  })

  it('F1 a name without end is cut', () => {
    expect([...named('ы'.repeat(5000))]).toHaveLength(120)
    expect(named('🙂'.repeat(200)).endsWith('🙂…')).toBe(true)
  })

  it('F1 keeps the lines of a message', () => {
    expect(alertWords({ ...alert, body: { kind: 'customer', text: 'a\nb\tc' } }, text).body).toBe('a\nb c')
  })
})
