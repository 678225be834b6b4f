// Each screen as it is drawn, over a main in memory: in a language nobody speaks, from right to left, twice as large, in the
// colours of the system, with names that cannot be read, and as a screen reader hears it.
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clear, type Screen, screens, talk } from '../look/screens'
import { show, type Show, type Wish } from '../look/show'
import { boxes, notMirrored, readable, spilled, strangers } from '../look/walks'
import { electron, REPOSITORY } from './launch'

type Found = Record<string, string[]>

describe('the look', { timeout: 120_000 }, () => {
  let stage: Show
  let page: Page
  beforeAll(async () => {
    stage = await show(REPOSITORY, electron())
    page = stage.page
    await stage.size(1280, 820)
  }, 60_000)
  afterAll(() => stage.close())

  /** Goes through screens; a page is loaded only where there is something else on the desk. */
  async function through(all: Screen[], more: Wish, look: (name: string) => Promise<void>): Promise<void> {
    let open = ''
    for (const { name, wish, reach } of all) {
      const wanted = JSON.stringify(wish ?? {})
      if (wanted === open) await clear(page)
      else await stage.open({ ...wish, ...more })
      open = wanted
      await reach?.(page)
      await drawn(page)
      await look(name)
    }
  }
  const only = (...names: string[]): Screen[] => screens.filter(({ name }) => names.includes(name))

  it('F20 each text is of the catalogs, has room when it is two fifths longer, cannot be read when others look, and is mirrored', async () => {
    const found: Found = {}
    const wish = { pseudo: true, marked: true, settings: { blurNames: true } }
    await through(screens, wish, async (name) => {
      const ltr = await boxes(page)
      const seen = [...(await strangers(page)), ...(await spilled(page)), ...(await readable(page))]
      await page.evaluate(() => void (document.documentElement.dir = 'rtl'))
      const mirrored = notMirrored(ltr, await boxes(page), await page.evaluate(() => innerWidth))
      await page.evaluate(() => void (document.documentElement.dir = 'ltr'))
      if (seen.length + mirrored.length > 0) found[name] = [...seen, ...mirrored]
    })
    expect(found).toEqual({})
  })

  it('F20 what is blurred can be read under the pointer, and all of it once the switch is off', async () => {
    await stage.open({ marked: true, settings: { blurNames: true } })
    const name = page.locator('.row-name').first()
    const filter = () => name.evaluate((one) => getComputedStyle(one).filter)
    await name.waitFor()
    expect(await filter()).toBe('blur(6px)')
    await name.hover()
    expect(await filter()).toBe('none')
    await page.mouse.move(0, 0)
    expect(await filter()).toBe('blur(6px)')
    await page.getByRole('button', { name: 'Names are blurred. Show them again' }).click()
    await page.mouse.move(0, 0)
    await page.waitForFunction(() => !document.documentElement.hasAttribute('data-blur'))
    expect(await filter()).toBe('none')
  })

  it('F20 twice as large, in a window that is no large one, everything can be reached', async () => {
    const found: Found = {}
    // A window of 1024 by 800, where each point is two.
    await stage.size(512, 400)
    await through(screens, {}, async (name) => {
      const here = await spilled(page)
      if (here.length > 0) found[name] = here
    })
    await stage.size(1280, 820)
    expect(found).toEqual({})
  })

  it('F20 the colours of the system have edges where ours have grounds; more contrast is a switch of its own', async () => {
    await page.emulateMedia({ forcedColors: 'active' })
    await stage.open({})
    await talk(page)
    const edge = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => {
          const { borderTopWidth: wide, outlineWidth: around, outlineStyle: style } = getComputedStyle(one)
          return parseFloat(wide) > 0 || (style !== 'none' && parseFloat(around) > 0)
        })
    for (const one of [
      '.msg-in .bubble',
      '.msg-out .bubble',
      '.note',
      '.composer',
      '.count',
      '.btn',
      '.row[aria-selected="true"]',
    ])
      expect([one, await edge(one)]).toEqual([one, true])
    await page.emulateMedia({ forcedColors: 'none' })
    const contrast = () => page.evaluate(() => document.documentElement.dataset['contrast'])
    expect(await contrast()).toBe('normal')
    await page.emulateMedia({ contrast: 'more' })
    await expect.poll(contrast).toBe('more')
    await page.emulateMedia({ contrast: 'no-preference' })
    await expect.poll(contrast).toBe('normal')
    await stage.open({ settings: { contrast: 'more' } })
    expect(await contrast()).toBe('more')
  })

  it('F20 whoever wants no motion sees none', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await stage.open({ scene: 'loading' })
    await drawn(page)
    const moving = await page.evaluate(
      () =>
        document.getAnimations().filter(({ effect }) => effect !== null && Number(effect.getComputedTiming().endTime) > 50)
          .length,
    )
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect(moving).toBe(0)
  })

  it('F20 a bad name or text spoils nothing beside it', async () => {
    await stage.open({ scene: 'bad' })
    await talk(page)
    await drawn(page)
    expect(await page.locator('.blank').count()).toBe(0)
    expect(await spilled(page)).toEqual([])
    // What turns letters around ends with the name: the words after it read on as they are written.
    const order = await page
      .locator('.row-name')
      .nth(3)
      .evaluate((one) => [getComputedStyle(one).unicodeBidi, one.getAttribute('dir')])
    expect(order).toEqual(['isolate', 'auto'])
  })

  it('F20 what a screen reader hears', async () => {
    const heard = only('workspace', 'palette', 'settings', 'about', 'quick reply', 'nothing here')
    await through(heard, {}, async (name) => {
      const part =
        { palette: '[role="dialog"]', settings: 'main', about: 'main > div > div > section:first-of-type' }[name] ?? 'body'
      const spoken = await page.locator(part).first().ariaSnapshot()
      await expect(withoutTimes(spoken)).toMatchFileSnapshot(`../look/spoken/${name.replaceAll(' ', '-')}.txt`)
    })
  })
})

function drawn(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** They are those of the day on which it is tried. */
function withoutTimes(text: string): string {
  return text
    .replace(/\d{1,2}:\d\d\s?[AP]M/g, 'TIME')
    .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g, 'TIME')
    .replace(/^\s*- separator: (Today|Yesterday)\n/gm, '')
}
