import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeBus } from '../../src-main/desktop/bus'
import { loadBusLibrary } from '../../src-main/desktop/bus-connection'
import { clock } from '../../src-main/desktop/clock'
import { makePortalShortcut, triggerOf } from '../../src-main/desktop/shortcut-portal'
import { ShortcutPortal } from '../e2e/hosts/portal'
import { PrivateBus } from '../e2e/hosts/private-bus'
import { FakeLog } from '../fakes/log'
import { hasDBus, startDBus } from './dbus-daemon'
import { soon } from './soon'

const stops: (() => unknown)[] = []
const SESSION = '/org/freedesktop/portal/desktop/session/perch_quick_'

async function setUp({ hasPortal = true } = {}) {
  const portal = hasPortal ? await ShortcutPortal.start() : null
  const bus = makeBus({ load: loadBusLibrary, clock, log: new FakeLog() })
  const heard = { onPress: vi.fn(), onChange: vi.fn(), onRefused: vi.fn() }
  const fallback = { set: vi.fn<(key: string) => void>() }
  const shortcut = makePortalShortcut({ bus, description: () => 'Quick reply', fallback, log: new FakeLog(), ...heard })
  stops.push(
    () => bus.close(),
    () => portal?.stop(),
  )
  const becomes = (state: string, trigger: string | null = null) =>
    soon(() => expect(shortcut.state()).toEqual({ state, trigger }))
  return { portal: portal as ShortcutPortal, shortcut, becomes, fallback, ...heard }
}

describe.skipIf(!hasDBus)('the key for quick reply by the portal', () => {
  let daemon: Awaited<ReturnType<typeof startDBus>>
  beforeAll(async () => void (daemon = await startDBus()))
  afterAll(() => daemon.stop())
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
  })

  it('M8 the wish is told with its words, and a press brings the window with the leave to come to the front', async () => {
    const { portal, shortcut, becomes, onPress, onChange } = await setUp()
    shortcut.set('Ctrl+Shift+Space')
    expect(shortcut.state().state).toBe('asking')
    const wish = await portal.waitForWish()
    expect(wish).toEqual({
      session: `${SESSION}1`,
      id: 'quick-reply',
      description: 'Quick reply',
      preferred: 'CTRL+SHIFT+space',
    })
    await becomes('given', 'Ctrl+Shift+Space')
    expect([portal.registered, onChange.mock.calls.length]).toEqual([['perch'], 2])
    portal.press(wish)
    portal.press(wish, 'token-7')
    await soon(() => expect(onPress.mock.calls).toEqual([[null], ['token-7']]))
  })

  it('M8 a key that was given another name in the desktop is shown by it, and a new wish is a new session', async () => {
    const { portal, shortcut, becomes, onPress } = await setUp()
    shortcut.set('Ctrl+Shift+Space')
    const old = await portal.waitForWish()
    await becomes('given', 'Ctrl+Shift+Space')
    portal.rename(old, 'Super+Q')
    await becomes('given', 'Super+Q')
    portal.verdict = { trigger: '' }
    shortcut.set('F9')
    const wish = await portal.waitForWish(2)
    await becomes('unset')
    expect([wish.preferred, portal.closed]).toEqual(['F9', [old.session]])
    portal.press(old)
    portal.press(wish)
    await soon(() => expect(onPress).toHaveBeenCalled())
    expect(onPress).toHaveBeenCalledTimes(1)
    shortcut.set('')
    await becomes('none')
    await soon(() => expect(portal.closed).toEqual([old.session, wish.session]))
  })

  it('M8 an agent who said no is not asked again; a portal that failed is told apart', async () => {
    const { portal, shortcut, becomes, onRefused } = await setUp()
    portal.verdict = { code: 1 }
    shortcut.set('F9')
    await becomes('refused')
    expect(onRefused).toHaveBeenCalledTimes(1)
    portal.verdict = { code: 2 }
    shortcut.set('F10')
    await portal.waitForWish(2)
    await becomes('refused')
    expect(onRefused).toHaveBeenCalledTimes(1)
  })

  it('M8 what an older question comes to does not undo the newer one', async () => {
    const { portal, shortcut, becomes, onRefused } = await setUp()
    portal.verdict = null
    shortcut.set('F9')
    await portal.waitForWish()
    portal.verdict = { trigger: 'F10' }
    shortcut.set('F10')
    await becomes('given', 'F10')
    expect(portal.closed).toEqual([`${SESSION}1`])
    portal.answerFirst({ code: 1 })
    portal.rename(portal.wishes[1] ?? (await portal.waitForWish(2)), 'Super+F10')
    await becomes('given', 'Super+F10')
    expect(onRefused).not.toHaveBeenCalled()
  })

  it('M8 without a portal it is said, the X server is asked, and a portal that comes later is asked then', async () => {
    const { shortcut, becomes, fallback } = await setUp({ hasPortal: false })
    shortcut.set('Ctrl+Shift+Space')
    await becomes('missing')
    await soon(() => expect(fallback.set.mock.lastCall).toEqual(['Ctrl+Shift+Space']))
    const portal = await ShortcutPortal.start()
    stops.push(() => portal.stop())
    await portal.waitForWish()
    await becomes('given', 'Ctrl+Shift+Space')
    expect(fallback.set.mock.lastCall).toEqual([''])
  })

  it('M8 a portal that starts again is asked again; one that takes the key back is believed', async () => {
    const { portal, shortcut, becomes } = await setUp()
    shortcut.set('F9')
    await becomes('given', 'Ctrl+Shift+Space')
    await portal.leave()
    await becomes('missing')
    await portal.comeBack()
    const wish = await portal.waitForWish(2)
    await becomes('given', 'Ctrl+Shift+Space')
    portal.revoke(wish)
    await becomes('refused')
  })

  it('M8 another program cannot press the key, nor answer for the portal', async () => {
    const { portal, shortcut, becomes, onPress } = await setUp()
    portal.verdict = null
    shortcut.set('F9')
    const wish = await portal.waitForWish()
    const liar = await PrivateBus.connect()
    stops.push(() => liar.close())
    const path = '/org/freedesktop/portal/desktop'
    liar.emit({ path, interface: 'org.freedesktop.portal.GlobalShortcuts', member: 'Activated' }, 'osta{sv}', [
      wish.session,
      'quick-reply',
      0n,
      {},
    ])
    liar.emit({ path: wish.session, interface: 'org.freedesktop.portal.Session', member: 'Closed' })
    const request = { path: portal.requests.at(-1) ?? '', interface: 'org.freedesktop.portal.Request', member: 'Response' }
    liar.emit(request, 'ua{sv}', [1, {}])
    // The bus keeps the order: when this one's answer is here, what it sent before was heard.
    await liar.call({ destination: 'org.freedesktop.portal.Desktop', path, interface: 'a.b', member: 'Register' }, 's', ['x'])
    portal.rename(wish, 'F9')
    await becomes('given', 'F9')
    expect(onPress).not.toHaveBeenCalled()
  })

  it.each([
    ['Ctrl+Shift+Space', 'CTRL+SHIFT+space'],
    ['Ctrl+Alt+K', 'CTRL+ALT+k'],
    ['Super+F9', 'LOGO+F9'],
    ['Shift+F2', 'SHIFT+F2'],
  ])('M8 %s is written as %s', (key, trigger) => {
    expect(triggerOf(key)).toBe(trigger)
  })
})
