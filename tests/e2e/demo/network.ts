// Without a network: the reply is kept through a crash, and leaves once.
import { fullWindow, type Stage } from './stage'
import type { Customer } from '../office'
import { pictureName } from '../hosts/tray-picture'
import { eventually, inWorkspace, openConversation, sendReply } from '../steps'

const HELLO = 'Hi! I lost the link to my order. Can you send it again?'
const REPLY = 'Of course, it is on its way to your mailbox.'
const PATIENCE_MS = 90_000

export async function loseTheNetwork(stage: Stage): Promise<Customer> {
  const { line, panel, server, transcript } = stage
  transcript.scene('The network is gone')
  const page = await fullWindow(stage)
  const customer = await server.newcomer('Noor Haddad')
  await customer.write(HELLO)
  await openConversation(page, customer)
  line.set({ isRefusing: true })
  line.resetAll()
  await page
    .getByRole('status')
    .getByText(/^Offline since/)
    .waitFor()
  transcript.tell('the server cannot be reached any more; the window says so, nothing else changes')
  await sendReply(page, customer, REPLY)
  await page.getByText('Kept on this computer').first().waitFor()
  transcript.quote(REPLY)
  const sent = await server.sentTexts(customer, REPLY)
  transcript.keep('the reply is kept on this computer', sent.length === 0, `the server has ${sent.length}`)
  const item = await panel.waitForItem()
  const words = await item.waitFor(
    (tray) => tray.tooltip(),
    (tooltip) => tooltip.includes('1 reply kept'),
    PATIENCE_MS,
  )
  const picture = pictureName(await item.icon())
  transcript.keep(
    `the tray is crossed out and says “${words}”`,
    picture === 'off',
    `its picture is ${picture ?? 'none of ours'}`,
  )
  await transcript.picture(page, 'offline')
  return customer
}

export async function comeBack(stage: Stage, customer: Customer): Promise<void> {
  const { line, panel, perch, server, transcript } = stage
  transcript.scene('A crash, and the network is back')
  await perch.kill()
  transcript.tell('Perch is killed (SIGKILL), as in a power cut')
  await panel.waitForNone(PATIENCE_MS)
  await perch.restart()
  const page = await fullWindow(stage)
  await openConversation(page, customer)
  await page.getByRole('log').getByText(REPLY).waitFor()
  transcript.keep('started again without a network: conversation and reply are there', !(await isSent()), 'it was sent?')
  line.heal()
  transcript.tell('the server can be reached again')
  await inWorkspace(page)
  await page.getByText('Server has it').last().waitFor()
  const sent = await eventually(
    () => server.sentTexts(customer, REPLY),
    (found) => found.length > 0,
    PATIENCE_MS,
  )
  transcript.keep('the reply left by itself, and the server has exactly one', sent.length === 1, `it has ${sent.length}`)

  async function isSent(): Promise<boolean> {
    return (await server.sentTexts(customer, REPLY)).length > 0
  }
}
