import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from './office'
import { Shift } from './shift'
import { eventually } from './steps'

const NAMES = ['Ana Ferreira', 'Kofi Mensah', 'Lena Vogel', 'Mina Park', 'Omar Haddad', 'Priya Shah', 'Ravi Iyer']

describe('more customers than a screen has room for', () => {
  let shift: Shift
  const customers: Customer[] = []

  beforeAll(async () => {
    shift = await Shift.begin()
    for (const name of NAMES) customers.push(await shift.customer(name))
    await shift.hideWindow()
  })
  afterAll(() => shift.end())

  it('F1 the sixth makes one alert of all, with their number and no reply that could go to the wrong one', async () => {
    for (const customer of customers) await customer.write('Is anybody there?')
    const all = await shift.desktop.waitFor(({ summary }) => summary === `${NAMES.length} customers write`)
    expect(all.actions.map(({ key }) => key)).toEqual(['default', 'open'])
    await eventually(
      () => Promise.resolve(shift.desktop.shown.map(({ summary }) => summary)),
      (shown) => shown.length === 1,
    )
  })

  it('F1 it counts down as colleagues answer, and goes with the last of them', async () => {
    const { id } = await shift.desktop.waitFor()
    const answer = { body: { content: 'I am here' }, as: 'agent2' }
    await shift.office.act(customers[0]!, 'messages', answer)
    await shift.desktop.waitFor(({ summary }) => summary === `${NAMES.length - 1} customers write`)
    for (const customer of customers.slice(1)) await shift.office.act(customer, 'messages', answer)
    await shift.desktop.waitForGone(id)
  })

  it('F14 “Snooze” and “Mark read” do it on the server, and no window opens', async () => {
    const [, kofi, lena] = customers as [Customer, Customer, Customer]
    await kofi.write('Tomorrow is fine too')
    shift.desktop.invoke((await shift.desktop.waitFor(({ summary }) => summary.includes(kofi.name))).id, 'snooze')
    const path = `/api/v1/accounts/${kofi.account}/conversations/${kofi.conversation}`
    await eventually(
      () => shift.office.call<{ status: string }>(`GET ${path}`),
      ({ status }) => status === 'snoozed',
    )
    await lena.write('Thank you')
    shift.desktop.invoke((await shift.desktop.waitFor(({ summary }) => summary.includes(lena.name))).id, 'read')
    await eventually(
      () => shift.office.call<{ unread_count: number }>(`GET ${path.replace(/\d+$/, String(lena.conversation))}`),
      ({ unread_count: unread }) => unread === 0,
    )
    await shift.waitForWindow(false)
  })
})

describe('a desktop without a notification daemon', () => {
  let shift: Shift

  beforeAll(async () => {
    shift = await Shift.begin()
    await shift.desktop.leave()
  })
  afterAll(() => shift.end())

  it('F1 the window says so, and shows the customer in a line of its own', async () => {
    const ana = await shift.customer('Ana Ferreira')
    await ana.write('Nobody shows this')
    const page = await shift.page()
    await page.getByText('Ana Ferreira: Nobody shows this (this desktop shows no alerts').waitFor()
    await shift.perch.screenshot('alerts-no-daemon')
  })

  it('F1 the daemon that comes back shows who wrote while nobody could show it, and the next one', async () => {
    const lena = await shift.customer('Lena Vogel')
    await shift.hideWindow()
    await lena.write('Is nobody there?')
    await eventually(
      () => shift.verdicts(lena),
      (verdicts) => verdicts.includes('no-daemon'),
    )
    await shift.desktop.comeBack()
    await shift.desktop.waitFor(({ summary }) => summary.includes('Lena'))
    const kofi = await shift.customer('Kofi Mensah')
    await eventually(
      () => shift.ask('alert.desktop', {}),
      ({ canReply, available }) => available && !canReply,
    )
    await kofi.write('Now you can')
    await shift.desktop.waitFor(({ summary }) => summary.includes('Kofi'))
  })
})
