/** The channel deadline guard (M14): an open window is never held, a closed one never tried. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSurelyOpen, replyUntil, type WindowView } from '../../src-main/core/outbox/deadline'
import { conversation, keyOf, OutboxWorld } from '../fakes/outbox-world'
import { customerMessage } from '../fakes/messages'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const last = Date.UTC(2026, 0, 5, 9)

function view(channel: string, more: Partial<WindowView> & { canReply?: boolean } = {}): WindowView {
  const { canReply = true, ...some } = more
  return { conversation: { channel, canReply }, heardAt: last, inbox: {}, lastIncomingAt: last, ...some }
}

describe('M14 the window of a channel', () => {
  test.each([
    ['WhatsApp', view('Channel::Whatsapp'), 24],
    ['WhatsApp Light has none', view('Channel::Whatsapp', { inbox: { provider: 'whatsapp_light' } }), null],
    ['WhatsApp by Twilio', view('Channel::TwilioSms', { inbox: { medium: 'whatsapp' } }), 24],
    ['SMS has none', view('Channel::TwilioSms', { inbox: { medium: 'sms' } }), null],
    ['Twilio, before its medium was read', view('Channel::TwilioSms'), null],
    ['TikTok', view('Channel::Tiktok'), 48],
    ['Messenger', view('Channel::FacebookPage'), 24],
    ['Messenger where a human agent has a week', view('Channel::FacebookPage', { heardAt: last + DAY }), 168],
    ['Instagram, told "no" after a day', view('Channel::Instagram', { heardAt: last + DAY, canReply: false }), 24],
    ['an API inbox with a window', view('Channel::Api', { inbox: { replyHours: 6 } }), 6],
    ['an API inbox without', view('Channel::Api', { inbox: { replyHours: null } }), null],
    ['e-mail', view('Channel::Email'), null],
    ['a channel nobody knows', view('Channel::Pigeon'), null],
    ['nothing of the customer is here', view('Channel::Whatsapp', { lastIncomingAt: null }), null],
    ['the inbox is not here', view('Channel::Whatsapp', { inbox: null }), 24],
  ])('M14 %s', (_name, seen, hours) => {
    expect(replyUntil(seen)).toBe(hours === null ? null : last + hours * HOUR)
  })

  test.each([
    ['a moment before its end', view('Channel::Whatsapp'), DAY - 1, true],
    ['at its end', view('Channel::Whatsapp'), DAY, false],
    ['an old "no" counts for nothing while the hours run', view('Channel::Whatsapp', { canReply: false }), HOUR, true],
    ['the week of a human agent is asked for', view('Channel::FacebookPage', { heardAt: last + DAY }), DAY + 1, false],
    ['nothing of the customer is here', view('Channel::Whatsapp', { lastIncomingAt: null }), 0, false],
    ['a channel without a window', view('Channel::Email'), 900 * DAY, true],
    ['a channel nobody knows says no', view('Channel::Pigeon', { canReply: false }), 0, false],
  ])('M14 needs no question: %s', (...[, seen, after, expected]) => {
    expect(isSurelyOpen(seen, last + after)).toBe(expected)
  })
})

const channels = ['Channel::Whatsapp', 'Channel::FacebookPage', 'Channel::Email'] as const

/** Three lanes, one a channel; what the customer wrote may not have come here. */
class Deadlines {
  readonly world = new OutboxWorld()
  /** Held although open, or left although closed. */
  readonly wrong: string[] = []
  private readonly lastAt = [0, 0, 0]
  private isRead = 0

  constructor(private readonly metaHours: number) {
    const { chatwoot, disk, clock } = this.world
    chatwoot.canReply = ({ conversationId }) => this.isOpen(conversationId - 1, clock.now())
    for (const [lane, channel] of channels.entries())
      disk.state.conversations.set(`1/${lane + 1}`, { conversation: conversation(lane, { channel }), evidenceAt: 0 })
  }

  private isOpen(lane: number, at: number): boolean {
    const hours = [24, this.metaHours, Infinity][lane] ?? 0
    return hours === Infinity || at < (this.lastAt[lane] ?? 0) + hours * HOUR
  }

  async start(): Promise<void> {
    for (const lane of channels.keys()) this.customer(lane, true)
    await this.world.start()
  }

  customer(lane: number, isHeard: boolean): void {
    const { id, at } = this.world.chatwoot.write(keyOf(lane))
    this.lastAt[lane] = at
    if (!isHeard) return
    const heard = customerMessage(lane, { id: id as never, createdAt: at })
    this.world.disk.state.messages.push({ message: heard, evidenceAt: at })
  }

  /** No message of a customer comes while time passes, so what is open at its end was open before. */
  look(): void {
    const { told, chatwoot } = this.world
    for (const fact of told.splice(0))
      if (fact.kind === 'ReplyHeld' && fact.job.reason?.key === 'window-closed') {
        const lane = fact.job.conversationId - 1
        if (this.isOpen(lane, this.world.clock.now())) this.wrong.push(`${fact.job.text} held in an open window`)
      }
    for (const row of chatwoot.rows.slice(this.isRead)) {
      // Three tenths of a second on the way there.
      if (row.type === 'outgoing' && !this.isOpen(Number(row.lane.split('/')[1]) - 1, row.at - 301))
        this.wrong.push(`${row.content} left after the end`)
    }
    this.isRead = chatwoot.rows.length
  }
}

const lane = fc.integer({ min: 0, max: 2 })
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('send' as const), lane, laterMs: fc.constantFrom(0, 0, HOUR, DAY - 1_000, 26 * HOUR) }),
    fc.record({ kind: fc.constant('customer' as const), lane, isHeard: fc.boolean() }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 61_000, HOUR) }),
    fc.record({ kind: fc.constant('jump' as const), ms: fc.constantFrom(6 * HOUR, DAY - 2_000, DAY, 7 * DAY) }),
    fc.record({ kind: fc.constant('link' as const), up: fc.boolean() }),
  ),
  { minLength: 4, maxLength: 30 },
)

test('M14 no reply is held while the window is open, none leaves after its end', { timeout: 60_000 }, async () => {
  let held = 0
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(24, 168), async (all, metaHours) => {
      const desk = new Deadlines(metaHours)
      await desk.start()
      for (const step of all) {
        if (step.kind === 'customer') desk.customer(step.lane, step.isHeard)
        if (step.kind === 'send') {
          const leaveAt = step.laterMs > 0 ? desk.world.clock.now() + step.laterMs : undefined
          await desk.world.send(step.lane, { leaveAt })
          await desk.world.clock.advance(2_000)
        }
        if (step.kind === 'pass') await desk.world.clock.advance(step.ms)
        if (step.kind === 'jump') desk.world.clock.jump(step.ms)
        if (step.kind === 'link') await desk.world.setLink(step.up)
        desk.look()
      }
      await desk.world.setLink(true)
      await desk.world.clock.advance(30 * 60_000)
      desk.look()
      held += desk.world.disk.state.jobs.filter(({ reason }) => reason?.key === 'window-closed').length
      expect(desk.wrong).toEqual([])
      expect(desk.world.log.bugs).toEqual([])
    }),
    { numRuns: 150 },
  )
  expect(held).toBeGreaterThan(0)
})

describe('M14 a reply that is late', () => {
  test('M14 a fresh one is held too, with the reason; a note goes; "as it is" goes', async () => {
    const desk = new Deadlines(24)
    await desk.start()
    desk.world.clock.jump(25 * HOUR)
    const late = await desk.world.send(0)
    await desk.world.send(0, { private: true })
    await desk.world.clock.advance(2_000)
    const sent = () => desk.world.chatwoot.rows.filter(({ type }) => type === 'outgoing').map(({ content }) => content)
    expect(sent()).toEqual(['reply 2'])
    expect(desk.world.disk.state.jobs).toMatchObject([{ state: 'held', reason: { key: 'window-closed' } }])
    await desk.world.outbox.release(late.clientId)
    await desk.world.clock.advance(2_000)
    expect(sent()).toEqual(['reply 2', 'reply 1'])
  })
})
