import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from './office'
import { Shift } from './shift'
import { eventually } from './steps'

interface NotificationRow {
  id: number
  primary_actor: { id: number }
}

describe('a notification that is no longer news', () => {
  let shift: Shift
  let witness: Customer

  beforeAll(async () => {
    shift = await Shift.begin()
    witness = await shift.customer('Wim Witness')
    await shift.hideWindow()
    await witness.write('I was here first')
    await shift.desktop.waitFor((one) => one.summary.includes(witness.name))
  })
  afterAll(() => shift.end())

  /** Has a customer write, does it, and waits until her notification is gone and nobody else's. */
  async function withdraws(customer: Customer, act: () => Promise<unknown>): Promise<void> {
    const { desktop } = shift
    await customer.write('Is anybody there?')
    const { id } = await desktop.waitFor((one) => one.summary.includes(customer.name))
    await act()
    await desktop.waitForGone(id)
    expect(desktop.withdrawn).toContain(id)
    expect(desktop.shown.map((one) => one.summary)).toEqual([witness.name])
  }

  it('F1 goes when a colleague answers', async () => {
    const ana = await shift.customer('Ana Ferreira')
    const answer = { body: { content: 'I am here' }, as: 'agent2' }
    await withdraws(ana, () => shift.office.act(ana, 'messages', answer))
  })

  it('F1 goes when I answer in another program', async () => {
    const ana = await shift.customer('Ines Duarte')
    const answer = { body: { content: 'I am here' }, as: 'agent' }
    await withdraws(ana, () => shift.office.act(ana, 'messages', answer))
  })

  it('F1 goes when the conversation is resolved', async () => {
    const kofi = await shift.customer('Kofi Mensah')
    const resolve = { body: { status: 'resolved' }, as: 'agent2' }
    await withdraws(kofi, () => shift.office.act(kofi, 'toggle_status', resolve))
  })

  it('F1 goes when a colleague takes the conversation', async () => {
    const lena = await shift.customer('Lena Vogel')
    const take = { body: { assignee_id: shift.office.user('agent2').id }, as: 'agent2' }
    await withdraws(lena, () => shift.office.act(lena, 'assignments', take))
  })

  it('F1 goes when I read it in another program', async () => {
    const mina = await shift.customer('Mina Park')
    await shift.office.act(mina, 'assignments', { body: { assignee_id: shift.office.user('agent').id } })
    const notifications = `/api/v1/accounts/${mina.account}/notifications`
    await withdraws(mina, async () => {
      const [row] = await eventually(
        () => rowsOf(`GET ${notifications}`, mina),
        (rows) => rows.length > 0,
      )
      await shift.office.call(`PATCH ${notifications}/${row?.id}`, {}, 'agent')
    })
  })

  async function rowsOf(request: string, { conversation }: Customer): Promise<NotificationRow[]> {
    const answer = await shift.office.call<{ data: { payload: NotificationRow[] } }>(request, undefined, 'agent')
    return answer.data.payload.filter((row) => row.primary_actor.id === conversation)
  }
})
