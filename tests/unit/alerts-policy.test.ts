import { describe, expect, test } from 'vitest'
import type { Message } from '../../src-preload/contract/entities'
import { type AlertContext, endsAlert, judge, silentReasons, type Verdict } from '../../src-main/core/alerts/policy'
import type { FactOf } from '../../src-main/core/facts'
import { conversation } from '../fakes/outbox-world'
import { customerMessage } from '../fakes/messages'

const MINUTE = 60_000
const now = Date.UTC(2026, 0, 5, 9)
const ana = { type: 'contact', id: 1, name: 'Ana', avatarUrl: null }
const jonas = { type: 'user', id: 9, name: 'Jonas', avatarUrl: null }
const myself = { type: 'user', id: 7, name: 'Jo', avatarUrl: null }
const bot = { type: 'agent_bot', id: 2, name: 'Bot', avatarUrl: null }
const person = (id: number) => ({ id, name: 'Somebody', avatarUrl: null })

type Fact = FactOf<'MessageArrived'>

function fact(message: Partial<Message> = {}, changes: Partial<Fact> = {}): Fact {
  const whole = customerMessage(0, { createdAt: now - 2_000, sender: ana, ...message })
  return { kind: 'MessageArrived', message: whole, source: 'socket', gapMs: 0, mentionsMe: false, ...changes }
}

function context(changes: Partial<AlertContext> = {}): AlertContext {
  return {
    me: 7 as never,
    now,
    serverNow: now,
    settings: { alertsEnabled: true, alertsPausedUntilAt: null, alertOnNotes: 'mentions', alertScope: 'mine-and-unassigned' },
    conversation: conversation(0),
    myInboxes: null,
    isSeen: false,
    answeredBy: null,
    isRuledOut: false,
    isQuietHour: false,
    isOsDnd: false,
    hasDaemon: true,
    ...changes,
  }
}

const settings = context().settings
const note = { type: 'outgoing', private: true, sender: jonas } as const
const rows: [string, Fact, AlertContext, Verdict][] = [
  ['a customer in an unassigned conversation', fact(), context(), { alert: 'customer' }],
  ['a customer of mine', fact(), context({ conversation: conversation(0, { assignee: person(7) }) }), { alert: 'customer' }],
  ['a customer we cannot name', fact(), context({ conversation: null }), { alert: 'customer' }],
  [
    'a customer who ends the snooze',
    fact(),
    context({ conversation: conversation(0, { status: 'snoozed' }) }),
    { alert: 'customer' },
  ],
  ['my own reply', fact({ type: 'outgoing', sender: myself }), context(), { silent: 'own' }],
  ['my own note', fact({ ...note, sender: myself }), context(), { silent: 'own' }],
  ['my reply that has not left', fact({ type: 'outgoing', sender: null, id: null }), context(), { silent: 'own' }],
  ['I answered elsewhere since', fact({}, { source: 'catch-up' }), context({ answeredBy: 'me' }), { silent: 'own' }],
  ['a note', fact(note), context(), { silent: 'note-not-for-me' }],
  ['a note, notes wanted', fact(note), context({ settings: { ...settings, alertOnNotes: 'all' } }), { alert: 'note' }],
  ['a note that mentions me', fact(note, { mentionsMe: true }), context(), { alert: 'mention' }],
  [
    'a mention in a conversation of somebody else',
    fact(note, { mentionsMe: true }),
    context({ conversation: conversation(0, { assignee: person(9) }) }),
    { alert: 'mention' },
  ],
  [
    'a mention, notes unwanted',
    fact(note, { mentionsMe: true }),
    context({ settings: { ...settings, alertOnNotes: 'never' } }),
    { silent: 'note-not-for-me' },
  ],
  ['an activity', fact({ type: 'activity', sender: null }), context(), { silent: 'activity' }],
  ['a greeting', fact({ type: 'template', sender: null }), context(), { silent: 'activity' }],
  ['a bot', fact({ type: 'outgoing', sender: bot }), context(), { silent: 'activity' }],
  ['a colleague answers', fact({ type: 'outgoing', sender: jonas }), context(), { silent: 'answered-by-colleague' }],
  [
    'a colleague answered since',
    fact({}, { source: 'catch-up' }),
    context({ answeredBy: 'colleague' }),
    { silent: 'answered-by-colleague' },
  ],
  ['deleted before it came', fact({ deleted: true }), context(), { silent: 'repeat' }],
  [
    'after a short gap',
    fact({ createdAt: now - 9 * MINUTE }, { source: 'catch-up', gapMs: 10 * MINUTE }),
    context(),
    { alert: 'customer' },
  ],
  ['after a long gap', fact({}, { source: 'catch-up', gapMs: 11 * MINUTE }), context(), { silent: 'catching-up' }],
  ['the first fill', fact({}, { source: 'catch-up', gapMs: Infinity }), context(), { silent: 'catching-up' }],
  [
    'old, found in a short gap',
    fact({ createdAt: now - 60 * MINUTE }, { source: 'catch-up', gapMs: MINUTE }),
    context(),
    { silent: 'catching-up' },
  ],
  ['a look is faster than the socket', fact({}, { source: 'look' }), context(), { alert: 'customer' }],
  ['a look finds an old one', fact({ createdAt: now - 11 * MINUTE }, { source: 'look' }), context(), { silent: 'catching-up' }],
  ['a page of history', fact({}, { source: 'history' }), context(), { silent: 'catching-up' }],
  ['a frame from a slow queue', fact({ createdAt: now - 30 * MINUTE }), context(), { alert: 'customer' }],
  ['the old last message of a new row', fact({ createdAt: now - 61 * MINUTE }), context(), { silent: 'catching-up' }],
  [
    'our clock is wrong, the server’s is known',
    fact({ createdAt: now - 240 * MINUTE }),
    context({ serverNow: now - 240 * MINUTE }),
    { alert: 'customer' },
  ],
  ['a blocked customer', fact(), context({ conversation: conversation(0, { muted: true }) }), { silent: 'muted' }],
  ['a customer blocked a moment ago', fact({ sender: { ...ana, blocked: true } }), context(), { silent: 'muted' }],
  [
    'a note on a snoozed one',
    fact(note),
    context({ conversation: conversation(0, { status: 'snoozed' }), settings: { ...settings, alertOnNotes: 'all' } }),
    { silent: 'snoozed' },
  ],
  ['somebody else’s', fact(), context({ conversation: conversation(0, { assignee: person(9) }) }), { silent: 'not-mine' }],
  ['still the bot’s', fact(), context({ conversation: conversation(0, { status: 'pending' }) }), { silent: 'not-mine' }],
  ['unassigned, only mine wanted', fact(), context({ settings: { ...settings, alertScope: 'mine' } }), { silent: 'not-mine' }],
  [
    'somebody else’s, all wanted',
    fact(),
    context({ conversation: conversation(0, { assignee: person(9) }), settings: { ...settings, alertScope: 'all' } }),
    { alert: 'customer' },
  ],
  ['an inbox I am not in', fact(), context({ myInboxes: new Set() }), { silent: 'not-my-inbox' }],
  [
    'mine in an inbox I am not in',
    fact(),
    context({ myInboxes: new Set(), conversation: conversation(0, { assignee: person(7) }) }),
    { alert: 'customer' },
  ],
  ['on screen', fact(), context({ isSeen: true }), { silent: 'seen-here' }],
  ['a rule', fact(), context({ isRuledOut: true }), { silent: 'rule' }],
  ['a quiet hour', fact(), context({ isQuietHour: true }), { silent: 'quiet-hours' }],
  ['do not disturb', fact(), context({ isOsDnd: true }), { silent: 'os-dnd' }],
  ['switched off', fact(), context({ settings: { ...settings, alertsEnabled: false } }), { silent: 'paused' }],
  ['paused', fact(), context({ settings: { ...settings, alertsPausedUntilAt: now + 1 } }), { silent: 'paused' }],
  ['the pause is over', fact(), context({ settings: { ...settings, alertsPausedUntilAt: now } }), { alert: 'customer' }],
  ['nobody shows notifications', fact(), context({ hasDaemon: false }), { silent: 'no-daemon' }],
  [
    'what it is comes before where we are',
    fact({ type: 'activity' }),
    context({ hasDaemon: false, isSeen: true }),
    { silent: 'activity' },
  ],
]

describe('F17 the policy', () => {
  test.each(rows)('F17 %s', (...[, told, around, verdict]) => {
    expect(judge(told, around)).toEqual(verdict)
  })

  test('F17 every reason has a row', () => {
    const seen = new Set(rows.flatMap(([, , , verdict]) => ('silent' in verdict ? [verdict.silent] : [])))
    expect([...silentReasons].filter((reason) => !seen.has(reason))).toEqual([])
  })
})

describe('F1 an alert goes away', () => {
  const change = (after: Parameters<typeof conversation>[1], before: Parameters<typeof conversation>[1] = {}) =>
    endsAlert(
      { kind: 'ConversationChanged', conversation: conversation(0, after), before: conversation(0, before), source: 'socket' },
      7 as never,
      settings,
    )

  test.each([
    ['resolved', change({ status: 'resolved' }), true],
    ['muted', change({ muted: true }), true],
    ['read elsewhere', change({ unreadCount: 0 }, { unreadCount: 2 }), true],
    ['assigned to a colleague', change({ assignee: person(9) }), true],
    ['assigned to me', change({ assignee: person(7) }), false],
    ['was a colleague’s before', change({ assignee: person(9) }, { assignee: person(9) }), false],
    ['one more unread', change({ unreadCount: 3 }, { unreadCount: 2 }), false],
  ])('F1 %s', (_name, ends, expected) => {
    expect(ends).toBe(expected)
  })
})
