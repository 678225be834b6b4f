// The main job: a customer writes, the agent is told, and answers.
import type { Page } from 'playwright'
import type { Customer } from '../office'
import { eventually, sendReply } from '../steps'
import { fullWindow, type Stage, untilVisible } from './stage'

const QUESTION = 'А можно завернуть в подарочную бумагу?'
const REPLY = 'Конечно! Завернём *бесплатно*.\nКакой цвет: синий или белый? 🙂'
const NOTE = 'Wants gift wrap, blue if we have it. No extra charge.'
const PATIENCE_MS = 60_000

/** With the window closed: only the desktop can tell. */
export async function beTold(stage: Stage): Promise<Customer> {
  const { desktop, server, transcript } = stage
  transcript.scene('A customer writes')
  const customer = await server.customer('Dmitry Orlov')
  const page = await fullWindow(stage)
  await page.getByRole('button', { name: 'Close the window' }).click()
  await untilVisible(stage, false)
  transcript.tell('the window is closed, Perch is in the tray')
  const writtenAt = performance.now()
  const alert = desktop.waitFor(({ body }) => body.includes(QUESTION), PATIENCE_MS)
  await customer.write(QUESTION)
  const { id, summary, body, actions } = await alert
  const tookMs = Math.round(performance.now() - writtenAt)
  transcript.keep(
    `a notification with name and text is there ${tookMs} ms after the customer pressed Enter`,
    summary.includes(customer.name),
    `its title is “${summary}”`,
  )
  transcript.quote(
    summary,
    body,
    `[${actions
      .filter(({ key }) => key !== 'default')
      .map(({ label }) => label)
      .join('] [')}]`,
  )
  desktop.invoke(id)
  await untilVisible(stage, true)
  const opened = await fullWindow(stage)
  await replyField(opened, customer).waitFor()
  await opened.getByRole('log').getByText(QUESTION).waitFor()
  transcript.keep('a click on it opens that conversation', await replyField(opened, customer).isVisible(), 'it opens another')
  await transcript.picture(opened, 'from-the-notification')
  return customer
}

export async function answerTheCustomer(stage: Stage, customer: Customer): Promise<void> {
  const { server, transcript } = stage
  transcript.scene('The answer')
  const page = await fullWindow(stage)
  await sendReply(page, customer, REPLY)
  transcript.tell('typed, and sent with Ctrl+Enter:')
  transcript.quote(REPLY)
  await page.getByRole('timer').waitFor()
  transcript.tell('it rests for 5 s on the disk, and can be taken back')
  const sent = await eventually(
    () => server.sentTexts(customer, REPLY),
    (found) => found.length > 0,
    PATIENCE_MS,
  )
  transcript.keep('the server has exactly one, letter by letter', sent.length === 1, `it has ${sent.length}`)
  await page.getByRole('log').getByText('Read', { exact: true }).last().waitFor()
  const answer = await lastWords(page, customer)
  transcript.keep(`${customer.name} has read it, and writes on`, answer !== QUESTION, 'his question is the last word')
  transcript.quote(answer)
  await transcript.picture(page, 'answered')
}

/** Waits until the customer's is the last word, and returns it: the demo's customers answer within some seconds. */
async function lastWords(page: Page, { name }: Customer): Promise<string> {
  const last = page.getByRole('log').getByRole('article').last()
  await eventually(
    () => last.getAttribute('aria-label'),
    (label) => label?.startsWith(name) === true,
    PATIENCE_MS,
  )
  return (await last.locator('.bubble').innerText()).trim()
}

export async function leaveANote(stage: Stage, customer: Customer): Promise<void> {
  const { server, transcript } = stage
  transcript.scene('A private note')
  const page = await fullWindow(stage)
  await page.getByRole('radio', { name: 'Private note' }).click()
  const field = page.getByRole('textbox', { name: /^Private note about/ })
  await field.fill(NOTE)
  await transcript.picture(page, 'private-note')
  await page.getByRole('button', { name: /^Add note/ }).click()
  const sent = await eventually(
    () => server.sentTexts(customer, NOTE),
    (found) => found.length > 0,
    PATIENCE_MS,
  )
  const isPrivate = sent.every((message) => message.private)
  transcript.keep(
    'the server has exactly one, and it is private',
    sent.length === 1 && isPrivate,
    `it has ${JSON.stringify(sent)}`,
  )
}

/** A second copy would have come late. */
export async function countAgain({ server, transcript }: Stage, customer: Customer): Promise<void> {
  const counts = await Promise.all([REPLY, NOTE].map(async (text) => (await server.sentTexts(customer, text)).length))
  transcript.keep('reply and note are still there once', counts.join() === '1,1', `the server has ${counts.join(' and ')}`)
}

/** The field to answer a customer in. */
export function replyField(page: Page, { name }: Customer) {
  return page.getByRole('textbox', { name: new RegExp(`^Reply to ${name}`) })
}
