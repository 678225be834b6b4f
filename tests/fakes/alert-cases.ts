/** Events, how things stood, and what was wished: what the table of the alert policy is made of. */
import type { Message } from '../../src-preload/contract/entities'
import type { AlertRule, AlertSettings } from '../../src-preload/contract/schemas/alert'
import type { World } from '../../src-main/core/alerts/case'
import type { FactOf } from '../../src-main/core/facts'
import { customerMessage } from './messages'
import { conversation } from './outbox-world'

export const MINUTE = 60_000
export const now = Date.UTC(2026, 0, 5, 9)
export const ana = { type: 'contact', id: 1, name: 'Ana', avatarUrl: null }
export const jonas = { type: 'user', id: 9, name: 'Jonas', avatarUrl: null }
export const myself = { type: 'user', id: 7, name: 'Jo', avatarUrl: null }
export const bot = { type: 'agent_bot', id: 2, name: 'Bot', avatarUrl: null }
export const person = (id: number) => ({ id, name: 'Somebody', avatarUrl: null })

type Fact = FactOf<'MessageArrived'>

export function fact(message: Partial<Message> = {}, changes: Partial<Fact> = {}): Fact {
  const whole = customerMessage(0, { createdAt: now - 2_000, sender: ana, ...message })
  return { kind: 'MessageArrived', message: whole, source: 'socket', gapMs: 0, mentionsMe: false, ...changes }
}

export function world(changes: Partial<World> = {}): World {
  return {
    me: 7 as never,
    profileId: 'p1' as never,
    now,
    serverNow: now,
    conversation: conversation(0),
    myInboxes: null,
    participates: false,
    isSeen: false,
    answeredBy: null,
    isBusy: false,
    isPaused: false,
    isDesktopQuiet: false,
    hasDaemon: true,
    ...changes,
  }
}

export const inbox = 'p1/1/3'
export const rule = (some: Partial<AlertRule>): AlertRule => ({
  id: 'r1',
  on: true,
  labels: [],
  priorities: [],
  places: [],
  contacts: [],
  then: 'wake',
  ...some,
})
export const night: AlertSettings['quietHours'] = { on: true, zone: 'UTC', spans: [{ days: [1], from: 8 * 60, to: 10 * 60 }] }
export const vip = world({ conversation: conversation(0, { labels: ['VIP'] }) })
export const others = conversation(0, { assignee: person(9) })

/** What happened, how things stood, what the settings were where they are not the usual ones, and the verdict in one word. */
export type Row = [name: string, told: Fact | 'waiting', around: World, wish: Partial<AlertSettings>, verdict: string]
export const note = { type: 'outgoing', private: true, sender: jonas } as const
