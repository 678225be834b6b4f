import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AgentDesk } from './agent-desk'
import { type Customer, Office, type ServerMessage } from './office'
import { eventually, openConversation, sendReply } from './steps'

describe('a bad line', { timeout: 120_000 }, () => {
  let office: Office
  let desk: AgentDesk
  let customer: Customer

  beforeAll(async () => {
    office = await Office.open()
    const inbox = await office.addInbox('Shop')
    customer = await office.addCustomer(inbox, 'Kofi Mensah')
    await customer.write('Hello?')
    desk = await AgentDesk.open(office)
    await openConversation(await desk.page(), customer)
  }, 60_000)
  afterAll(async () => {
    await desk.close()
    await office.close()
  })
  beforeEach(async () => {
    desk.line.heal()
    await desk.sees('Live')
  })

  /** What the open conversation shows is what the server has: every text once, in the same order. */
  async function isEqualToServer(): Promise<void> {
    const spoken = (all: ServerMessage[]): string[] =>
      all.filter(({ message_type }) => message_type < 2).map(({ content }) => content)
    const wanted = spoken(await office.messages(customer))
    const log = (await desk.page()).getByRole('log')
    const shown = async (): Promise<string[]> => {
      const texts = await log.getByRole('article').allInnerTexts()
      return texts.map((text) => wanted.find((one) => text.includes(one)) ?? text)
    }
    expect(await eventually(shown, (texts) => texts.join('|') === wanted.join('|'))).toEqual(wanted)
  }

  it('M10 a half-open line is noticed, and what was said meanwhile is there when it is well again', async () => {
    desk.line.set({ isSilent: true })
    await customer.write('Can you hear me?')
    await desk.sees(/^(Offline|Connecting)/)
    desk.line.heal()
    await desk.sees('Can you hear me?')
    await isEqualToServer()
  })

  it('F5 a line that is cut again and again in the middle of an answer loses nothing', async () => {
    desk.line.set({ cutAfterBytes: 2_000 })
    desk.line.resetAll()
    await desk.sees(/^Offline/)
    for (const part of ['one', 'two', 'three']) await customer.write(`Part ${part}`)
    // Each try is cut after two thousand bytes: no list gets through.
    await eventually(
      () => Promise.resolve(desk.line.cuts),
      (cuts) => cuts >= 3,
      60_000,
    )
    desk.line.heal()
    await desk.sees('Part three')
    await isEqualToServer()
  })

  it('F2 a slow and narrow line carries the reply once', async () => {
    desk.line.set({ latencyMs: 300, bytesPerSecond: 20_000 })
    await sendReply(await desk.page(), customer, 'Slowly but surely')
    const arrived = (): Promise<ServerMessage[]> => office.repliesOf(customer, 'Slowly but surely')
    expect(await eventually(arrived, (found) => found.length > 0, 60_000)).toHaveLength(1)
    await (await desk.page()).getByText('Server has it').last().waitFor({ timeout: 60_000 })
    desk.line.heal()
    await isEqualToServer()
  })

  it('F2 a reply written into a dead line leaves once when the line is back', async () => {
    desk.line.set({ isSilent: true })
    await sendReply(await desk.page(), customer, 'Into the dark')
    await desk.sees(/^(Offline|Connecting)/)
    desk.line.heal()
    const arrived = (): Promise<ServerMessage[]> => office.repliesOf(customer, 'Into the dark')
    await eventually(arrived, (found) => found.length > 0, 90_000)
    await (await desk.page()).getByText('Server has it').last().waitFor({ timeout: 60_000 })
    await isEqualToServer()
    expect(await arrived()).toHaveLength(1)
  })
})
