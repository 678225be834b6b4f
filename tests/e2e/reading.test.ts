// Reading a conversation by keys: from message to message, quoting one, looking at a picture without a network.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FakeChatwoot } from '../fake-chatwoot/start'
import { AgentDesk } from './agent-desk'
import { REPOSITORY } from './launch'
import { type Customer, Office } from './office'
import { eventually, openConversation } from './steps'

interface Received {
  id: number
  content: string
  message_type: number
  content_attributes: { in_reply_to?: number }
}

describe('reading', { timeout: 120_000 }, () => {
  let office: Office
  let fake: FakeChatwoot
  let desk: AgentDesk
  let page: Page
  let customer: Customer

  beforeAll(async () => {
    ;({ office, fake } = await Office.openFake())
    customer = await office.addCustomer(await office.addInbox('Shop'), 'Ana Ferreira')
    const conversation = fake.model.conversation(customer.account, customer.conversation)
    await customer.write('Is this the one with the blue band?')
    const bytes = readFileSync(join(REPOSITORY, 'docs/pictures', 'dark.png'))
    for (const filename of ['mug.png', 'mug-2.png'])
      fake.model.customerWrites(conversation, '', { attachments: [{ filename, contentType: 'image/png', bytes }] })
    desk = await AgentDesk.open(office)
    page = await desk.page()
    await openConversation(page, customer)
  }, 60_000)
  afterAll(async () => {
    await desk.close()
    await office.close()
  })

  it('F15 F20 a picture opens by Enter and is still there without a network', async () => {
    await page.getByRole('button', { name: 'Open mug-2.png' }).waitFor()
    await page.getByRole('log').focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    const viewer = page.getByRole('dialog', { name: 'Picture: mug-2.png' })
    const width = () => viewer.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)
    expect(await eventually(width, (wide) => wide > 100)).toBeGreaterThan(100)
    await desk.perch.screenshot('picture-viewer')
    await page.keyboard.press('Escape')
    await desk.goOffline()
    await page.keyboard.press('Enter')
    expect(await eventually(width, (wide) => wide > 100)).toBeGreaterThan(100)
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('place')
  })

  it('F6 F15 Q quotes offline; the server learns which message it answers', async () => {
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menu', { name: 'More for this message' }).waitFor()
    await desk.perch.screenshot('message-menu')
    await page.keyboard.press('Escape')
    await page.keyboard.press('q')
    await page.keyboard.type('Yes, that one')
    await desk.perch.screenshot('message-quoting')
    await page.keyboard.press('Control+Enter')
    desk.line.set({ isRefusing: false })
    const mine = async () =>
      ((await office.messages(customer)) as unknown as Received[]).find(({ message_type }) => message_type === 1)
    const got = await eventually(mine, (found) => found !== undefined, 60_000)
    const asked = ((await office.messages(customer)) as unknown as Received[]).find(({ content }) =>
      content.startsWith('Is this'),
    )
    expect(got?.content_attributes.in_reply_to).toBe(asked?.id)
    await desk.perch.screenshot('message-quoted')
  })

  it('F20 choices and surveys show what was asked and what came back', async () => {
    const conversation = fake.model.conversation(customer.account, customer.conversation)
    const items = ['Red', 'Blue'].map((title) => ({ title, value: title }))
    const say = (text: string, contentType: string, contentAttributes: Record<string, unknown>) =>
      fake.model.customerWrites(conversation, text, { contentType, contentAttributes: contentAttributes as never })
    say('Which band do you like?', 'input_select', { items, submitted_values: [{ title: 'Blue', value: 'Blue' }] })
    say('How was it?', 'input_csat', {
      submitted_values: { csat_survey_response: { rating: 4, feedback_message: 'Quick and kind' } },
    })
    say('', 'text', { is_unsupported: true })
    await page.getByRole('img', { name: '4 of 5' }).waitFor()
    await page.getByText('The channel sent something the server cannot read').waitFor()
    await desk.perch.screenshot('message-kinds')
  })

  it('F20 a film plays in its place, by the keyboard', async () => {
    const bytes = Buffer.from(await page.evaluate(makeFilm), 'base64')
    const conversation = fake.model.conversation(customer.account, customer.conversation)
    const film = { filename: 'unboxing.webm', contentType: 'video/webm', bytes }
    fake.model.customerWrites(conversation, 'It rattles', { attachments: [film] })
    await page.getByRole('button', { name: 'Play unboxing.webm' }).waitFor()
    await desk.perch.screenshot('film-waits')
    await page.getByRole('button', { name: 'Play unboxing.webm' }).press('Enter')
    const wide = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth)
    expect(await eventually(wide, (width) => width > 0)).toBe(64)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('VIDEO')
    await desk.perch.screenshot('film-plays')
  })

  it('F20 a film that nothing here can play says so, and can be saved by the next key', async () => {
    const conversation = fake.model.conversation(customer.account, customer.conversation)
    const film = { filename: 'torn.webm', contentType: 'video/webm', bytes: Buffer.from('1A45DFA3', 'hex') }
    fake.model.customerWrites(conversation, 'And this?', { attachments: [film] })
    await page.getByRole('button', { name: 'Play torn.webm' }).press('Enter')
    await page.getByText('cannot be played here').waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(await eventually(focused, (label) => label !== null)).toBe('Save torn.webm as…')
    await desk.perch.screenshot('film-torn')
  })
})

/** Runs in the page, the only thing here that can: a short film of a colour that changes, in base64. */
async function makeFilm(): Promise<string> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 })
  const pen = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' })
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => void pieces.push(data)
  const isOver = new Promise((resolve) => (recorder.onstop = resolve))
  recorder.start()
  for (let at = 0; at < 12; at += 1) {
    if (pen) pen.fillStyle = `hsl(${at * 30} 70% 50%)`
    pen?.fillRect(0, 0, 64, 36)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  recorder.stop()
  await isOver
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
