// Every screen as axe sees it, light and dark: the rules of WCAG 2.2 AA and the good practice beyond them.
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COLOUR_RULES, findings } from './axe'
import { launchPerch, type Perch } from './app'
import { makeHome, removeHome } from './home'
import { Office } from './office'
import { closeShop, openShop, type Shop } from './shop'
import { findRow, openConversation } from './steps'

const themes = ['light', 'dark'] as const

/** As the desktop would choose it; the driver of these tests stands between and says light to every page. */
async function paint(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme)
}

/** A room by its words in the palette. */
async function go(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or do anything' }).fill(words)
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Search or do anything' }).waitFor({ state: 'detached' })
}

/** Out of whatever lies over the window, and out of fields. */
async function leaveAll(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape')
      const workspace = page.getByRole('navigation').getByRole('button', { name: /^All open/ })
      return (await page.getByRole('dialog').count()) === 0 && (await workspace.count()) === 1
    })
    .toBe(true)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
}

describe('F20 axe finds nothing before anybody is signed in', { timeout: 120_000 }, () => {
  let office: Office
  let perch: Perch
  const home = makeHome()
  beforeAll(async () => {
    office = await Office.open()
    perch = await launchPerch({ home })
  })
  afterAll(async () => {
    await perch.dispose()
    await office.close()
    removeHome(home)
  })

  it.each(themes)('F20 the first screen, in %s', async (theme) => {
    const page = await perch.window()
    await paint(page, theme)
    await page.getByLabel('Server address').waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('F20 an address that leads nowhere, and a server that was found', async () => {
    const page = await perch.window()
    await page.getByLabel('Server address').fill('http://127.0.0.1:9')
    await page.getByRole('button', { name: /Check the address|Continue/ }).click()
    await page.getByText('The server does not answer').first().waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByLabel('Server address').fill(office.base)
    await page.getByText('E-mail and password').click()
    await page.getByLabel('Password', { exact: true }).waitFor()
    expect(await findings(page)).toEqual([])
  })
})

describe('F20 axe finds nothing in the window', { timeout: 240_000 }, () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(async ({ office, ana, kofi }) => {
      await ana.write('Is my parcel on its way? See **order** https://shop.example/42')
      await office.act(ana, 'messages', { body: { content: 'She called already', private: true }, as: 'agent2' })
      await office.act(ana, 'messages', { body: { content: 'It left today.' }, as: 'agent2' })
      await kofi.write('Do you have it in blue?')
    })
    await openConversation(await shop.desk.page(), shop.ana)
  }, 120_000)
  afterAll(() => closeShop(shop))

  type Screen = [name: string, reach: (page: Page) => Promise<unknown>]
  const room = (words: string, seen: string | RegExp): Screen => [
    words,
    async (page) => {
      await go(page, words)
      await page.getByRole('heading', { name: seen }).first().waitFor()
    },
  ]
  const screens: Screen[] = [
    [
      'a conversation',
      async (page) => {
        await (await findRow(page, shop.ana)).click()
        await page.getByRole('log').getByText('It left today.').waitFor()
        await page.keyboard.press('r')
      },
    ],
    [
      'a note',
      async (page) => {
        await page.keyboard.press('n')
        await page.keyboard.type('Careful')
      },
    ],
    [
      'a view without rows',
      async (page) => {
        await page.keyboard.press('g')
        await page.keyboard.press('s')
        await page.getByRole('heading', { name: 'Snoozed', exact: true }).waitFor()
      },
    ],
    [
      'the palette',
      async (page) => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: 'Search or do anything' }).waitFor()
      },
    ],
    [
      'all keys',
      async (page) => {
        await page.keyboard.press('F1')
        await page.getByRole('dialog').waitFor()
      },
    ],
    [
      'a picker',
      async (page) => {
        await (await findRow(page, shop.ana)).click()
        await page.keyboard.press('h')
        await page.getByRole('dialog').waitFor()
      },
    ],
    [
      'search',
      async (page) => {
        await page.keyboard.press('Control+f')
        await page.getByRole('combobox', { name: 'Search', exact: true }).waitFor()
        await page.keyboard.type('parcel')
        await page
          .getByRole('option', { name: /parcel/ })
          .first()
          .waitFor()
      },
    ],
    [
      'contacts',
      async (page) => {
        await go(page, 'contacts')
        await page.getByText(/on the server, as of/).waitFor()
      },
    ],
    room('settings', 'Appearance'),
    room('change the keys', 'Shortcuts'),
    [
      "a key that is another's",
      async (page) => {
        await go(page, 'change the keys')
        await page.getByRole('button', { name: /^Snooze: H/ }).click()
        await page.keyboard.press('e')
        await page.getByText('E is already "Resolve"').waitFor()
      },
    ],
    room('about perch', 'About Perch'),
    room('field mode', 'Field mode'),
    room('check the connection', 'Connection'),
    room('look before sending', 'Look before sending'),
    room('inboxes and webhooks', 'Channels'),
    room('connect a channel', 'Connect a channel'),
    [
      'alerts',
      async (page) => {
        await page.keyboard.press('Control+,')
        await page.getByRole('button', { name: 'Alerts', exact: true }).click()
        await page.getByText('Why did this (not) alert?').waitFor()
      },
    ],
  ]

  it('F20 each screen, in light, and its colours in dark', async () => {
    const page = await shop.desk.page()
    const found: Record<string, string[]> = {}
    for (const [name, reach] of screens) {
      await paint(page, 'light')
      await leaveAll(page)
      await reach(page)
      const light = await findings(page)
      await paint(page, 'dark')
      const here = [...light, ...(await findings(page, COLOUR_RULES))]
      if (here.length > 0) found[name] = here
    }
    expect(found).toEqual({})
  })

  it('F20 quick reply', async () => {
    await shop.desk.perch.startAgain(['--quick'])
    const quick = await shop.desk.perch.window((url) => url.includes('quick.html'))
    await quick.getByText('Do you have it in blue?').waitFor()
    for (const theme of themes) {
      await paint(quick, theme)
      expect(await findings(quick)).toEqual([])
    }
    await quick.keyboard.press('Escape')
  })

  it('F20 the outbox, offline with a reply in it', async () => {
    const page = await shop.desk.page()
    await page.keyboard.press('Escape')
    await openConversation(page, shop.kofi)
    await shop.desk.goOffline()
    await page.getByRole('textbox', { name: /Reply to Kofi/ }).fill('Tomorrow')
    await page.keyboard.press('Control+Enter')
    await go(page, 'outbox')
    await page.getByRole('complementary').getByText('Tomorrow').waitFor()
    for (const theme of themes) {
      await paint(page, theme)
      expect(await findings(page)).toEqual([])
    }
  })
})
