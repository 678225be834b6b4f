/** The calls that the other rounds leave out, so that there is one for each function of the room (G2, G3, G4, F8, F9, F10). */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UserId } from '../../src-preload/contract/ids'
import { account, RoundsWorld, value } from './rounds-world'
import { soon } from './soon'

const [ADA, BO] = [1 as UserId, 2 as UserId]

describe.each(['4.2.0', '4.10.1'] as const)('every call against a %s', (version) => {
  const world = new RoundsWorld(version)
  beforeAll(() => world.open())
  afterAll(() => world.close())

  it('F9 F10 G4 teams, participants, priority, transcript, folders, search of a conversation', async () => {
    const { key } = await world.waiting('Actions')
    const { actions, conversations, directory, search } = world.agent.api
    const team = await world.dashboard('teams', { name: 'Billing' })
    await world.dashboard(`teams/${team.id}/team_members`, { user_ids: [BO] })
    expect(value(await directory.listTeams(account))).toEqual([{ id: team.id, name: 'billing', isMember: true }])
    expect(value(await directory.listTeamMembers(account, team.id)).map(({ id }) => id)).toEqual([BO])
    value(await actions.assignTeam(key, team.id))
    expect(value(await conversations.readConversation(key)).fields.team).toEqual({ id: team.id, name: 'billing' })
    value(await actions.assignTeam(key, null))
    value(await actions.assignAgent(key, BO))
    expect(value(await conversations.readConversation(key)).fields).toMatchObject({ team: null, assignee: { id: BO } })
    expect(value(await actions.addParticipants(key, [ADA])).map(({ id }) => id)).toEqual([ADA])
    expect(value(await actions.readParticipants(key)).map(({ id }) => id)).toContain(ADA)
    value(await actions.removeParticipants(key, [ADA]))
    expect(value(await actions.readParticipants(key)).map(({ id }) => id)).not.toContain(ADA)
    expect(value(await conversations.updateConversation(key, { priority: 'high' })).fields.priority).toBe('high')
    expect(value(await conversations.updateConversation(key, { priority: null })).fields.priority).toBeNull()
    value(await actions.sendTranscript(key, 'eva@example.test'))
    expect(await actions.sendTranscript(key, '')).toMatchObject({ kind: 'refused', reason: 'invalid' })
    const found = value(await search.searchMessages(account, { text: 'Where is it', page: 1 }))
    expect(found.map((one) => one.fields.content)).toContain('Where is it?')
    const hits = value(await search.searchConversations(account, { text: 'Where is it' }))
    expect(hits).toMatchObject([{ id: key.conversationId, contactName: 'Eva Actions', inboxName: 'Actions' }])
    const folder = value(await directory.createFilter(account, { name: 'Mine', type: 'conversation', query: { payload: [] } }))
    expect(value(await directory.updateFilter(account, { ...folder, name: 'Ours' })).name).toBe('Ours')
  })

  it('G3 customers: listed, online, by source, in a second inbox, with labels and notes, deleted', async () => {
    const { contact, inbox } = await world.waiting('People')
    const second = value(await world.admin.api.admin.createInbox(account, { name: 'Second' }))
    const { contacts, contactNotes } = world.agent.api
    const id = contact.contact.id
    const page = value(await contacts.listContacts(account, { sort: '-last_activity_at' }))
    expect(page.contacts.map((card) => card.contact.id)).toContain(id)
    expect(page.count).toBeGreaterThan(0)
    expect(value(await contacts.activeContacts(account)).contacts).toEqual([])
    const source = { inboxId: inbox.id, sourceId: contact.sourceId ?? '' }
    expect(value(await contacts.findBySource(account, source)).contact.id).toBe(id)
    expect(await contacts.findBySource(account, { ...source, sourceId: 'nobody' })).toMatchObject({
      kind: 'refused',
      reason: 'not-found',
      words: 'HTTP 404 Not Found',
    })
    const place = await world.admin.api.contacts.addContactInbox(account, { id, inboxId: second.id, sourceId: 'vk:1' })
    expect(value(place)).toEqual({ inboxId: second.id, name: 'Second', channel: 'Channel::Api', sourceId: 'vk:1' })
    const note = value(await contactNotes.createNote(account, { contact: id, content: 'Called' }))
    const changed = value(await contactNotes.updateNote(account, { contact: id, note: note.id, content: 'Called twice' }))
    expect(changed).toEqual({ ...note, content: 'Called twice' })
    value(await contactNotes.setContactLabels(account, { contact: id, labels: ['vip'] }))
    expect(value(await contactNotes.readContactLabels(account, id))).toEqual(['vip'])
    expect(await contacts.deleteContact(account, id)).toMatchObject({ kind: 'refused', reason: 'not-allowed' })
    value(await world.admin.api.contacts.deleteContact(account, id))
    expect(await contacts.readContact(account, id)).toMatchObject({ kind: 'refused', reason: 'not-found' })
  })

  it('F8 F9 labels, canned responses by text, macros; G10 an attribute is defined once', async () => {
    const { key } = await world.waiting('Lists')
    const { directory, messages } = world.agent.api
    await world.dashboard('labels', { title: 'VIP', color: '#FF0000', description: 'Be nice' })
    expect(value(await world.agent.directory(account)).labels.length).toBe(1)
    expect(value(await directory.listLabels(account))).toEqual([{ title: 'vip', color: '#FF0000', description: 'Be nice' }])
    value(await directory.createCanned(account, { shortCode: 'hello', content: 'Hello' }))
    value(await directory.createCanned(account, { shortCode: 'bye', content: 'Bye' }))
    expect(value(await directory.listCanned(account, 'hel')).map(({ shortCode }) => shortCode)).toEqual(['hello'])
    const actions = [{ action_name: 'send_message', action_params: ['From the macro'] }]
    const macro = await world.dashboard('macros', { name: 'Say it', visibility: 'global', actions })
    expect(value(await directory.listMacros(account))).toMatchObject([
      { id: macro.id, actions: [{ name: 'send_message', values: ['From the macro'] }] },
    ])
    value(await directory.executeMacro(account, { macro: macro.id, conversations: [key.conversationId] }))
    await soon(async () =>
      expect(value(await messages.listMessages(key, {})).map(({ fields }) => fields.content)).toContain('From the macro'),
    )
    expect(await directory.executeMacro(account, { macro: 999, conversations: [] })).toMatchObject({
      kind: 'refused',
      status: 404,
    })
    const attribute = { key: 'plan', name: 'Plan', type: 'text', model: 'contact_attribute' } as const
    expect(value(await world.admin.api.admin.createAttribute(account, attribute))).toMatchObject({ key: 'plan', values: [] })
    const again = await world.admin.api.admin.createAttribute(account, attribute)
    expect(again).toMatchObject({ kind: 'refused', reason: 'invalid' })
  })

  it('F1 notification rows: read, unread, asleep, gone; and their settings', async () => {
    const { key } = await world.waiting('Rows')
    const { notifications } = world.agent.api
    value(await world.admin.assign(key, BO))
    const rows = async () =>
      value(await notifications.listNotifications(account, { includes: ['read', 'snoozed'] })).notifications
    const row = await soon(async () => {
      const mine = (await rows()).find(({ conversationId }) => conversationId === key.conversationId)
      expect(mine).toMatchObject({ type: 'conversation_assignment', readAt: null })
      return mine ?? { id: 0 }
    })
    const now = async () => (await rows()).find(({ id }) => id === row.id)
    value(await notifications.markRead(account, row.id))
    expect((await now())?.readAt).toBeGreaterThan(0)
    value(await notifications.markNotificationUnread(account, row.id))
    expect((await now())?.readAt).toBeNull()
    const untilAt = Math.floor(Date.now() / 1000) * 1000 + 3_600_000
    value(await notifications.snoozeNotification(account, { id: row.id, untilAt }))
    expect((await now())?.snoozedUntilAt).toBe(untilAt)
    value(await notifications.markAllRead(account))
    value(await notifications.deleteNotification(account, row.id))
    expect(await now()).toBeUndefined()
    value(await notifications.deleteNotifications(account, 'read'))
    expect(value(await notifications.readNotificationSettings(account)).allPush).toContain('push_conversation_mention')
  })

  it('F11 M1 the active account; the delivery status of an API inbox', async () => {
    const { key } = await world.waiting('Delivery')
    value(await world.agent.api.account.setActiveAccount(account))
    expect((await world.agent.api.account.setActiveAccount(99 as never)).kind).toBe('unsure')
    const { messages } = world.agent.api
    const marker = 1795343999.5
    const said = value(
      await world.agent.send({ conversation: key, clientId: 'd', marker, text: 'Hi', private: false, inReplyTo: null }),
    )
    value(await messages.setDelivery(key, { id: said.id, status: 'failed', error: 'no route' }))
    const stored = value(await messages.listMessages(key, {})).find(({ id }) => id === said.id)
    expect(stored?.fields).toMatchObject({ status: 'failed', error: 'no route' })
  })

  it('G4 G11 a conversation is deleted by an administrator, where the server can', async () => {
    const { key } = await world.waiting('Deleted')
    const deleted = await world.admin.api.conversations.deleteConversation(key)
    if (version === '4.2.0') return expect(deleted).toMatchObject({ kind: 'refused', reason: 'not-found' })
    value(deleted)
    const { readConversation } = world.agent.api.conversations
    await soon(async () => expect(await readConversation(key)).toMatchObject({ kind: 'refused', reason: 'not-found' }))
  })
})

describe('the rounds', () => {
  it('G2 G3 G4 G5 G6 leave out no function of the room', () => {
    const here = import.meta.dirname
    const text = readdirSync(here)
      .filter((file) => /^(chatwoot-.*\.test|rounds-world)\.ts$/.test(file))
      .map((file) => readFileSync(`${here}/${file}`, 'utf8'))
      .join('\n')
    const { server } = new RoundsWorld('4.2.0').servers.connect('http://127.0.0.1:1', { kind: 'token', token: 't' })
    const all = Object.entries(server.api).flatMap(([noun, calls]) => Object.keys(calls).map((name) => ({ noun, name })))
    server.close()
    expect(all.length).toBeGreaterThan(80)
    expect(all.filter(({ name }) => !new RegExp(`\\b${name}\\(`).test(text))).toEqual([])
  })
})
