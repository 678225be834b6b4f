import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Job } from '../../src-main/core/outbox/jobs'
import { openStore } from '../../src-main/store/index'
import type { AlertCase } from '../../src-preload/contract/alert-case'
import { directorySchema } from '../../src-preload/contract/entities'
import { accountId, inboxId, messageId } from '../../src-preload/contract/ids'
import { KEY, NOON, aConversation, aJob, aWaitingAsk, clientIdOf, keepingLog, keyOf } from './examples'
import { fill } from './fill'
import { temporaryStore } from './temporary'

const place = temporaryStore()
const HERE = keyOf(1, 1)

const CASE: AlertCase = {
  at: NOON,
  what: 'customer',
  isOld: false,
  isDeleted: false,
  isBlocked: false,
  account: 'p1/1',
  name: 'p1/1/1',
  conversation: {
    whose: 'me',
    status: 'open',
    labels: ['VIP'],
    priority: null,
    inbox: 'p1/1/3',
    contact: 'p1/1/c5',
    isMuted: false,
  },
  isMyInbox: null,
  participates: false,
  isSeen: false,
  answeredBy: null,
  isBusy: false,
  isPaused: false,
  isDesktopQuiet: null,
  hasDaemon: true,
}

/** Everything a person can type, NUL included. */
const text = fc.string({ unit: 'binary' })
const time = fc.option(fc.double({ min: NOON, max: NOON + 1e9, noNaN: true }))
const id = fc.option(fc.integer({ min: 1, max: 2 ** 40 }).map((n) => messageId.parse(n)))
const small = fc.nat(100)

const job: fc.Arbitrary<Job> = fc
  .record({
    state: fc.constantFrom('resting', 'queued', 'sending', 'unsure', 'held', 'failed'),
    marker: fc.integer({ min: 0, max: 999_999_999 }).map((micros) => (NOON * 1000 + micros) / 1e6),
    text,
    private: fc.boolean(),
    inReplyTo: id,
    anchorId: id,
    seenId: id,
    notBeforeAt: time,
    writtenBlind: fc.boolean(),
    unsureSinceAt: time,
    looks: small,
    rounds: small,
    failures: small,
    reason: fc.option(fc.record({ key: fc.constantFrom('offline', 'refused'), words: fc.option(text) })),
    released: fc.boolean(),
    reviewedAt: time,
    leaveAt: time,
  })
  .map((over) => aJob(1, over as Partial<Job>))

describe('outbox', () => {
  test('F2 a job comes back as it was written, every field, over what it was before', async () => {
    await fc.assert(
      fc.asyncProperty(job, async (written) => {
        await place.store.commit((tx) => tx.putJob(written))
        expect(await place.store.job(clientIdOf(1))).toEqual(written)
        expect(await place.store.jobs()).toEqual([written])
      }),
    )
  })

  test('F2 jobs are in order of writing; a changed one keeps its place, a removed one is gone', async () => {
    const order = async () => (await place.store.jobs()).map((one) => one.text)
    await place.store.commit(async (tx) => {
      for (const [n, createdAt] of [
        [3, 5],
        [1, 1],
        [2, 5],
        [4, 9],
      ] as const)
        await tx.putJob(aJob(n, { text: String(n), createdAt }))
    })
    expect(await order()).toEqual(['1', '3', '2', '4'])
    await place.store.commit((tx) => tx.putJob(aJob(3, { text: 'three', createdAt: 5, state: 'sending' })))
    await place.store.commit((tx) => tx.removeJob(clientIdOf(4)))
    await place.reopen()
    expect(await order()).toEqual(['1', 'three', '2'])
  })
})

describe('drafts', () => {
  test('F6 any text and cursor come back after a restart, in their own conversation only', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, small, async (one, other, cursor) => {
        const draft = { text: one, private: true, cursor, updatedAt: NOON, inReplyTo: messageId.parse(cursor + 1) }
        const bare = { text: other, private: false, cursor, updatedAt: NOON }
        await place.store.commit(async (tx) => {
          await tx.putDraft(HERE, { ...draft, text: 'older' })
          await tx.putDraft(HERE, draft)
          await tx.putDraft(keyOf(2, 1), bare)
        })
        await place.reopen()
        expect(await place.store.draft(HERE)).toEqual(draft)
        expect(await place.store.draft(keyOf(2, 1))).toEqual(bare)
        expect(await place.store.draft(keyOf(1, 2))).toBeNull()
      }),
      { numRuns: 15 },
    )
    await place.store.commit((tx) => tx.removeDraft(HERE))
    expect(await place.store.draft(HERE)).toBeNull()
  })
})

describe('the rest', () => {
  test('F17 the newest 500 verdicts are kept, newest first', async () => {
    const verdict = (n: number) => ({
      at: NOON + n,
      ...HERE,
      event: 'message-created',
      alerted: n % 2 === 0,
      reason: n % 2 ? 'own' : 'rule',
      rule: n % 2 ? null : 'r1',
      given: n % 2 ? null : CASE,
    })
    await place.store.commit(async (tx) => {
      for (let n = 1; n <= 510; n++) await tx.addVerdict(verdict(n))
    })
    const all = await place.store.verdicts(1000)
    expect([all.length, all[0], all.at(-1)]).toEqual([500, verdict(510), verdict(11)])
    expect(await place.store.verdicts(2)).toEqual([verdict(510), verdict(509)])
  })

  test('F17 of an inbox the last answer is kept, and of alerts the newest 200 tokens', async () => {
    const row = (inbox: number, isMember: boolean) => ({
      accountId: HERE.accountId,
      inboxId: inboxId.parse(inbox),
      isMember,
      checkedAt: NOON,
    })
    await place.store.commit(async (tx) => {
      for (const one of [row(1, true), row(2, true), row(1, false)]) await tx.putMembership(one)
      for (let n = 0; n <= 200; n++) await tx.putAlertToken(`t${n}`, HERE)
    })
    await place.reopen()
    const kept = await place.store.memberships()
    expect(kept.toSorted((a, b) => a.inboxId - b.inboxId)).toEqual([row(1, false), row(2, true)])
    expect(await place.store.alertToken('t200')).toEqual(HERE)
    expect(await place.store.alertToken('t0')).toBeNull()
    expect(await place.store.alertToken('of nobody')).toBeNull()
  })

  test('F11 the cursor of an account that was left goes, the others stay', async () => {
    const cursor = (account: number) => ({ accountId: accountId.parse(account), lastGoodAt: NOON, filled: true })
    await place.store.commit(async (tx) => {
      await tx.putCursor(cursor(1))
      await tx.putCursor(cursor(2))
      await tx.removeCursor(accountId.parse(1))
    })
    expect(await place.store.cursors()).toEqual([cursor(2)])
  })

  test('F5 cursors by account, the newest wins', async () => {
    const cursor = (account: number, lastGoodAt: number | null, filled: boolean) => ({
      accountId: accountId.parse(account),
      lastGoodAt,
      filled,
    })
    await place.store.commit(async (tx) => {
      await tx.putCursor(cursor(2, null, false))
      await tx.putCursor(cursor(1, NOON, false))
      await tx.putCursor(cursor(1, NOON + 0.5, true))
    })
    expect(await place.store.cursors()).toEqual([cursor(1, NOON + 0.5, true), cursor(2, null, false)])
  })

  test('F8 a directory is replaced as a whole and names the inboxes of those who wait', async () => {
    const account = HERE.accountId
    const empty = { accountId: account, inboxes: [], agents: [], teams: [], labels: [], cannedResponses: [] }
    expect(await place.store.directory(account)).toEqual(empty)
    const inbox = {
      channel: 'Channel::Api',
      avatarUrl: null,
      phoneNumber: null,
      email: null,
      webhookUrl: null,
      inboxIdentifier: null,
    }
    const directory = directorySchema.parse({
      ...empty,
      inboxes: [{ ...inbox, id: 3, name: 'Shop' }],
      cannedResponses: [{ id: 1, shortCode: 'hi', content: 'Hello' }],
    })
    await place.store.commit(async (tx) => {
      await tx.putDirectory(directory)
      await tx.putConversation({ conversation: aConversation(1, { waitingSinceAt: NOON }), evidenceAt: NOON })
    })
    expect(await place.store.directory(account)).toEqual(directory)
    expect((await place.store.waiting(aWaitingAsk())).rows[0]?.inboxName).toBe('Shop')
    await place.store.commit((tx) => tx.putDirectory({ ...directory, inboxes: [] }))
    expect((await place.store.waiting(aWaitingAsk())).rows[0]?.inboxName).toBe('')
  })

  test('F4 the filling of the benches is the same each time', async () => {
    await fill(place.store, { conversations: 20, messagesEach: 5, conversationsPerCommit: 7 })
    const first = await place.store.messages(keyOf(1, 17), null, 50)
    const other = openStore(`${place.file}.other`, KEY, keepingLog())
    await fill(other, { conversations: 20, messagesEach: 5 })
    expect(await other.messages(keyOf(1, 17), null, 50)).toEqual(first)
    expect(first.map((message) => message.id)).toEqual([81, 82, 83, 84, 85])
    await other.close()
  })

  test('M10 health lines come newest first, the oldest of more than a thousand go, and a broken one is left out', async () => {
    await place.store.commit(async (tx) => {
      for (let n = 1; n <= 1_005; n += 1) await tx.addHealth({ at: NOON + n, what: 'throttled', facts: { waitMs: n } })
    })
    const kept = await place.store.health(5_000)
    expect(kept).toHaveLength(1_000)
    expect(kept[0]).toEqual({ at: NOON + 1_005, what: 'throttled', facts: { waitMs: 1_005 } })
    expect(kept.at(-1)?.facts).toEqual({ waitMs: 6 })
    expect(await place.store.health(2)).toHaveLength(2)
  })
})
