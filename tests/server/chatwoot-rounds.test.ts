/** Every call against the fake that keeps the contract: what goes out comes back (G1–G10, F19). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId, UserId } from '../../src-preload/contract/ids'
import { account, RoundsWorld, value } from './rounds-world'
import { TOKEN } from './tiny-server'
import { soon } from './soon'

describe.each(['4.2.0', '4.10.1'] as const)('people and channels against a %s', (version) => {
  const world = new RoundsWorld(version)
  beforeAll(() => world.open())
  afterAll(() => world.close())

  it('G7 probe, version, and who is signed in', async () => {
    const report = await world.servers.probe(world.fake.base)
    expect(report.steps.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    expect(report.version).toBe(version)
    const profile = value(await world.agent.profile())
    expect(profile).toMatchObject({ userId: 2, name: 'Bo Agent', pubsubToken: 'BoAgentSocketForTests222' })
    expect(profile.accounts.map(({ id, role, active }) => [id, role, active]).sort()).toEqual([
      [1, 'agent', true],
      [2, 'agent', true],
    ])
  })

  it('F19 password → API token, and the session is given back', async () => {
    world.fake.script.forgetRequests()
    const answer = value(await world.servers.signIn(world.fake.base, 'bo@example.test', 'Passw0rd!perch'))
    expect(answer).toEqual({ kind: 'session', credential: TOKEN })
    expect(world.fake.script.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /auth/sign_in',
      'DELETE /auth/sign_out',
    ])
    expect(await world.servers.signIn(world.fake.base, 'bo@example.test', 'wrong')).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
      words: 'Invalid login credentials. Please try again.',
    })
  })

  it('G1 a wrong token and a foreign account are two different things', async () => {
    const stranger = world.servers.connect(world.fake.base, { kind: 'token', token: 'Nobody' }).server
    expect(await stranger.profile()).toEqual({ kind: 'signed-out', cause: 'bad-token' })
    stranger.close()
    expect(await world.agent.directory(3 as AccountId)).toMatchObject({ kind: 'refused', reason: 'not-allowed' })
    expect(await world.agent.api.admin.listWebhooks(account)).toMatchObject({ kind: 'refused', reason: 'not-allowed' })
  })

  it('G2 G8 inboxes: create, read, change, members, delete', async () => {
    const made = value(
      await world.admin.api.admin.createInbox(account, { name: 'VK Connector', webhookUrl: 'https://hooks.example.test/vk' }),
    )
    expect(made).toMatchObject({ name: 'VK Connector', channel: 'Channel::Api', webhookUrl: 'https://hooks.example.test/vk' })
    expect(JSON.stringify(made)).not.toMatch(/hmac_?token/i)
    const details = value(await world.admin.api.admin.listInboxDetails(account)).find(({ id }) => id === made.id)
    expect(details).toEqual({ ...made, hmacMandatory: false, needsRenewal: false })
    const changed = value(
      await world.admin.api.admin.updateInbox(account, {
        id: made.id,
        name: 'VK two',
        greetingMessage: 'Hi',
        webhookUrl: 'https://x.test',
      }),
    )
    expect(changed).toMatchObject({ name: 'VK two', webhookUrl: 'https://x.test' })
    expect(
      value(await world.admin.api.admin.setMembers(account, { inbox: made.id, users: [2 as UserId] })).map(({ id }) => id),
    ).toEqual([2])
    expect(value(await world.agent.api.directory.listInboxes(account)).map(({ id }) => id)).toContain(made.id)
    value(await world.admin.api.admin.removeMembers(account, { inbox: made.id, users: [2 as UserId] }))
    expect(await world.agent.api.admin.readInbox(account, made.id)).toMatchObject({
      kind: 'refused',
      reason: 'not-allowed',
    })
    value(await world.admin.api.admin.deleteInbox(account, made.id))
    await soon(async () =>
      expect(await world.admin.api.admin.readInbox(account, made.id)).toMatchObject({
        kind: 'refused',
        reason: 'not-found',
      }),
    )
  })

  it('G6 G9 webhooks: the field is url, a second one is refused with words', async () => {
    const made = value(
      await world.admin.api.admin.createWebhook(account, {
        url: 'https://hooks.example.test/a',
        subscriptions: ['message_created'],
      }),
    )
    expect(made).toMatchObject({ url: 'https://hooks.example.test/a', subscriptions: ['message_created'] })
    const again = await world.admin.api.admin.createWebhook(account, {
      url: 'https://hooks.example.test/a',
      subscriptions: ['message_created'],
    })
    expect(again).toMatchObject({ kind: 'refused', reason: 'invalid', words: 'Url has already been taken' })
    value(
      await world.admin.api.admin.updateWebhook(account, { id: made.id, url: made.url, subscriptions: ['contact_created'] }),
    )
    expect(value(await world.admin.api.admin.listWebhooks(account))).toEqual([{ ...made, subscriptions: ['contact_created'] }])
    value(await world.admin.api.admin.deleteWebhook(account, made.id))
    expect(value(await world.admin.api.admin.listWebhooks(account))).toEqual([])
  })

  it('G3 G10 contacts: define, create, filter, search, change, notes, labels, merge', async () => {
    const { contacts, contactNotes } = world.agent.api
    const definition = value(
      await world.admin.api.admin.createAttribute(account, {
        key: 'vk_user_id',
        name: 'VK',
        type: 'text',
        model: 'contact_attribute',
      }),
    )
    expect(value(await world.agent.api.directory.listAttributes(account, 'contact_attribute')).map(({ key }) => key)).toContain(
      'vk_user_id',
    )
    const made = value(
      await contacts.createContact(account, {
        name: 'Ira',
        phoneNumber: '+49151234567',
        customAttributes: { vk_user_id: '77' },
      }),
    )
    const found = value(
      await contacts.filterContacts(account, { conditions: [{ key: 'vk_user_id', operator: 'equal_to', values: ['77'] }] }),
    )
    expect(found.contacts.map(({ contact }) => contact.id)).toEqual([made.contact.id])
    const byPhone = value(
      await contacts.filterContacts(account, {
        conditions: [{ key: 'phone_number', operator: 'equal_to', values: ['+49151234567'] }],
      }),
    )
    expect(byPhone.count).toBe(1)
    expect(value(await contacts.searchContacts(account, { text: '+4915123' })).contacts.length).toBe(1)
    const changed = value(await contacts.updateContact(account, { id: made.contact.id, name: 'Irina', blocked: true }))
    expect(changed.contact).toMatchObject({ name: 'Irina', blocked: true, customAttributes: { vk_user_id: '77' } })
    const bare = value(await contacts.destroyCustomAttributes(account, { id: made.contact.id, keys: ['vk_user_id'] }))
    expect(bare.contact.customAttributes).toEqual({})
    const note = value(await contactNotes.createNote(account, { contact: made.contact.id, content: 'Called' }))
    expect(value(await contactNotes.listNotes(account, made.contact.id))).toEqual([{ ...note, author: 'Bo Agent' }])
    value(await contactNotes.deleteNote(account, { contact: made.contact.id, note: note.id }))
    expect(value(await contactNotes.setContactLabels(account, { contact: made.contact.id, labels: ['vip'] }))).toEqual(['vip'])
    const twin = value(await contacts.createContact(account, { name: 'Ira again', email: 'ira@example.test' }))
    expect(value(await contacts.mergeContacts(account, { keep: made.contact.id, drop: twin.contact.id })).contact.id).toBe(
      made.contact.id,
    )
    expect(await contacts.readContact(account, twin.contact.id)).toMatchObject({ kind: 'refused', reason: 'not-found' })
    value(await world.admin.api.admin.deleteAttribute(account, definition.id))
  })
})
