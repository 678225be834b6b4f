/** What the world does wrong, and that nothing is lost by it. What has a test of its own elsewhere is not repeated here. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src-main/store'
import { callSchemas } from '../../src-preload/contract/schemas'
import { OfficeWorld } from '../fakes/office-world'
import { keyOf, OutboxWorld } from '../fakes/outbox-world'
import { aMessage, aQuery, clientIdOf, KEY, keepingLog, keyOf as storedKey, ME, NOON } from '../store/examples'

const DAY_MS = 86_400_000

/** Texts that have broken other programs. */
const ODD = [
  'x'.repeat(150_000),
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏽 e\u0301',
  'مرحبا \u202Etfel ot thgir\u202C שלום',
  'Hi {{contact.name}}, {% if a %}{{ nobody.knows }}{% endif %}',
  'a\u0000b\u0001\u001b[31m\ufffe',
  '\ud83d lone surrogate',
  '  \n\n trailing \u00a0 ',
  `<script>alert(1)</script> '; DROP TABLE messages; -- %s \\`,
]

let folder: string | null = null
afterEach(() => {
  if (folder !== null) rmSync(folder, { recursive: true, force: true })
  folder = null
})

describe('what an agent writes', () => {
  it.each(ODD.map((text, index) => [index, text] as const))('F2 F6 text %i is kept and sent as it is', async (_index, text) => {
    folder = mkdtempSync(join(tmpdir(), 'perch-odd-'))
    const file = join(folder, 'a.db')
    const store = openStore(file, KEY, keepingLog())
    await store.commit(async (tx) => {
      await tx.putDraft(storedKey(1, 1), { text, private: false, cursor: 1, updatedAt: NOON })
      await tx.putMessage({
        message: aMessage(1, null, { content: text, clientId: clientIdOf(1), marker: 1 }),
        evidenceAt: NOON,
      })
    })
    await store.close()
    const again = openStore(file, KEY, keepingLog())
    expect((await again.draft(storedKey(1, 1)))?.text).toBe(text)
    expect((await again.messageByClientId(clientIdOf(1)))?.message.content).toBe(text)
    await again.close()
    const world = new OutboxWorld({})
    world.chatwoot.write(keyOf(0))
    await world.start()
    const sent = await world.send(0, { text })
    await world.clock.advance(60_000)
    expect(world.chatwoot.rows.filter((row) => row.clientId === sent.clientId).map((row) => row.content)).toEqual([text])
  })

  it('F2 F18 what is too long or too much is refused at the door, with the draft untouched', () => {
    const conversation = { profileId: clientIdOf(9), accountId: 1, conversationId: 1 }
    const reply = { conversation, clientId: clientIdOf(1), private: false, seenId: null }
    const { input } = callSchemas['reply.send']
    expect(input.safeParse({ ...reply, text: 'x'.repeat(150_001), attachments: [] }).success).toBe(false)
    const files = Array.from({ length: 200 }, (_, n) => clientIdOf(n + 1))
    expect(input.safeParse({ ...reply, text: 'x', attachments: files }).success).toBe(false)
    expect(input.safeParse({ ...reply, text: '', attachments: [] }).success).toBe(false)
  })
})

describe('what a server says', () => {
  it('F1 F5 a message of a conversation that the server does not give out, and of an account that is not mine: no row, no bug', async () => {
    const file = join((folder = mkdtempSync(join(tmpdir(), 'perch-odd-'))), 'a.db')
    const world = new OfficeWorld(() => openStore(file, KEY, keepingLog()))
    const talk = world.office.talk()
    world.office.customerWrites(talk)
    await world.start()
    const { emit } = world.office
    for (const accountId of [1, 2]) {
      // The message alone: nobody tells of its conversation, and who asks gets a 404.
      world.office.emit = (account, event) => void (event.kind === 'message-created' && emit(account, event))
      world.office.customerWrites({ ...talk, accountId, id: 900 + accountId, lines: [] }, 'Who am I?')
    }
    world.office.emit = emit
    await world.clock.advance(5_000)
    world.office.customerWrites(talk, 'And now me')
    await world.clock.advance(5_000)
    const rows = (await world.store.list(aQuery({ status: 'all' }), ME)).rows
    expect(rows.map((row) => row.conversation.id)).toEqual([talk.id])
    expect((await world.stored(talk))?.preview?.text).toBe('And now me')
    expect(world.log.bugs).toEqual([])
    expect(world.profile.currentLink.state).toBe('live')
    await world.profile.stop()
  })

  it('F5 a conversation moves to another inbox under the same number: one row, the new inbox', async () => {
    const world = new OfficeWorld()
    world.office.inboxes = [3, 4]
    const talk = world.office.talk()
    world.office.customerWrites(talk)
    await world.start()
    talk.inboxId = 4
    world.office.customerWrites(talk, 'still me')
    await world.clock.advance(5_000)
    expect(await world.stored(talk)).toMatchObject({ inboxId: 4, preview: { text: 'still me' } })
    expect(await world.store.messages(world.keyOf(talk), null, 10)).toHaveLength(2)
  })

  it('F5 news with a time long past do not take newer ones back', async () => {
    const world = new OfficeWorld()
    const talk = world.office.talk()
    world.office.customerWrites(talk)
    await world.start()
    world.office.mark(talk, { priority: 'urgent' })
    await world.clock.advance(1_000)
    world.office.skewMs = -30 * DAY_MS
    world.office.mark(talk, { priority: 'low' })
    await world.clock.advance(1_000)
    expect((await world.stored(talk))?.priority).toBe('urgent')
  })
})

describe('what a computer does', () => {
  it.each([
    ['forwards', DAY_MS],
    ['back', -DAY_MS],
  ])('F2 a clock set %s a day in the middle of a send: once, never lost', async (_way, jump) => {
    const world = new OutboxWorld({})
    world.chatwoot.write(keyOf(0))
    await world.start()
    const sent = await world.send(0)
    world.clock.jump(jump)
    await world.clock.advance(300_000)
    expect(world.chatwoot.rows.filter((row) => row.clientId === sent.clientId)).toHaveLength(1)
    expect(world.disk.state.jobs).toEqual([])
  })
})
