import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictureName } from './hosts/tray-picture'
import type { TrayItem } from './hosts/tray-watcher'
import type { Customer } from './office'
import { Shift } from './shift'
import { eventually, openConversation, sendReply } from './steps'

interface ServerConversation {
  waiting_since: number
  meta: { sender: { name: string }; assignee?: { id: number } | null }
  last_non_activity_message?: { message_type: number; private: boolean } | null
}

describe('the tray counts who waits', () => {
  let shift: Shift
  let item: TrayItem
  let ana: Customer
  let kofi: Customer

  beforeAll(async () => {
    shift = await Shift.begin()
    ana = await shift.customer('Ana Ferreira')
    await ana.write('I wait the longest')
    kofi = await shift.customer('Kofi & Söhne')
    await kofi.write('I wait too')
    item = await shift.panel.waitForItem()
  })
  afterAll(() => shift.end())

  /** As the server tells it to the agent: open, mine or nobody's, and the customer spoke last. Longest first. */
  async function waitingOnServer(): Promise<ServerConversation[]> {
    const me = shift.office.user('agent')
    const found: ServerConversation[] = []
    for (const { id } of me.accounts) {
      for (let page = 1, rows: ServerConversation[] = []; page === 1 || rows.length > 0; page++) {
        const path = `GET /api/v1/accounts/${id}/conversations?status=open&assignee_type=all&page=${page}`
        rows = (await shift.office.call<{ data: { payload: ServerConversation[] } }>(path, undefined, 'agent')).data.payload
        found.push(...rows.filter((row) => isWaiting(row, me.id)))
      }
    }
    return found.toSorted((left, right) => left.waiting_since - right.waiting_since)
  }

  function isWaiting({ waiting_since, meta, last_non_activity_message: last }: ServerConversation, me: number): boolean {
    const isMine = !meta.assignee || meta.assignee.id === me
    return isMine && waiting_since > 0 && !(last?.message_type === 1 && !last.private)
  }

  /** Waits until the tray says what the server says, and returns that. */
  async function agreed(fits: (count: number) => boolean): Promise<number> {
    const truth = (await waitingOnServer()).length
    expect(fits(truth)).toBe(true)
    const words = truth === 0 ? 'nobody waits' : truth === 1 ? '1 waits' : `${truth} wait`
    await item.waitFor(
      (tray) => tray.tooltip(),
      (tooltip) => tooltip.startsWith(`Perch: ${words}`),
    )
    const picture = pictureName(await item.icon())
    expect(picture).toMatch(truth === 0 ? /^(idle|unread)$/ : truth > 9 ? /-9plus$/ : new RegExp(`-${truth}$`))
    return truth
  }

  it('F3 the count is that of the server, and one less when a customer is answered', async () => {
    const before = await agreed((count) => count >= 2)
    const page = await shift.page()
    await openConversation(page, kofi)
    await sendReply(page, kofi, 'You do not wait any more')
    await eventually(waitingOnServer, (all) => all.length === before - 1)
    await agreed((count) => count === before - 1)
  })

  it('F3 and one less when a colleague resolves', async () => {
    const lena = await shift.customer('Lena Vogel')
    await lena.write('One more')
    const before = await agreed((count) => count >= 1)
    await shift.office.act(lena, 'toggle_status', { body: { status: 'resolved' }, as: 'agent2' })
    await eventually(waitingOnServer, (all) => all.length === before - 1)
    await agreed((count) => count === before - 1)
  })

  it('M5 the first line of the menu names who waits longest, with account and time, and leads to the conversation', async () => {
    await shift.hideWindow()
    const [longest] = await waitingOnServer()
    const name = longest?.meta.sender.name ?? ''
    const [line = ''] = await item.waitFor(
      async (tray) => (await tray.menu()).map(({ label }) => label),
      ([first]) => first?.includes(name) ?? false,
    )
    expect(line).toMatch(/^\d+ (min|h|days?)\b.*\(.+, .+\)$/)
    await item.click(line)
    await shift.waitForWindow()
    await (await shift.page()).getByRole('textbox', { name: `Reply to ${name}` }).waitFor()
  })

  it('F12 availability chosen in the tray is what the server has', async () => {
    const availabilities = async (): Promise<string[]> => {
      const profile = await shift.office.call<{ accounts: { availability: string }[] }>(
        'GET /api/v1/profile',
        undefined,
        'agent',
      )
      return profile.accounts.map(({ availability }) => availability)
    }
    await item.click('You are online', 'Busy')
    await eventually(availabilities, (all) => all.every((one) => one === 'busy'))
    await item.waitFor(
      async (tray) => (await tray.menu()).map(({ label }) => label),
      (labels) => labels.includes('You are busy'),
    )
    await (await shift.page()).getByRole('navigation').getByText('Busy').waitFor()
    await item.click('You are busy', 'Online')
    await eventually(availabilities, (all) => all.every((one) => one === 'online'))
  })
})
