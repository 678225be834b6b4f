import { describe, expect, it, vi } from 'vitest'
import type { Bus } from '../../src-main/desktop/bus'
import { isTaskBarDark } from '../../src-main/desktop/can'
import { makePanelColour } from '../../src-main/desktop/panel-colour'
import { settle } from '../fakes/clock'

const variant = (value: unknown) => ({ signature: 'v', value: { signature: 'u', value } })

function setUp(answer: unknown, desktop = 'KDE') {
  let say: (signal: { body: unknown[] }) => void = () => undefined
  const bus = {
    call: vi.fn(() => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve([answer]))),
    onSignal: vi.fn((_match: object, listener: typeof say) => void (say = listener)),
  }
  const theme = { shouldUseDarkColors: false }
  const panel = makePanelColour({ bus: bus as unknown as Bus, desktop, theme })
  const changed = vi.fn()
  panel.onChange(changed)
  return { panel, bus, theme, changed, say: (...body: unknown[]) => say({ body }) }
}

describe('desktop/panel-colour', () => {
  it('M7 the wish of the desktop counts, not the theme chosen for the window', async () => {
    const { panel, theme, changed } = setUp(variant(1))
    await settle()
    expect([panel.isDark(), changed.mock.calls.length]).toEqual([true, 1])
    theme.shouldUseDarkColors = true
    const light = setUp(variant(2))
    light.theme.shouldUseDarkColors = true
    await settle()
    expect(light.panel.isDark()).toBe(false)
  })

  it('M7 follows the desktop when it changes, and nothing else that changes', async () => {
    const { panel, changed, say } = setUp(variant(2))
    await settle()
    say('org.freedesktop.appearance', 'color-scheme', { value: 1 })
    expect([panel.isDark(), changed.mock.calls.length]).toEqual([true, 2])
    say('org.freedesktop.appearance', 'accent-color', { value: 2 })
    say('org.gnome.desktop', 'color-scheme', { value: 2 })
    expect([panel.isDark(), changed.mock.calls.length]).toEqual([true, 2])
  })

  it.each([new Error('no portal'), variant(0), variant('dark'), undefined, null])(
    'M7 without a wish, Electron decides: %s',
    async (answer) => {
      const { panel, theme } = setUp(answer)
      await settle()
      expect(panel.isDark()).toBe(false)
      theme.shouldUseDarkColors = true
      expect(panel.isDark()).toBe(true)
    },
  )

  it.each(['GNOME', 'ubuntu:GNOME', 'Unity', 'Pantheon'])('M7 the panel of %s is dark in both', (desktop) => {
    const { panel, bus } = setUp(variant(2), desktop)
    expect(panel.isDark()).toBe(true)
    expect(bus.call).not.toHaveBeenCalled()
  })

  it('M7 on Windows the task bar has a colour of its own, where Electron knows it', () => {
    expect(isTaskBarDark({ shouldUseDarkColors: false, shouldUseDarkColorsForSystemIntegratedUI: true })).toBe(true)
    expect(isTaskBarDark({ shouldUseDarkColors: true })).toBe(true)
    const theme = { shouldUseDarkColors: true, shouldUseDarkColorsForSystemIntegratedUI: false }
    expect(makePanelColour({ bus: null, desktop: '', theme }).isDark()).toBe(false)
  })
})
