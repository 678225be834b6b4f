import { describe, expect, test } from 'vitest'
import { alertCaseSchema } from '../../src-preload/contract/alert-case'
import { caseOfMessage, caseOfWaiting } from '../../src-main/core/alerts/case'
import { defaultAlertSettings as usual } from '../../src-main/core/alerts/defaults'
import { alertReasons, endsAlert, judge, silentReasons } from '../../src-main/core/alerts/policy'
import { person, type Row } from '../fakes/alert-cases'
import { whomItConcerns } from '../fakes/alert-rows'
import { atTheMoment } from '../fakes/alert-rows-moment'
import { conversation } from '../fakes/outbox-world'

const rows = [...whomItConcerns, ...atTheMoment]

function verdictOf([, told, around, wish]: Row): string {
  const given =
    told === 'waiting'
      ? caseOfWaiting({ accountId: 1 as never, conversationId: 1 as never }, around)
      : caseOfMessage(told, around)
  const verdict = judge(given, { ...usual, ...wish })
  const by = verdict.rule === null ? '' : ` ${verdict.rule}`
  return 'silent' in verdict
    ? `${verdict.silent}${by}`
    : `${verdict.alert}: ${verdict.because}${by}${verdict.woke ? ' woke' : ''}`
}

describe('F17 the policy', () => {
  test.each(rows)('F17 %s', (...row) => {
    expect(verdictOf(row)).toBe(row[4])
  })

  test('F17 every reason, for and against, has a row', () => {
    const told = rows.map(([, , , , verdict]) => verdict.split(' ')[1] ?? verdict)
    const seen = new Set([...told, ...rows.map(([, , , , verdict]) => verdict.split(' ')[0] ?? '')])
    expect([...silentReasons, ...alertReasons].filter((reason) => !seen.has(reason))).toEqual([])
  })

  test('F17 what is kept of a case is enough to judge it again, and says nothing of anybody', () => {
    for (const [, told, around] of rows) {
      if (told === 'waiting') continue
      const given = caseOfMessage(told, around)
      expect(alertCaseSchema.parse(JSON.parse(JSON.stringify(given)))).toEqual(given)
      expect(JSON.stringify(given)).not.toMatch(/Ana|parcel\?/)
    }
  })
})

describe('F1 an alert goes away', () => {
  type Some = Parameters<typeof conversation>[1]
  const change = (after: Some, before: Some = {}, concernsMe = false) =>
    endsAlert(
      { kind: 'ConversationChanged', conversation: conversation(0, after), before: conversation(0, before), source: 'socket' },
      7 as never,
      concernsMe,
    )

  test.each([
    ['resolved', change({ status: 'resolved' }), true],
    ['snoozed', change({ status: 'snoozed' }), true],
    ['was snoozed before', change({ status: 'snoozed' }, { status: 'snoozed' }), false],
    ['assigned to a colleague whom I follow', change({ assignee: person(9) }, {}, true), false],
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
