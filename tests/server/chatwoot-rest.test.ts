/** Lists, notifications, presence, and a misbehaving fake (F5, F8, F10, M11). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UserId } from '../../src-preload/contract/ids'
import type { FakeChatwoot } from '../fake-chatwoot/start'
import { account, RoundsWorld, value } from './rounds-world'
import { soon } from './soon'

describe.each(['4.2.0', '4.10.1'] as const)('everything else against a %s', (version) => {
  const world = new RoundsWorld(version)
  beforeAll(() => world.open())
  afterAll(() => world.close())

  it('F10 the filters of conversations come with the directory; one that cannot be read whole says so', async () => {
    const { createFilter } = world.agent.api.directory
    const keep = async (name: string, payload: unknown, type = 'conversation') =>
      value(await createFilter(account, { name, type, query: { payload } })).id
    const ours = {
      attribute_key: 'team_id',
      filter_operator: 'equal_to',
      values: { id: 4, name: 'orders' },
      query_operator: 'AND',
    }
    const last = { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'], query_operator: null }
    const orders = await keep('Orders', [ours, last])
    const odd = await keep('Odd', [ours, { attribute_key: 7 }])
    const none = await keep('None', null)
    await keep('Of contacts', [last], 'contact')
    const { filters } = value(await world.agent.directory(account))
    expect(filters).toEqual([
      {
        ...{ id: orders, name: 'Orders' },
        conditions: [
          { key: 'team_id', operator: 'equal_to', values: [4], join: 'and' },
          { key: 'status', operator: 'equal_to', values: ['open'], join: null },
        ],
      },
      { id: odd, name: 'Odd', conditions: null },
      { id: none, name: 'None', conditions: null },
    ])
    for (const id of [orders, odd, none]) value(await world.agent.api.directory.deleteFilter(account, id))
  })

  it('F8 F10 the directory, canned responses, folders, macros, counts, search, notifications', async () => {
    const { key, inbox } = await world.waiting('Rest')
    const made = value(
      await world.agent.api.directory.createCanned(account, { shortCode: 'hi', content: 'Hello {{contact.name}}' }),
    )
    value(await world.agent.api.directory.updateCanned(account, { ...made, content: 'Hello!' }))
    const directory = value(await world.agent.directory(account))
    expect(directory.cannedResponses).toEqual([{ id: made.id, shortCode: 'hi', content: 'Hello!' }])
    expect(directory.agents.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ada Admin', 'Bo Agent', 'Cy Agent']))
    expect(directory.inboxes.map(({ id }) => id)).toContain(inbox.id)
    value(await world.agent.api.directory.deleteCanned(account, made.id))
    expect(
      value(await world.agent.api.directory.listAssignable(account, [inbox.id]))
        .map(({ id }) => id)
        .sort(),
    ).toEqual([1, 2])
    expect(value(await world.agent.api.directory.listInboxMembers(account, inbox.id)).map(({ id }) => id)).toEqual([2])
    const folder = value(
      await world.agent.api.directory.createFilter(account, { name: 'Mine', type: 'conversation', query: { payload: [] } }),
    )
    expect(value(await world.agent.api.directory.listFilters(account, 'conversation'))).toMatchObject([
      { id: folder.id, name: 'Mine' },
    ])
    value(await world.agent.api.directory.deleteFilter(account, folder.id))
    expect(value(await world.agent.api.directory.listMacros(account))).toEqual([])
    expect(Object.keys(value(await world.agent.api.account.cacheKeys(account))).sort()).toEqual(['inbox', 'label', 'team'])
    expect(value(await world.agent.api.account.readAccount(account))).toMatchObject({ id: 1, name: 'Acme Support' })
    expect(value(await world.agent.api.search.search(account, { text: 'Where is it' })).messages.length).toBeGreaterThan(0)
    value(await world.admin.assign(key, 2 as UserId))
    const rows = await soon(async () => {
      const page = value(await world.agent.api.notifications.listNotifications(account, {}))
      expect(page.notifications.length).toBeGreaterThan(0)
      return page.notifications
    })
    const row = rows.find(({ conversationId }) => conversationId === key.conversationId)
    expect(row?.conversationRowId).not.toBe(key.conversationId)
    expect(value(await world.agent.api.notifications.countUnread(account))).toBeGreaterThan(0)
    value(await world.agent.api.notifications.markConversationRead(account, row?.conversationRowId ?? 0))
    expect(
      value(await world.agent.api.notifications.listNotifications(account, {})).notifications.map(({ id }) => id),
    ).not.toContain(row?.id)
    const settings = value(
      await world.agent.api.notifications.setNotificationSettings(account, { email: [], push: ['push_conversation_mention'] }),
    )
    expect(settings).toMatchObject({ email: [], push: ['push_conversation_mention'] })
  })

  it('M11 availability is set per account', async () => {
    value(await world.agent.setAvailability(account, 'busy'))
    value(await world.agent.api.account.setAutoOffline(account, false))
    const mine = value(await world.agent.profile()).accounts.find(({ id }) => id === account)
    expect(mine).toMatchObject({ availability: 'busy', autoOffline: false })
    value(await world.agent.setAvailability(account, 'online'))
    expect((await world.agent.api.account.updateActiveAt(account)).kind).toBe('accepted')
  })

  it('F5 what the fake does to a line is what it does to a reply', async () => {
    const { key } = await world.waiting('Faults')
    const reply = { conversation: key, clientId: 'x', marker: 1795343900.5, text: 'Once', private: false, inReplyTo: null }
    const path = `/api/v1/accounts/1/conversations/${key.conversationId}/messages`
    const after = async (fault: Parameters<FakeChatwoot['script']['fail']>[0]['fault']) => {
      world.fake.script.fail({ method: 'POST', path, fault })
      return world.agent.send(reply)
    }
    const stored = () =>
      world.fake.model.conversation(1, key.conversationId).messages.filter(({ content }) => content === 'Once').length
    expect(await after({ kind: 'lose' })).toMatchObject({ kind: 'unsure' })
    expect(stored()).toBe(1)
    expect(await after({ kind: 'truncate' })).toMatchObject({ kind: 'unsure' })
    expect(stored()).toBe(2)
    expect(await after({ kind: 'page' })).toMatchObject({ kind: 'unsure', reason: 'unreadable' })
    expect(await after({ kind: 'error', status: 502, form: 'html' })).toMatchObject({
      kind: 'unsure',
      reason: 'server-error',
      status: 502,
    })
    expect(await after({ kind: 'throttled' })).toEqual({ kind: 'throttled' })
    expect(await after({ kind: 'unauthorized', reason: 'sign-in' })).toEqual({ kind: 'signed-out', cause: 'no-header' })
    expect(await after({ kind: 'unauthorized', reason: 'policy' })).toMatchObject({ kind: 'refused', reason: 'not-allowed' })
    expect(stored()).toBe(2)
  })
})
