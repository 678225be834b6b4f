/** Commands at the terminal against the fake: every row of the guide, once in JSON and once in words (G2–G7, G11). */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TerminalNeeds } from '../../src-main/terminal/run'
import en from '../../resources/text/en.json'
import type { ProfileEntry } from '../../src-main/core/ports'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { stopAll, tiny, TOKEN } from './tiny-server'
import { type } from './typed'

/** What `connector setup --json` prints. */
interface SetUp {
  inboxId: number | null
  webhookId: number | null
  contactId: number | null
  steps: { step: string; state: string; what: string | null }[]
}

const ADMIN = 'AdaAdminTokenForTests111'

const profile = (baseUrl: string): ProfileEntry => ({
  id: 'p1' as ProfileEntry['id'],
  baseUrl,
  version: null,
  user: { id: 2 as ProfileEntry['user']['id'], name: 'Bo Agent', email: null, avatarUrl: null },
  accounts: [{ id: 1 as ProfileEntry['accounts'][number]['id'], name: 'Acme Support', role: 'agent' }],
  colour: 1,
})

describe('commands', () => {
  let fake: FakeChatwoot
  beforeAll(async () => void (fake = await startFakeChatwoot()))
  afterEach(stopAll)
  afterAll(() => fake.stop())

  const asAdmin = (words: string) => type(`${words} --server ${fake.base} --account 1 --json`, { env: { PERCH_TOKEN: ADMIN } })
  async function done<T>(words: string): Promise<T> {
    const { code, error, out } = await asAdmin(words)
    expect([words, code, error]).toEqual([words, 0, ''])
    return JSON.parse(out) as T
  }

  it('G2 inboxes: made, listed, shown, changed, deleted', async () => {
    const made = await done<{ id: number; name: string }>('inbox create --name VK --webhook-url https://vk.example.test/hook')
    expect(made).toMatchObject({ name: 'VK', channel: 'Channel::Api', webhookUrl: 'https://vk.example.test/hook' })
    expect(await done('inbox list')).toMatchObject([{ id: made.id }])
    expect(await done(`inbox update ${made.id} --name VK2 --greeting Hello`)).toMatchObject({
      name: 'VK2',
      greetingMessage: 'Hello',
    })
    expect(await done(`inbox show ${made.id}`)).toMatchObject({ name: 'VK2', webhookUrl: 'https://vk.example.test/hook' })
    expect(await done(`inbox delete ${made.id} --yes`)).toEqual({ deleted: made.id })
  })

  it('G3 G4 G5 G10 a contact, its conversation, a message and a note', async () => {
    const inbox = await done<{ id: number }>('inbox create --name Shop')
    const { contact } = await done<{ contact: { id: number } }>(
      `contact create --name Eva --inbox ${inbox.id} --source-id vk-7 --email eva@mail.example --identifier vk-7`,
    )
    expect(await done('contact search Eva')).toMatchObject({ contacts: [{ contact: { id: contact.id } }] })
    expect(await done('contact filter --attribute email=eva@mail.example')).toMatchObject({ contacts: [{ contact }] })
    expect(await done('contact list')).toMatchObject({ count: 1 })
    expect(await done(`contact update ${contact.id} --name Eve`)).toMatchObject({ contact: { name: 'Eve' } })
    expect(await done(`contact show ${contact.id}`)).toMatchObject({ inboxes: [{ sourceId: 'vk-7' }] })
    const talk = await done<{ id: number }>(`conversation create --inbox ${inbox.id} --contact ${contact.id} --source-id vk-7`)
    expect(await done(`contact conversations ${contact.id}`)).toMatchObject([{ id: talk.id }])
    await done(`message create ${talk.id} --text Hello`)
    await done(`message create ${talk.id} --text Psst --private`)
    expect(await done(`message list ${talk.id}`)).toMatchObject([
      { fields: { content: 'Hello', private: false } },
      { fields: { content: 'Psst', private: true } },
    ])
    expect(await done(`conversation update ${talk.id} --status resolved --priority high`)).toMatchObject({
      fields: { status: 'resolved', priority: 'high' },
    })
    expect(await done('conversation list')).toMatchObject({ conversations: [] })
    expect(await done('conversation list --status all')).toMatchObject({ conversations: [{ id: talk.id }] })
    expect(await done(`conversation show ${talk.id}`)).toMatchObject({ id: talk.id })
  })

  it('G6 webhooks: made with the usual events, changed, listed, deleted', async () => {
    const made = await done<{ id: number; subscriptions: string[] }>('webhook create --url https://hook.example.test/a')
    expect(made.subscriptions).toContain('message_created')
    expect(await done(`webhook update ${made.id} --event contact_created`)).toMatchObject({
      subscriptions: ['contact_created'],
    })
    expect(await done('webhook list')).toMatchObject([{ id: made.id }])
    expect(await done(`webhook delete ${made.id}`)).toEqual({ deleted: made.id })
  })

  it('G8 G9 G10 G11 connector setup: ids and what was made; the second run finds the same; a dry run changes nothing', async () => {
    const words = 'connector setup --connector vk --webhook-url https://vk.example.test/hook'
    const whats = ({ steps }: SetUp) => steps.map(({ step, what, state }) => `${step} ${what ?? state}`)
    const plan = await done<SetUp>(`${words} --dry-run`)
    expect([plan.inboxId, whats(plan)[1]]).toEqual([null, 'inbox created'])
    const first = await done<SetUp>(words)
    expect(whats(first)).toEqual([
      'connection found',
      'inbox created',
      'webhook created',
      'attribute created',
      'contact created',
      'conversation skipped',
    ])
    expect([first.inboxId, first.webhookId, first.contactId].every((id) => Number.isInteger(id))).toBe(true)
    const second = await done<SetUp>(words)
    expect(
      whats(second)
        .slice(0, 5)
        .every((what) => what.endsWith(' found')),
    ).toBe(true)
    expect([second.inboxId, second.webhookId, second.contactId]).toEqual([first.inboxId, first.webhookId, first.contactId])
    expect(await done('connector list')).toMatchObject([{ connector: 'vk', inboxes: [{ id: first.inboxId }] }, {}, {}, {}])
    const { out } = await type(`${words} --env --server ${fake.base} --account 1`, { env: { PERCH_TOKEN: ADMIN } })
    expect(out).toContain(`CHATWOOT_INBOX_ID=${first.inboxId}\n`)
    expect(out).not.toContain(ADMIN)
  })

  it('G11 connector remove takes back what the set-up made, and refuses anything else', async () => {
    const made = await asAdmin('connector setup --connector telegram --webhook-url https://tg.example.test/hook')
    const undo = (input: string) =>
      type(`connector remove --yes --server ${fake.base} --account 1 --json`, {
        env: { PERCH_TOKEN: ADMIN },
        readInput: () => Promise.resolve(input),
      })
    const { code, out } = await undo(made.out)
    expect([code, (JSON.parse(out) as { made: unknown[] }).made]).toEqual([0, []])
    expect(JSON.stringify(await done('webhook list'))).not.toContain('tg.example.test')
    for (const odd of ['', '{}', '{"made":[{"kind":"account","id":1}]}']) expect((await undo(odd)).code).toBe(1)
  })

  it('G11 a set-up that fails ends with code 1, one line that names the step, and what was made so far', async () => {
    fake.script.fail({ method: 'POST', path: '*/webhooks', fault: { kind: 'error', status: 500 } })
    const { code, error, out } = await asAdmin('connector setup --connector max --webhook-url https://max.example.test/hook')
    expect([code, error.trim().split('\n').length]).toEqual([1, 1])
    expect(error).toMatch(/^perch: the step webhook failed: /)
    expect((JSON.parse(out) as { made: object[] }).made).toMatchObject([{ kind: 'inbox' }])
    const agent = await type(`connector setup --connector vk --webhook-url https://a.test --server ${fake.base} --account 1`, {
      env: { PERCH_TOKEN: TOKEN.token },
    })
    expect([agent.code, agent.error]).toEqual([
      1,
      `perch: the step connection failed: ${en['connector.why.needs-admin']} ${en['connector.next.needs-admin']}\n`,
    ])
    for (const odd of ['--connector fax --webhook-url https://a.test', '--connector vk --webhook-url a.test --event rain']) {
      expect(await asAdmin(`connector setup ${odd}`)).toMatchObject({ code: 1, out: '' })
    }
  })

  it('G12 what the server refuses is one line: why, its words, what to do; the code is 1', async () => {
    const { code, error, out } = await type(`inbox create --name VK --server ${fake.base} --account 1`, {
      env: { PERCH_TOKEN: TOKEN.token },
    })
    expect([code, out]).toEqual([1, ''])
    expect(error).toBe(
      `perch: ${en['probe.request.fail.not-allowed']} (You are not authorized to do this action) ${en['next.request.not-allowed']}\n`,
    )
  })

  it('G11 people get lines with the number first', async () => {
    fake.model.addInbox({ name: 'Lines', members: [fake.model.user('agent')] })
    const { out } = await type(`inbox list --server ${fake.base} --account 1`, { env: { PERCH_TOKEN: TOKEN.token } })
    expect(out).toMatch(/^\d+\tLines\tChannel::Api\n$/)
  })

  it('G7 the doctor in words and in JSON; a step that failed is code 1, a warning is not', async () => {
    const well = await type(`doctor --server ${fake.base}`, { env: { PERCH_TOKEN: TOKEN.token } })
    expect([well.code, well.error]).toEqual([0, ''])
    expect(well.out).toContain(`✓ ${en['doctor.step.presence']}: ${en['probe.presence.ok.heard']}`)
    const wrong = await type(`doctor --server ${fake.base} --token - --json`, { readInput: () => Promise.resolve('nobodys\n') })
    expect(wrong.code).toBe(1)
    const report = wrong.json() as { ok: boolean; steps: { id: string; reason: string; next: string }[] }
    expect(report.ok).toBe(false)
    expect(report.steps.find(({ id }) => id === 'token')).toMatchObject({
      reason: 'bad-token',
      next: en['next.token.bad-token'],
    })
    expect(wrong.out).not.toContain('nobodys')
  })

  it('G7 a token on the command line is taken with a warning', async () => {
    const { code, error } = await type(`inbox list --server ${fake.base} --account 1 --token ${TOKEN.token}`)
    expect(code).toBe(0)
    expect(error).toMatch(/can be read by every program/)
    expect(error).not.toContain(TOKEN.token)
  })

  it('G11 a profile that Perch is signed in to brings address and token; one that is not there cannot run', async () => {
    const world: Partial<TerminalNeeds> = {
      profiles: () => [profile(fake.base)],
      secret: () => Promise.resolve({ credential: TOKEN, databaseKey: '' }),
    }
    expect((await type(['inbox', 'list', '--profile', 'acme support', '--account', '1'], world)).code).toBe(0)
    expect(await type('inbox list --profile nobody', world)).toMatchObject({ code: 3 })
    expect((await type('inbox list --profile p1', { ...world, secret: () => Promise.resolve(null) })).code).toBe(3)
  })

  it('G11 what cannot be understood is code 2 and one line', async () => {
    const cases = ['inbox burn', 'inbox list', `inbox list --server ${fake.base}`, 'doctor', 'doctor --server a --profile b']
    for (const words of cases) {
      const { code, error, out } = await type(words)
      expect([words, code, out, error.trim().split('\n').length]).toEqual([words, 2, '', 1])
    }
    const { error } = await type(`inbox list --server ${fake.base}`, { env: { PERCH_TOKEN: TOKEN.token } })
    expect(error).toMatch(/which account\? Say --account: 1 \(Acme Support\), 2 \(Beta Shop\)/)
  })

  it('G12 a server that is none, and one that nobody hears', async () => {
    const { base } = await tiny((_request, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<p>hotel'))
    const page = await type(`inbox list --server ${base}`, { env: { PERCH_TOKEN: TOKEN.token } })
    expect([page.code, page.error]).toEqual([1, `perch: ${en['probe.chatwoot.fail.page']} ${en['next.chatwoot.page']}\n`])
  })

  it('G11 --version and --help', async () => {
    expect(await type('--version')).toMatchObject({ code: 0, out: 'Perch 1.2.3\n' })
    expect((await type('inbox create --help')).out).toMatch(/^perch inbox create --name TEXT /)
  })
})
