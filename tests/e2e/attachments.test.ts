import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AgentDesk } from './agent-desk'
import { type Customer, Office, pathOf } from './office'
import { eventually, openConversation } from './steps'

const MB = 1024 * 1024
/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
)

interface Received {
  id: number
  message_type: number
  attachments?: { data_url: string; file_size: number; file_type: string }[]
}

describe('files', { timeout: 240_000 }, () => {
  let office: Office
  let desk: AgentDesk
  let customer: Customer
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'perch-files-'))
    office = await Office.open()
    customer = await office.addCustomer(await office.addInbox('Shop'), 'Kofi Mensah')
    await customer.write('Could you send me the drawings?')
    desk = await AgentDesk.open(office)
    await openConversation(await desk.page(), customer)
  }, 60_000)
  afterAll(async () => {
    await desk.close()
    await office.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The system's dialog answers itself with these. */
  async function choose(...paths: string[]): Promise<void> {
    await desk.perch.app.evaluate(({ dialog }, filePaths) => {
      Object.assign(dialog, { showOpenDialog: () => Promise.resolve({ canceled: false, filePaths }) })
    }, paths)
    await (await desk.page()).getByRole('button', { name: 'Attach files' }).click()
  }
  const answers = async (): Promise<Received[]> =>
    ((await office.messages(customer)) as Received[]).filter(({ message_type }) => message_type === 1)
  const remove = async (name: string) => (await desk.page()).getByRole('button', { name: `Remove ${name}` })

  it('F18 F6 what was attached is still there after a kill, and what cannot be attached says why', async () => {
    const [picture, empty] = [join(folder, 'shot.png'), join(folder, 'empty.txt')]
    writeFileSync(picture, PNG)
    writeFileSync(empty, '')
    await choose(picture, empty, join(folder, 'not-there.pdf'))
    await (await remove('shot.png')).waitFor()
    await desk.sees(/empty.txt is empty. not-there.pdf changed or vanished/)
    await desk.perch.kill()
    await desk.perch.restart()
    await openConversation(await desk.page(), customer)
    await (await remove('shot.png')).waitFor()
    const page = await desk.page()
    const drawn = () => page.evaluate(() => document.querySelector<HTMLImageElement>('.staged img')?.naturalWidth ?? 0)
    expect(await eventually(drawn, (width) => width > 0)).toBe(1)
    await desk.perch.screenshot('files-in-draft')
    await (await remove('shot.png')).click()
    await (await remove('shot.png')).waitFor({ state: 'detached' })
  })

  it('F18 F2 40 MB over a line that is cut three times, with a kill in between, arrive once and unchanged', async () => {
    const bytes = randomBytes(40 * MB)
    const file = join(folder, 'drawings.zip')
    writeFileSync(file, bytes)
    await choose(file)
    await (await remove('drawings.zip')).waitFor({ timeout: 60_000 })
    // The original is not needed any more.
    rmSync(file)
    desk.line.set({ bytesPerSecond: 12 * MB })
    desk.line.cutUploads({ afterBytes: 15 * MB, times: 3 })
    const field = (await desk.page()).getByRole('textbox', { name: /Reply to/ })
    await field.fill('Here they are')
    await field.press('Control+Enter')
    await desk.sees(/MB of 40 MB/)
    await desk.perch.screenshot('files-on-their-way')
    // Killed in the middle of the second try.
    await eventually(
      () => Promise.resolve([desk.line.cuts, desk.line.uploadedBytes] as const),
      ([cuts, uploaded]) => cuts === 1 && uploaded > 4 * MB,
      60_000,
    )
    await desk.perch.kill()
    await desk.perch.restart()
    const arrived = await eventually(answers, (found) => found.length > 0, 150_000)
    expect(desk.line.cuts).toBe(3)
    const [attachment, ...more] = arrived[0]?.attachments ?? []
    expect(more).toEqual([])
    const url = new URL(new URL(attachment?.data_url ?? '').pathname, office.base)
    const received = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(createHash('sha256').update(received).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
    await openConversation(await desk.page(), customer)
    await (await desk.page()).getByText('Server has it').last().waitFor({ timeout: 60_000 })
    expect(await answers()).toHaveLength(1)
  })

  it('F18 F4 a picture of the customer is drawn in its box, also offline once it was seen; a drawing that could run is a card', async () => {
    desk.line.heal()
    for (const [name, type, content] of [
      ['photo.png', 'image/png', PNG],
      ['logo.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ] as const) {
      const form = new FormData()
      form.set('message_type', 'incoming')
      form.set('content', `Look: ${name}`)
      form.set('attachments[]', new Blob([content], { type }), name)
      const headers = { 'api-access-token': office.user('admin').access_token }
      await fetch(new URL(`${pathOf(customer)}/messages`, office.base), { method: 'POST', headers, body: form })
    }
    await desk.sees('Look: logo.svg')
    const page = await desk.page()
    const box = () =>
      page.evaluate(() => {
        const image = document.querySelector<HTMLImageElement>('.photo img')
        return image && [image.naturalWidth, image.clientWidth, image.clientHeight]
      })
    expect(await eventually(box, (found) => (found?.[0] ?? 0) > 0)).toEqual([1, 216, 116])
    await page.getByRole('button', { name: 'Save logo.svg as…' }).waitFor()
    expect(await page.evaluate(() => document.querySelectorAll('.msg-files img').length)).toBe(1)
    await desk.perch.screenshot('files-received')
    // Without a network, and without what memory kept: it was seen once.
    await desk.goOffline()
    await desk.perch.kill()
    await desk.perch.restart()
    await openConversation(await desk.page(), customer)
    const again = await desk.page()
    const width = () => again.evaluate(() => document.querySelector<HTMLImageElement>('.photo img')?.naturalWidth ?? 0)
    expect(await eventually(width, (found) => found > 0)).toBe(1)
    await desk.perch.screenshot('files-offline')
  })

  it('F18 what is only a card is saved where the agent says', async () => {
    desk.line.heal()
    const page = await desk.page()
    await desk.sees('Live')
    const target = join(folder, 'saved.svg')
    await desk.perch.app.evaluate(({ dialog }, filePath) => {
      Object.assign(dialog, { showSaveDialog: () => Promise.resolve({ canceled: false, filePath }) })
    }, target)
    await page.getByRole('button', { name: 'Save logo.svg as…' }).click()
    // It is there before it is whole.
    const saved = () => Promise.resolve(existsSync(target) ? readFileSync(target, 'utf8') : '')
    expect(await eventually(saved, (text) => text.includes('</svg>'))).toContain('<svg')
  })
})
