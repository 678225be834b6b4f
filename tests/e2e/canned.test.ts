import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright'
import { findings } from './axe'
import { FaultProxy } from './hosts/fault-proxy'
import { type Customer, Office } from './office'
import { Shift } from './shift'
import { eventually, openConversation } from './steps'

const RESPONSES: [code: string, content: string][] = [
  [
    'replace-mug',
    'Hello {{contact.first_name}}, I am sorry about the broken mug. A new one for order {{conversation.custom_attribute.order}} leaves us today. You will get the parcel number by {{delivery.day}}.',
  ],
  ['reply-later', 'Thank you, {{contact.first_name}}. {{agent.name}} will write to you today.'],
  ['repair-yourself', 'A drop of food-safe glue holds for years.'],
  ['pre-order-policy', 'A pre-order ships within three days of its arrival.'],
  ['opening-hours', 'We are here from 9 to 18.'],
]

describe('canned responses', () => {
  let line: FaultProxy
  let shift: Shift
  let ana: Customer
  let kofi: Customer
  let page: Page

  beforeAll(async () => {
    const office = await Office.open()
    const account = office.account(0).id
    for (const [short_code, content] of RESPONSES) {
      await office.call(`POST /api/v1/accounts/${account}/canned_responses`, { canned_response: { short_code, content } })
    }
    line = await FaultProxy.start(new URL(office.base))
    shift = await Shift.begin({ office, address: line.url.href })
    ana = await shift.customer('Ana Ferreira')
    await office.act(ana, 'custom_attributes', { body: { custom_attributes: { order: 'A-20417' } } })
    await ana.write('The mug arrived with a crack. Can I get a new one?')
    page = await shift.page()
    await openConversation(page, ana)
  })
  afterAll(async () => {
    await shift.end()
    await line.stop()
  })

  const field = () => page.getByRole('textbox', { name: new RegExp(ana.name) })

  it('F8 offline: three key presses from the slash to the text, with the values of this customer', async () => {
    line.set({ isRefusing: true })
    line.resetAll()
    await page
      .getByText(/^Offline/)
      .first()
      .waitFor()
    await field().pressSequentially('Good news first: your new mug is packed. ')
    await page.keyboard.press('/')
    await page.keyboard.press('l')
    await page.getByRole('option', { name: /^\/reply-later/, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    const first = ana.name.split(' ')[0]
    const [me] = await shift.profiles()
    await eventually(
      () => field().inputValue(),
      (text) =>
        text === `Good news first: your new mug is packed. Thank you, ${first}. ${me?.user.name} will write to you today.`,
    )
    await page.keyboard.press('Control+z')
    await eventually(
      () => field().inputValue(),
      (text) => !text.includes('Thank you'),
    )
  })

  it('F8 the list and what it would say, beside each other', async () => {
    await field().fill('')
    await field().pressSequentially('Good news first: your new mug is packed. /rep')
    await page.getByRole('option', { name: /^\/replace-mug/ }).click({ trial: true })
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: /^\/replace-mug/, selected: true }).waitFor()
    await shift.perch.screenshot('canned')
    expect(await findings(page)).toEqual([])
    await shift.ask('settings.set', { language: 'ru', theme: 'dark' })
    await page.getByRole('listbox', { name: 'Шаблонные ответы' }).waitFor()
    await shift.perch.screenshot('canned-ru-dark')
    expect(await findings(page)).toEqual([])
    await shift.ask('settings.set', { language: 'en', theme: 'light' })
  })

  it('F8 what has no value stays in sight, is warned of once, and reaches the server only then', async () => {
    await page.keyboard.press('Enter')
    await page.getByText(/^2 values filled in/).waitFor()
    await page.getByText(/^One value is missing: delivery.day/).waitFor()
    line.set({ isRefusing: false })
    await page.keyboard.press('Control+Enter')
    await page.getByText(/No value for delivery.day/).waitFor()
    await shift.perch.screenshot('canned-blank')
    expect(await findings(page)).toEqual([])
    expect(await shift.outbox()).toEqual([])
    const text = (await field().inputValue()).replace('{{delivery.day}}', 'Friday')
    await field().fill(text)
    await page.keyboard.press('Control+Enter')
    await eventually(
      () => shift.office.repliesOf(ana, text),
      (found) => found.length === 1,
      40_000,
    )
  })

  it('M13 what was sent after "crack" is offered first when somebody else writes of one', async () => {
    kofi = await shift.customer('Kofi Mensah')
    await kofi.write('Hi! There is a crack in my mug too')
    await openConversation(page, kofi)
    await page.getByRole('textbox', { name: new RegExp(kofi.name) }).focus()
    await eventually(
      () => shift.ask('canned.learnt', {}),
      ({ uses }) => uses === 1,
    )
    await page.keyboard.press('/')
    await page.getByRole('option', { name: /^\/replace-mug/, selected: true }).waitFor()
    await page.getByRole('group', { name: 'Used after similar messages' }).waitFor()
    await shift.perch.screenshot('canned-playbook')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('F8 the small window finds and fills in the same', async () => {
    await shift.perch.startAgain(['--quick'])
    const quick = await shift.perch.window((url) => url.includes('quick.html'))
    const small = quick.getByRole('textbox')
    await small.fill('')
    await small.pressSequentially('/later')
    await quick.getByRole('option', { name: /reply-later/ }).waitFor()
    await small.press('Enter')
    await eventually(
      () => small.inputValue(),
      (text) => /^Thank you, (Ana|Kofi)\. \S.* will write to you today\.$/.test(text),
    )
    await small.fill('')
    await small.press('Escape')
    await shift.showWindow()
  })

  it('F8 a mention in a note reaches the server as one, an emoji goes with it', async () => {
    await page.keyboard.press('Control+m')
    await page.keyboard.press('Backspace')
    const note = page.getByRole('textbox', { name: /^Private note/ })
    await note.pressSequentially('@')
    await page.getByRole('listbox', { name: 'Mention a colleague' }).waitFor()
    await shift.perch.screenshot('mention')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await note.pressSequentially('well done :cl')
    await page.getByRole('option', { name: /clap/ }).waitFor()
    await shift.perch.screenshot('emoji')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await note.inputValue()).toMatch(/^@[^[]+ well done 👏$/u)
    await page.keyboard.press('Control+Shift+l')
    await page.getByRole('region', { name: 'Preview' }).waitFor()
    await shift.perch.screenshot('preview')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Control+Enter')
    await eventually(
      () => shift.office.messages(kofi),
      (all) => all.some(({ content }) => /^\[@[^\]]+\]\(mention:\/\/user\/\d+\/\S+\) well done 👏$/u.test(content ?? '')),
      40_000,
    )
  })
})
