import { describe, expect, it } from 'vitest'
import { broughtBack, restorePlace } from '../../src-main/desktop/window-bounds'

describe('desktop/window-bounds', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  const place = { x: 100, y: 100, width: 1000, height: 700, isMaximized: false }

  it('F12 comes back where it was, if that screen is still there', () => {
    expect(restorePlace(place, [screen])).toEqual(place)
    expect(restorePlace({ ...place, x: 2000 }, [screen])).toBeNull()
    expect(restorePlace({ ...place, x: 2000 }, [screen, { ...screen, x: 1920 }])).toEqual({ ...place, x: 2000 })
    expect(restorePlace({ ...place, y: -300 }, [screen])).toBeNull()
    expect(restorePlace({ ...place, x: 1850 }, [screen])).toBeNull()
    expect(restorePlace({ ...place, width: 5000 }, [screen])?.width).toBe(1920)
    expect(restorePlace({ ...place, width: 10 }, [screen])).toBeNull()
    expect(restorePlace('nonsense', [screen])).toBeNull()
  })

  it.each([
    ['on the second of two screens', { x: 2000, y: 100, screens: 2, expected: null }],
    ['that one unplugged', { x: 2000, y: 100, screens: 1, expected: { x: 460, y: 190 } }],
    ['left of everything', { x: -1500, y: 100, screens: 2, expected: { x: 460, y: 190 } }],
    ['below everything', { x: 100, y: 1070, screens: 1, expected: { x: 460, y: 190 } }],
    ['half outside, as she put it', { x: 1700, y: 100, screens: 1, expected: null }],
    ['its title bar above, the rest in sight', { x: 100, y: -300, screens: 1, expected: null }],
  ])('F12 a hidden window comes back to a screen that is there: %s', (_name, { screens: count, expected, ...at }) => {
    const screens = [screen, { ...screen, x: 1920 }].slice(0, count)
    const back = broughtBack({ width: 1000, height: 700, ...at }, screens)
    expect(back).toEqual(expected && { width: 1000, height: 700, ...expected })
  })

  it('F12 brought back to a smaller screen it fits, and without any screen it stays', () => {
    const small = { x: 0, y: 30, width: 800, height: 570 }
    const far = { x: 5000, y: 5000, width: 1000, height: 700 }
    expect(broughtBack(far, [small])).toEqual({ x: 0, y: 30, width: 800, height: 570 })
    expect(broughtBack(far, [])).toBeNull()
  })
})
