import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import exampleSeed from '../fake-chatwoot/seed.json'
import { startTiny, type Tiny } from '../server/tiny-server'
import { launchPerch, type Perch } from './app'
import { Office } from './office'
import { inWorkspace, signInWithPassword } from './steps'

type Key = keyof typeof en & keyof typeof ru

/** The sentence of a catalog as far as it is the same for everybody. */
function opening(key: Key, catalog: Record<Key, string> = en): string {
  return catalog[key].split('{{')[0] ?? ''
}

/** Fills in what is given and presses Enter. */
async function tryToSignIn(page: Page, address: string, token: string): Promise<void> {
  await page.getByLabel(en['signIn.address']).fill(address)
  const field = page.getByLabel(en['signIn.token'], { exact: true }).last()
  await field.fill(token)
  await field.press('Enter')
}

describe('signing in', () => {
  let office: Office

  beforeAll(async () => {
    office = await Office.open()
  })
  afterAll(() => office.close())

  it('F19 with e-mail and password', async () => {
    const perch = await launchPerch()
    const page = await perch.window()
    await signInWithPassword(page, office)
    await page.getByText(office.user('agent').name).first().waitFor()
    await perch.dispose()
  })

  it('F19 in Russian, a wrong token and then the right one', async () => {
    const perch = await launchPerch({ settings: { language: 'ru' } })
    const page = await perch.window()
    await page.getByLabel(ru['signIn.address']).fill(office.base)
    const token = page.getByLabel(ru['signIn.token'], { exact: true }).last()
    await token.fill('NobodysTokenAtAll2222222')
    await token.press('Enter')
    await page.getByText(opening('probe.token.fail.bad-token', ru)).waitFor()
    await perch.screenshot('sign-in-wrong-token-ru')
    await token.fill(office.user('agent').access_token)
    await token.press('Enter')
    await page.getByText(ru['link.live'], { exact: true }).first().waitFor()
    await perch.screenshot('workspace-ru')
    await perch.dispose()
  })
})

describe('signing in with a second factor', () => {
  let office: Office
  let perch: Perch

  beforeAll(async () => {
    const users = exampleSeed.users.map((user) => (user.key === 'agent' ? { ...user, otp_code: '204816' } : user))
    office = (await Office.openFake({ version: '4.10.1', seed: { ...exampleSeed, users } as never })).office
    perch = await launchPerch()
  })
  afterAll(async () => {
    await perch.dispose()
    await office.close()
  })

  it('F19 asks for the code, says when it is wrong, and lets in with the right one', async () => {
    const page = await perch.window()
    await signInWithPassword(page, office, { isDone: false })
    await page.getByText(en['probe.title.mfa']).waitFor()
    await perch.screenshot('sign-in-code')
    await typeCode(page, '111111')
    await page.getByText(opening('probe.token.fail.code-wrong')).waitFor()
    await perch.screenshot('sign-in-code-wrong')
    await typeCode(page, '204816')
    await inWorkspace(page)
  })

  async function typeCode(page: Page, code: string): Promise<void> {
    const digits = page.getByRole('group', { name: en['signIn.code'] }).getByRole('textbox')
    for (let at = 5; at >= 0; at--) await digits.nth(at).fill('')
    await digits.first().pressSequentially(code)
    await digits.last().press('Enter')
  }
})

describe('what keeps an agent out is said in words', () => {
  let office: Office
  let page: Page
  let perch: Perch
  let website: Tiny
  let selfSigned: Tiny
  let bot: { id: number; access_token: string }
  const bots = (): string => `/api/v1/accounts/${office.account(0).id}/agent_bots`

  beforeAll(async () => {
    office = await Office.open()
    website = await startTiny((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Our shop</title>')
    })
    selfSigned = await startTiny((_request, answer) => answer.end(), 'self')
    bot = await office.call(`POST ${bots()}`, { name: 'Helper', outgoing_url: '' })
    perch = await launchPerch()
    page = await perch.window()
  })
  afterAll(async () => {
    await perch.dispose()
    await office.call(`DELETE ${bots()}/${bot.id}`)
    await Promise.all([website.stop(), selfSigned.stop(), office.close()])
  })

  const token = (): string => office.user('agent').access_token
  const cases: [string, () => [address: string, token: string], Key][] = [
    ['a slip in the address', () => ['chat,example.com', token()], 'probe.address.fail.typo'],
    ['two words for an address', () => ['our chat', token()], 'probe.address.fail.spaces'],
    ['a server that is not there', () => ['http://127.0.0.1:9', token()], 'probe.answer.fail.refused'],
    ['a website', () => [website.base, token()], 'probe.chatwoot.fail.page'],
    ['a certificate that signed itself', () => [selfSigned.base, token()], 'probe.private.fail.self-signed'],
    ['a token nobody knows', () => [office.base, 'NobodysTokenAtAll2222222'], 'probe.token.fail.bad-token'],
    ['half a sentence for a token', () => [office.base, 'my token is'], 'probe.token.fail.spaces'],
    ['the token of a bot', () => [office.base, bot.access_token], 'probe.token.fail.bot-or-platform'],
  ]
  it.each(cases)('F19 %s', async (name, given, key) => {
    await tryToSignIn(page, ...given())
    await page.getByText(opening(key)).first().waitFor()
    await perch.screenshot(`sign-in-${name.replaceAll(' ', '-')}`)
    expect(await page.getByRole('main').innerText()).not.toMatch(/\{\{|probe\.|\[object/)
  })

  it('F19 a wrong password, with the words of the server', async () => {
    await page.getByText(en['signIn.password']).click()
    await page.getByLabel(en['signIn.email'], { exact: true }).fill(office.user('agent').email)
    await page.getByLabel(en['signIn.passwordField'], { exact: true }).fill('not my password')
    await page.keyboard.press('Enter')
    await page.getByText(opening('probe.token.fail.password-wrong')).first().waitFor()
    await page.getByText('Invalid login credentials').waitFor()
    await perch.screenshot('sign-in-a-wrong-password')
  })

  it('F19 after all that the right token is let in', async () => {
    await page.getByText(en['signIn.token'], { exact: true }).first().click()
    await tryToSignIn(page, office.base, token())
    await inWorkspace(page)
  })
})
