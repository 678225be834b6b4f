import { describe, expect, it } from 'vitest'
import { joined } from '../../src-main/core/missed/absence'
import { becameOf, mentionOf } from '../../src-main/core/missed/sorted'
import type { AbsenceCause } from '../../src-preload/contract/schemas/missed'
import { answers, asks, JONAS, ME, NOW, said, talk, waits } from '../fakes/moved-talks'

const MINUTE = 60_000

describe('M9 what became of a conversation', () => {
  const whose = { me: ME, scope: 'mine-and-unassigned' as const }
  it.each([
    ['the customer still waits', talk([asks()], waits), 'waits'],
    ['waits for a colleague', talk([asks()], { ...waits, assigneeId: JONAS }), 'nothing'],
    ['a colleague answered', talk([asks(), answers(JONAS)]), 'handled'],
    ['I answered elsewhere', talk([asks(), answers(ME)]), 'nothing'],
    ['resolved without a word', talk([asks()], { status: 'resolved' }), 'handled'],
    ['I answered and it was resolved', talk([asks(), answers(ME)], { status: 'resolved' }), 'nothing'],
    ['answered, and the customer wrote again', talk([asks(), answers(JONAS), asks()], waits), 'waits'],
    ['a note is no answer', talk([asks(), answers(JONAS, { private: true })], waits), 'waits'],
    [
      'a bot is no colleague',
      talk([asks(), said('outgoing', { sender: { type: 'agent_bot', id: 1, name: 'Bot' } })]),
      'nothing',
    ],
    ['only colleagues spoke', talk([answers(JONAS)]), 'nothing'],
  ])('M9 %s', (_name, moved, expected) => {
    expect(becameOf(moved, whose).kind).toBe(expected)
  })

  it('M9 who handled it has a name; scope "mine" leaves the unassigned to others', () => {
    expect(becameOf(talk([asks(), answers(JONAS)]), whose)).toEqual({ kind: 'handled', by: { id: JONAS, name: 'Jonas' } })
    expect(becameOf(talk([asks()], waits), { me: ME, scope: 'mine' }).kind).toBe('nothing')
    expect(becameOf(talk([asks()], { ...waits, assigneeId: JONAS }), { me: ME, scope: 'all' }).kind).toBe('waits')
  })

  it('M9 a mention counts until its conversation is over', () => {
    const note = answers(JONAS, { private: true, mentionsMe: true })
    expect(mentionOf(talk([note]))).toBe('Jonas')
    expect(mentionOf(talk([note], { status: 'resolved' }))).toBeNull()
    expect(mentionOf(talk([asks()]))).toBeNull()
  })
})

describe('M9 absences', () => {
  const of = (cause: AbsenceCause, sinceMin: number, untilMin: number) => ({
    ...{ cause, sinceAt: NOW + sinceMin * MINUTE, untilAt: NOW + untilMin * MINUTE },
  })
  it.each([
    ['a sleep and its lost line are the sleep', of('slept', 0, 540), of('offline', 1, 541), 'slept'],
    ['the line that was lost long before the lock', of('locked', 500, 520), of('offline', 0, 520), 'offline'],
    ['a lock around a sleep', of('slept', 1, 60), of('locked', 0, 61), 'slept'],
  ])('M9 %s', (...[, one, other, cause]) => {
    const whole = joined(one, other)
    expect(whole).toEqual({
      cause,
      sinceAt: Math.min(one.sinceAt, other.sinceAt),
      untilAt: Math.max(one.untilAt, other.untilAt),
    })
  })
})
