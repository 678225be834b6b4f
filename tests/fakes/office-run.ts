/** Random histories of an office, and whether the store says what the server says afterwards. */
import fc from 'fast-check'
import type { Change } from '../../src-preload/contract/change'
import type { ContactId, UserId } from '../../src-preload/contract/ids'
import type { ServerEvent } from '../../src-main/core/news'
import type { Store } from '../../src-main/core/ports'
import { COLLEAGUE, ME } from './office-people'
import { type Customer, type Talk, unreadOf } from './office-news'
import { OfficeWorld } from './office-world'

const TALKS = 4
type Way = 'once' | 'twice' | 'late' | 'late twice'

const pick = <T>(...values: T[]) => fc.constantFrom(...values)
const talk = fc.nat(TALKS - 1)
const nth = fc.nat(50)
/** What the agent herself may do to a conversation. */
export const myChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: pick('status' as const),
    status: pick('open' as const, 'resolved' as const, 'pending' as const, 'snoozed' as const),
    snoozedUntilAt: pick(null),
  }),
  fc.record({ kind: pick('assignee' as const), userId: pick(ME as UserId, COLLEAGUE as UserId, null) }),
  fc.record({ kind: pick('priority' as const), priority: pick('high' as const, 'low' as const, null) }),
  fc.tuple(pick('vip', 'mugs'), fc.boolean()).map(([title, isOn]) => ({
    kind: 'labels' as const,
    add: isOn ? [title] : [],
    remove: isOn ? [] : [title],
  })),
  fc.record({ kind: pick('unread' as const) }),
  fc.record({
    kind: pick('contact' as const),
    contactId: pick(1 as ContactId),
    fields: pick(
      { name: 'Ana Ruiz' },
      { name: 'Ana' },
      { email: 'ana@example.com' },
      { email: null },
      { phoneNumber: '+4930123' },
    ),
  }),
)

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: pick('customer' as const), talk }) },
  { weight: 4, arbitrary: fc.record({ kind: pick('agent' as const), talk, who: pick(ME, COLLEAGUE), isNote: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: pick('status' as const), talk, status: pick('open', 'resolved', 'pending', 'snoozed') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: pick('assign' as const), talk, who: pick(ME, COLLEAGUE, null) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: pick('delivery' as const), talk, nth, status: pick('delivered', 'read', 'failed') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: pick('delete' as const), talk, nth }) },
  { weight: 2, arbitrary: fc.record({ kind: pick('read' as const), talk }) },
  { weight: 1, arbitrary: fc.record({ kind: pick('seen here' as const), talk }) },
  { weight: 6, arbitrary: fc.record({ kind: pick('i change' as const), talk, change: myChange }) },
  { weight: 2, arbitrary: fc.record({ kind: pick('i undo' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: pick('open' as const), talk }) },
  { weight: 4, arbitrary: fc.record({ kind: pick('way' as const), way: pick<Way>('once', 'twice', 'late', 'late twice') }) },
  { weight: 6, arbitrary: fc.record({ kind: pick('pass' as const), ms: pick(1, 900, 4_000, 15_000, 130_000) }) },
  { weight: 3, arbitrary: fc.record({ kind: pick('cut' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: pick('line up' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: pick('rest' as const),
      call: pick('conversations', 'messages', 'profile'),
      isDown: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: pick('sleep' as const), ms: pick(60_000, 3_600_000, 4 * 86_400_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: pick('restart' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
/** What happens, and how far the server's clock is ahead. */
export const history = fc.record({
  steps: fc.array(step, { minLength: 20, maxLength: 80 }),
  skewMs: pick(0, -3_600_000, 3_600_000, 700),
})

/** What is told by frames, and no heartbeat comes in between. */
const SOCKET_TELLS: Step['kind'][] = ['customer', 'agent', 'status', 'assign', 'delivery', 'delete', 'way', 'pass']

const DOWN = { kind: 'unsure', reason: 'server-error', status: 500, words: null } as const

/** One history. */
export class OfficeRun {
  readonly world: OfficeWorld
  readonly talks: Talk[]
  private way: Way = 'once'

  constructor(skewMs: number, openStore?: () => Store) {
    this.world = new OfficeWorld(openStore)
    const { office, cable, clock } = this.world
    office.skewMs = skewMs
    office.latencyMs = 40
    this.talks = Array.from({ length: TALKS }, () => office.talk())
    office.emit = (account: number, event: ServerEvent) => {
      if (!this.way.startsWith('late')) cable.deliver(account, event)
      if (this.way === 'twice') clock.after(700, () => cable.deliver(account, event))
      if (this.way.startsWith('late')) clock.after(2_500, () => cable.deliver(account, event))
      if (this.way === 'late twice') clock.after(9_000, () => cable.deliver(account, event))
    }
  }

  async take(one: Step): Promise<void> {
    const { office, clock, cable, profile } = this.world
    const at = 'talk' in one ? this.talks[one.talk] : undefined
    if (at !== undefined) this.happen(one, at)
    if (one.kind === 'way') this.way = one.way
    if (one.kind === 'i undo') await this.undo(one.nth)
    if (one.kind === 'pass') await clock.advance(one.ms)
    if (one.kind === 'cut') cable.cut()
    if (one.kind === 'line up') cable.isUp = true
    if (one.kind === 'rest' && one.isDown) office.fails.set(one.call, DOWN)
    if (one.kind === 'rest' && !one.isDown) office.fails.delete(one.call)
    if (one.kind === 'sleep') {
      profile.sleep()
      await clock.advance(one.ms)
      profile.wake()
    }
    if (one.kind === 'restart') await this.world.restart()
    await clock.advance(3)
  }

  private happen(one: Step, talk: Talk): void {
    const { office, profile } = this.world
    if (one.kind === 'customer') office.customerWrites(talk)
    if (one.kind === 'agent') office.agentWrites(talk, { senderId: one.who, private: one.isNote })
    if (one.kind === 'status') office.setStatus(talk, one.status)
    if (one.kind === 'assign') office.assign(talk, one.who)
    if (one.kind === 'read') office.read(talk)
    if (one.kind === 'seen here') void profile.conversations.markSeen(this.world.keyOf(talk), null)
    if (one.kind === 'i change') void this.change(talk, one.change)
    if (one.kind === 'open') void profile.conversations.open(this.world.keyOf(talk))
    const line = 'nth' in one ? talk.lines[one.nth % Math.max(1, talk.lines.length)] : undefined
    if (line === undefined) return
    // The server refuses that one, and knows no way back from a deletion.
    const isRefused = one.kind === 'delivery' && one.status === 'delivered' && line.status === 'read'
    if (one.kind === 'delivery' && line.type === 'outgoing' && !line.deleted && !isRefused)
      office.change(talk, line, { status: one.status })
    if (one.kind === 'delete') office.change(talk, line, { deleted: true, content: 'This message was deleted' })
  }

  /** She sees what is on her screen. */
  private async change(talk: Talk, change: Change): Promise<void> {
    const key = this.world.keyOf(talk)
    const seenId = (await this.world.store.messageBounds(key))?.last ?? null
    await this.world.profile.outbox.change({ conversation: key, change, seenId })
  }

  private async undo(nth: number): Promise<void> {
    const actions = await this.world.store.actions()
    const action = actions[nth % Math.max(1, actions.length)]
    if (action) await this.world.profile.outbox.undoAction(action.id)
  }

  /** The world is well again, one catch-up runs to its end, and the last late frames come in. */
  async calmDown(): Promise<void> {
    const { office, clock, cable, profile } = this.world
    office.fails.clear()
    cable.isUp = true
    // Whatever nobody could tell us of is told by a new word in each conversation.
    for (const talk of this.talks) office.customerWrites(talk)
    profile.sleep()
    await clock.advance(500)
    profile.wake()
    for (let turn = 0; turn < 20 && profile.currentLink.state !== 'live'; turn += 1) await clock.advance(60_000)
    await clock.advance(20_000)
    // What is held waits for the agent's word: she leaves all as it is.
    for (const action of await this.world.store.actions()) await profile.outbox.undoAction(action.id)
    await clock.advance(70_000)
  }

  async differences(): Promise<string[]> {
    const wrong: string[] = []
    for (const talk of this.talks) {
      const stored = await this.world.stored(talk)
      const lines = await this.world.store.messages(this.world.keyOf(talk), null, 1_000)
      const here = stored && {
        ...{ status: stored.status, assignee: stored.assignee?.id ?? null, waits: stored.waitingSinceAt },
        ...{ labels: stored.labels, priority: stored.priority, customer: customerOf(stored.contact) },
        unread: Math.min(10, stored.unreadCount),
        activity: stored.lastActivityAt,
        preview: stored.preview?.id,
        lines: lines.map((line) => [line.id, line.status, line.deleted, line.content].join()),
      }
      const there = {
        ...{ status: talk.status, assignee: talk.assigneeId, waits: talk.waitingSinceAt },
        ...{ labels: talk.labels, priority: talk.priority, customer: customerOf(talk.customer) },
        unread: unreadOf(talk),
        activity: talk.lastActivityAt,
        preview: talk.lines.findLast((line) => line.type !== 'activity')?.id,
        lines: talk.lines.map((line) => [line.id, line.status, line.deleted, line.content].join()),
      }
      if (JSON.stringify(here) !== JSON.stringify(there))
        wrong.push(`conversation ${talk.id}\n here ${JSON.stringify(here)}\nthere ${JSON.stringify(there)}`)
    }
    const arrivals = this.world.arrivals()
    for (const id of new Set(arrivals))
      if (arrivals.filter((other) => other === id).length > 1) wrong.push(`message ${id} arrived twice`)
    for (const action of await this.world.store.actions()) wrong.push(`still kept: ${JSON.stringify(action)}`)
    for (const bug of this.world.log.bugs) wrong.push(`bug in ${bug.where}: ${String(bug.error)}`)
    return wrong
  }
}

function customerOf({ name, email, phoneNumber }: Pick<Customer, 'name' | 'email' | 'phoneNumber'>): string {
  return [name, email, phoneNumber].join()
}

/** While the line holds: pauses are short, so that no heartbeat comes in between. */
export const toldBySocket = fc
  .array(
    step.filter((one) => SOCKET_TELLS.includes(one.kind)),
    { minLength: 10, maxLength: 50 },
  )
  .map((steps) => steps.map((one) => (one.kind === 'pass' ? { ...one, ms: Math.min(one.ms, 2_000) } : one)))
