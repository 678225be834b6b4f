/** What an agent does in the window, by what she sees: labels and texts, never by class names. */
import type { Locator, Page } from 'playwright'
import type { Customer, Office } from './office'

/** Types a server address and an access token, and waits for the workspace. */
export async function signInWithToken(
  page: Page,
  office: Office,
  { key = 'agent', address = office.base } = {},
): Promise<void> {
  await page.getByLabel('Server address').fill(address)
  await page.getByLabel('Access token', { exact: true }).last().fill(office.user(key).access_token)
  await page.getByRole('button', { name: /Check the address|Continue/ }).click()
  await inWorkspace(page)
}

/** The same with e-mail and password; `isDone` false: something else is asked for before the workspace comes. */
export async function signInWithPassword(page: Page, office: Office, { key = 'agent', isDone = true } = {}): Promise<void> {
  await page.getByLabel('Server address').fill(office.base)
  await page.getByText('E-mail and password').click()
  await page.getByLabel('E-mail', { exact: true }).fill(office.user(key).email)
  await page.getByLabel('Password', { exact: true }).fill(office.user(key).password)
  await page.getByRole('button', { name: /Check the address|Continue/ }).click()
  if (isDone) await inWorkspace(page)
}

/** The workspace is there and the link is live: from now on alerts are promised. */
export async function inWorkspace(page: Page): Promise<void> {
  await page.getByText('Live', { exact: true }).first().waitFor()
}

/** Shows the list in which a customer is, and returns the row. */
export async function findRow(page: Page, { name, inbox }: Customer): Promise<Locator> {
  const list = inbox === undefined ? /^All open/ : new RegExp(`^${inbox}`)
  await page.getByRole('navigation').getByRole('button', { name: list }).click()
  return page.getByRole('option', { name: new RegExp(name) }).first()
}

/** Finds a customer in the list and opens the conversation. */
export async function openConversation(page: Page, customer: Customer): Promise<void> {
  await (await findRow(page, customer)).click()
  await page.getByRole('textbox', { name: new RegExp(`Reply to ${customer.name}`) }).waitFor()
}

/** Writes a reply and sends it by the key. */
export async function sendReply(page: Page, customer: Customer, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: new RegExp(`Reply to ${customer.name}`) })
  await field.fill(text)
  await field.press('Control+Enter')
}

/** Asks until the answer fits; the server works in the background, as the real one does. */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, timeoutMs = 20_000): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (fits(answer)) return answer
    if (Date.now() > deadline) throw new Error(`never came true; last answer: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
