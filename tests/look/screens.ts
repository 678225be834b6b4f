/** Every screen of the window, and how one comes to it: pictures, and what is measured, go through the same list. */
import type { Page } from 'playwright'
import type { Wish } from './show'

export interface Screen {
  name: string
  wish?: Wish
  reach?: (page: Page) => Promise<unknown>
}

type Room =
  | 'settings'
  | 'alerts'
  | 'keys'
  | 'field'
  | 'connection'
  | 'channels'
  | 'connector'
  | 'about'
  | 'review'
  | 'contacts'
  | 'sign-in'

const go = (room: Room) => async (page: Page) => {
  await page.evaluate((to) => window.stage.ui.getState().go(to), room)
  await page.locator('h1, h2').first().waitFor()
}

/** Chooses the conversation that has messages, and waits for the last of them. */
export async function talk(page: Page): Promise<void> {
  await page.waitForFunction(() => window.stage !== undefined)
  await page.evaluate(() => window.stage.ui.getState().select({ profileId: 'p1', accountId: 1, conversationId: 1042 } as never))
  await page.locator('.composer').waitFor()
  await page.locator('.msg').first().waitFor()
  await page.locator('.timeline[aria-busy=false]').waitFor()
  // Where it has a place of its own.
  if (await page.evaluate(() => innerWidth > 1099)) await page.locator('.panel').first().waitFor()
  // What is asked of the server comes when the agent stays.
  await page.locator('.panel [aria-busy=true]').waitFor({ state: 'detached' })
}

const overlay = (name: 'palette' | 'keys' | 'filter' | 'snooze' | 'labels' | 'assign' | 'template') => async (page: Page) => {
  await talk(page)
  await page.evaluate((one) => window.stage.ui.getState().showOverlay(one), name)
  await page.getByRole('dialog').waitFor()
}

async function templateValues(page: Page): Promise<void> {
  await overlay('template')(page)
  await page.locator('.template-line').first().click()
  await page.locator('.template-view').waitFor()
}

async function side(page: Page): Promise<void> {
  await talk(page)
  await page.evaluate(() => window.stage.ui.getState().showSide('outbox'))
  await page.locator('.out').first().waitFor()
}

async function person(page: Page): Promise<void> {
  await page.evaluate(() => window.stage.ui.getState().openContact({ profileId: 'p1', accountId: 1, contactId: 1 } as never))
  await page.locator('main h1, main h2').first().waitFor()
}

async function search(page: Page): Promise<void> {
  await page.evaluate(() => window.stage.ui.getState().showSearch({ text: 'parcel', within: null }))
  await page.locator('[role="option"]').first().waitFor()
}

async function quick(page: Page): Promise<void> {
  await page.waitForFunction(() => window.stage?.bridge.calls('window.report').length > 0)
  await page.evaluate(() =>
    window.stage.bridge.raise('quick.opened', {
      conversation: { profileId: 'p1', accountId: 1, conversationId: 1042 } as never,
    }),
  )
  await page.locator('.quick-text').waitFor()
}

async function toasts(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.stage.toast({ level: 'error', text: '⟦One˙⟧' })
    window.stage.toast({ text: '⟦Two˙⟧', undo: () => undefined })
  })
  await page.locator('.toast').nth(1).waitFor()
}

/** As the window begins: nothing over it, nothing chosen. */
export async function clear(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { ui } = window.stage
    ui.setState({ selected: null, contact: null, search: null, overlay: null, side: 'contact', toasts: [], room: 'workspace' })
  })
}

/** In the order of a shift. */
export const screens: Screen[] = [
  { name: 'workspace', reach: talk },
  { name: 'list', reach: toasts },
  { name: 'palette', reach: overlay('palette') },
  { name: 'all keys', reach: overlay('keys') },
  { name: 'filter', reach: overlay('filter') },
  { name: 'snooze', reach: overlay('snooze') },
  { name: 'labels', reach: overlay('labels') },
  { name: 'templates', reach: overlay('template') },
  { name: 'values of a template', reach: templateValues },
  { name: 'outbox', wish: { scene: 'offline' }, reach: side },
  { name: 'search', reach: search },
  { name: 'contacts', reach: go('contacts') },
  { name: 'contact', reach: person },
  { name: 'review', reach: go('review') },
  { name: 'settings', reach: go('settings') },
  { name: 'alerts', reach: go('alerts') },
  { name: 'shortcuts', reach: go('keys') },
  { name: 'field mode', reach: go('field') },
  { name: 'connection', reach: go('connection') },
  { name: 'channels', reach: go('channels') },
  { name: 'connector', reach: go('connector') },
  { name: 'about', reach: go('about') },
  { name: 'sign-in', wish: { scene: 'first' }, reach: (page) => page.locator('input').first().waitFor() },
  { name: 'nothing here', wish: { scene: 'empty' }, reach: (page) => page.locator('.blank').first().waitFor() },
  { name: 'failed', wish: { scene: 'failed' }, reach: async (page) => page.locator('.blank').first().waitFor() },
  { name: 'quick reply', wish: { page: 'quick' }, reach: quick },
]
