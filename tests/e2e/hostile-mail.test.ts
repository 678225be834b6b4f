// HTML mails in the real app: what is shown, and that nothing in them gets anywhere. The wall is the frame, so each hostile mail
// is also staged as it is, without the cleaning before it.
import type { Frame, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostileMails, hostileStyles, TRAP } from '../fakes/hostile-mails'
import type { FakeChatwoot } from '../fake-chatwoot/start'
import { AgentDesk } from './agent-desk'
import { Trap } from './hosts/trap'
import { type Customer, Office } from './office'
import { eventually, openConversation } from './steps'

const LETTER = `<style>.note{color:#8a1c1c}</style><div style="background:#f3f6f7;padding:16px"><h2>Your order 1042</h2>
<p>The mug arrived <b class="note">broken</b>. Two pictures of it, and <a href="https://shop.example/orders/1042">the order</a>.</p>
<p><img src="https://cdn.shop.example/logo.png" alt="Logo of the shop" width="180" height="60"></p>
<p>Pay at <a href="https://evil.example/pay">https://bank.example/pay</a></p><p><img src="CUP" width="216" height="116"></p></div>
<div class="gmail_quote">On Monday you wrote:<blockquote>We have sent it.</blockquote></div>`
/** Red, 2 by 1. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGP4z8DAwMAAAAYEAQFb2yGJAAAAAElFTkSuQmCC',
  'base64',
)

type PageBridge = { call(name: string, input: object): Promise<{ ok: boolean; value?: { token: string } }> }

describe('a mail', { timeout: 240_000 }, () => {
  let office: Office
  let fake: FakeChatwoot
  let desk: AgentDesk
  let page: Page
  let trap: Trap
  let customer: Customer

  const write = (html: string, subject: string, text = 'The text of it') =>
    fake.model.customerWrites(fake.model.conversation(customer.account, customer.conversation), text, {
      contentType: 'incoming_email',
      contentAttributes: {
        email: {
          subject,
          from: ['ana@example.test'],
          to: ['shop@example.test'],
          html_content: { full: html },
          text_content: { full: text },
        },
      },
    })

  beforeAll(async () => {
    trap = await Trap.start()
    ;({ office, fake } = await Office.openFake())
    customer = await office.addCustomer(await office.addInbox('Shop'), 'Ana Ferreira')
    const conversation = fake.model.conversation(customer.account, customer.conversation)
    const file = { filename: 'cup.png', contentType: 'image/png', bytes: PNG }
    fake.model.customerWrites(conversation, 'Look', { attachments: [file] })
    const messages = (await office.messages(customer)) as unknown as { attachments?: { data_url: string }[] }[]
    const cup = messages.flatMap(({ attachments = [] }) => attachments)[0]?.data_url ?? ''
    write(LETTER.replace('CUP', cup), 'Your order 1042')
    desk = await AgentDesk.open(office)
    page = await desk.page()
    await openConversation(page, customer)
    await desk.perch.app.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      Object.assign(shell, { openExternal: (url: string) => Promise.resolve(void opened.push(url)) })
    })
  }, 90_000)
  afterAll(async () => {
    await desk.close()
    await trap.stop()
    await office.close()
  })

  const opened = (): Promise<string[]> => desk.perch.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
  const mails = (): Frame[] => page.frames().filter((frame) => frame.url().startsWith('app://mail/'))
  const lastMail = (): Promise<Frame> =>
    eventually(
      () => Promise.resolve(mails().at(-1)),
      (frame) => frame !== undefined,
    ).then((frame) => frame as Frame)

  it('F20 is shown as it was written, and says which pictures are left out', async () => {
    const frame = page.frameLocator('iframe[title="E-mail: Your order 1042"]')
    await frame.getByText('The mug arrived').waitFor()
    await page.getByText('1 picture from cdn.shop.example is not loaded').waitFor()
    const box = page.locator('iframe.mail-frame')
    expect(await box.evaluate((node) => node.clientHeight)).toBeGreaterThan(200)
    // The customer's own picture comes from the server the agent signed in to.
    const drawn = () =>
      frame
        .locator('img')
        .first()
        .evaluate((img: HTMLImageElement) => img.naturalWidth)
    expect(await eventually(drawn, (width) => width > 0)).toBe(2)
    await desk.perch.screenshot('mail-html')
    const setTheme = (theme: string) =>
      page.evaluate((wish) => (window as unknown as { bridge: PageBridge }).bridge.call('settings.set', { theme: wish }), theme)
    await setTheme('dark')
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark')
    await desk.perch.screenshot('mail-html-dark')
    await setTheme('light')
    await page.getByRole('button', { name: 'Show the quoted part' }).click()
    await frame.getByText('We have sent it.').waitFor()
  })

  it('F20 an honest link opens at once, one that says another place asks first', async () => {
    const frame = page.frameLocator('iframe.mail-frame')
    await frame.getByText('the order').click()
    expect(await eventually(opened, (all) => all.length > 0)).toEqual(['https://shop.example/orders/1042'])
    await frame.getByText('https://bank.example/pay').click()
    const question = page.getByRole('dialog', { name: 'Look where this link leads' })
    await question.getByText('evil.example', { exact: true }).waitFor()
    await desk.perch.screenshot('mail-link-question')
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    expect(await opened()).toHaveLength(1)
    // It is still there: a link never takes the mail away.
    await frame.getByText('The mug arrived').waitFor()
  })

  it('F15 who clicked into the mail comes back by Esc, and the keys of the window work again', async () => {
    await page.frameLocator('iframe.mail-frame').first().getByText('The mug arrived').click()
    await page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME')
    // Playwright gives a key to the page; the system gives it to the window, which tells of it before any frame has it.
    await desk.perch.app.evaluate(({ BrowserWindow }) => {
      for (const { webContents } of BrowserWindow.getAllWindows())
        webContents.emit('before-input-event', { preventDefault: () => undefined }, { type: 'keyDown', key: 'Escape' })
    })
    await page.waitForFunction(() => document.activeElement?.matches('[data-key]'))
    await page.keyboard.press('r')
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  })

  it('F20 pictures are asked for by the key, and a place on this computer is never asked', async () => {
    write(`<p>Shown once</p><img src="${trap.url}.png" width="50" height="50" alt="Secret">`, 'Once')
    await page.getByText('1 picture from 127.0.0.1 is not loaded').waitFor()
    await page.getByRole('log').focus()
    await page.keyboard.press('Shift+I')
    await page.getByText('1 picture from 127.0.0.1 is not loaded').waitFor({ state: 'detached' })
    const frame = page.frameLocator('iframe[title="E-mail: Once"]')
    await frame.locator('img').waitFor()
    expect(trap.visits).toEqual([])
  })

  const profile = (): Promise<string> =>
    page.evaluate(async () => {
      const { bridge } = window as unknown as {
        bridge: { call(name: string, input: object): Promise<{ value: { id: string }[] }> }
      }
      return (await bridge.call('profile.list', {})).value[0]?.id ?? ''
    })

  it('S4 no hostile mail gets anywhere, cleaned or not', async () => {
    const before = await opened()
    const profileId = await profile()
    for (const [name, markup] of [...hostileMails, ...hostileStyles]) {
      const html = `${markup.replaceAll(TRAP, trap.url)}<p>end of ${name}</p>`
      write(html, name)
      const raw = await page.evaluate(stageRaw, {
        profileId,
        html: `<!doctype html><p id=here>${name}</p>${html}`,
      })
      expect(raw, name).toBe(true)
    }
    await eventually(
      () => Promise.resolve(mails().length),
      (count) => count >= hostileMails.length,
    )
    // Mails of the first half may only now be drawn; what they could do is done by then.
    await page.getByRole('log').press('End')
    await page.waitForTimeout(1_000)
    expect(trap.visits).toEqual([])
    expect(await opened()).toEqual(before)
    expect(page.frames().map((frame) => new URL(frame.url()).protocol)).toEqual(page.frames().map(() => 'app:'))
    expect(await page.evaluate(() => location.href)).toMatch(/^app:\/\/window\/index\.html/)
    expect(desk.perch.app.windows()).toHaveLength(1)
    await desk.perch.screenshot('mail-hostile')
  })

  it('S4 the frame has no bridge, no origin and no script', async () => {
    const frame = await lastMail()
    const header = await page.evaluate(
      (url) =>
        fetch(url).then(
          (answer) => answer.headers.get('content-security-policy'),
          () => 'refused',
        ),
      frame.url(),
    )
    expect(header).toBe('refused')
    expect(await frame.evaluate(() => [origin, typeof (window as { bridge?: unknown }).bridge])).toEqual(['null', 'undefined'])
    const html = '<!doctype html><title>with a script</title><script>hit = true</script>'
    expect(await page.evaluate(stageRaw, { profileId: await profile(), html, stays: true })).toBe(true)
    const scripted = await lastMail()
    expect(await scripted.evaluate(() => [document.title, 'hit' in window])).toEqual(['with a script', false])
  })
})

/** Puts markup into a frame of the page as the window does, but uncleaned. True when it was loaded. */
async function stageRaw({ profileId, html, stays }: { profileId: string; html: string; stays?: boolean }): Promise<boolean> {
  const { bridge } = window as unknown as { bridge: PageBridge }
  const { value } = await bridge.call('mail.stage', { profileId, html, pictures: ['https://127.0.0.1/x.png'] })
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', '')
  frame.src = `app://mail/${value?.token}/`
  const loaded = new Promise<boolean>((resolve) => {
    frame.onload = () => resolve(true)
    setTimeout(() => resolve(false), 10_000)
  })
  document.body.append(frame)
  const isLoaded = await loaded
  await new Promise((resolve) => setTimeout(resolve, 60))
  if (!stays) frame.remove()
  return isLoaded
}
