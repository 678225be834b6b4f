import { describe, expect, it } from 'vitest'
import type { ServerCondition } from '../../src-preload/contract/server-filter'
import { listConditions } from '../../src-preload/contract/list-filter'
import { meaningOf } from '../../src-renderer/parts/server-filter'
import { stepsOf } from './recorded'

const at = { profileId: 'p1' as never, accountId: 3 as never }
const account = { kind: 'account', ...at }
type Values = ServerCondition['values']

const condition = (
  ...[key, operator, values, join = null]: [string, string, Values, ServerCondition['join']?]
): ServerCondition => ({
  ...{ key, operator, values, join },
})
const mean = (...conditions: ServerCondition[]) => meaningOf({ id: 1, name: 'Mine', conditions }, at)
const where = (...conditions: ServerCondition[]) => mean(...conditions)?.where.slice(1) ?? null

/** Every pair of key and operator that the server takes (FACTS §3.1), and what it is here; null: the dashboard shows it. */
const EQUAL = ['equal_to', 'not_equal_to']
const PRESENCE = [...EQUAL, 'is_present', 'is_not_present']
const TEXT = [...EQUAL, 'contains', 'does_not_contain']
const TIME = ['is_greater_than', 'is_less_than', 'days_before']
const TAKEN: Record<string, string[]> = {
  status: EQUAL,
  priority: EQUAL,
  assignee_id: PRESENCE,
  inbox_id: PRESENCE,
  team_id: PRESENCE,
  campaign_id: PRESENCE,
  labels: PRESENCE,
  display_id: TEXT,
  browser_language: EQUAL,
  conversation_language: EQUAL,
  country_code: EQUAL,
  referer: TEXT,
  mail_subject: TEXT,
  created_at: TIME,
  last_activity_at: TIME,
  own_attribute: [...TEXT, ...PRESENCE, ...TIME],
}
const OURS: Record<string, [Values, object[]]> = {
  'status equal_to': [['pending'], []],
  'priority equal_to': [
    ['high', 'urgent'],
    [
      { kind: 'priority', priority: 'high' },
      { kind: 'priority', priority: 'urgent' },
    ],
  ],
  'assignee_id equal_to': [[7, '8'], [7, 8].map((userId) => ({ kind: 'agent', ...at, userId }))],
  'assignee_id is_present': [[], ['me', 'others'].map((who) => ({ kind: 'assignee', who }))],
  'assignee_id is_not_present': [[], [{ kind: 'assignee', who: 'nobody' }]],
  'inbox_id equal_to': [[5], [{ kind: 'inbox', ...at, inboxId: 5 }]],
  'team_id equal_to': [[4], [{ kind: 'team', ...at, teamId: 4 }]],
  'team_id is_not_present': [[], [{ kind: 'noTeam' }]],
  'labels equal_to': [['VIP'], [{ kind: 'label', title: 'vip' }]],
}
const pairs = Object.entries(TAKEN).flatMap(([key, operators]) => operators.map((operator) => [key, operator] as const))

describe('filters that are kept on the server', () => {
  it.each(pairs)('F10 %s %s is said in our words, or not at all', (key, operator) => {
    const [values, ours] = OURS[`${key} ${operator}`] ?? [['1'], null]
    const found = mean(condition(key, operator, values))
    expect(found && found.where).toEqual(ours && [account, ...ours])
    expect(listConditions.safeParse(found?.where ?? []).success).toBe(true)
  })

  it('F10 every condition that the recorded servers were asked with has an answer', () => {
    type Kept = { attribute_key: string; filter_operator: string; values: Values; query_operator: ServerCondition['join'] }
    const asked = ['4.2.0', '4.10.1'].flatMap(stepsOf).flatMap(({ request }) => {
      const { path = '', json } = request as { path?: string; json?: { payload?: Kept[] } }
      return path.startsWith('conversations/filter') && json?.payload ? [json.payload] : []
    })
    expect(asked.length).toBeGreaterThan(20)
    const said = asked.map((payload) =>
      mean(...payload.map((one) => condition(one.attribute_key, one.filter_operator, one.values, one.query_operator))),
    )
    // What the recorder calls ${inbox} is no number; labels, statuses, priorities and who has it are as they were.
    expect(said.some((one) => one !== null)).toBe(false)
    const alone = asked.flatMap((payload) => {
      const last = payload.at(-1)
      return last ? [[last, mean(condition(last.attribute_key, last.filter_operator, last.values))] as const] : []
    })
    const understood = new Set(
      alone.filter(([, one]) => one !== null).map(([last]) => `${last.attribute_key} ${last.filter_operator}`),
    )
    expect([...understood].sort()).toEqual([
      'assignee_id is_not_present',
      'assignee_id is_present',
      'labels equal_to',
      'priority equal_to',
      'status equal_to',
    ])
  })

  it('F10 without a status it is all of them; of several there is no list of ours, but of all four there is', () => {
    const status = (...values: string[]) => mean(condition('status', 'equal_to', values))?.status ?? null
    expect(mean(condition('labels', 'equal_to', ['vip']))?.status).toBe('all')
    expect(status('open')).toBe('open')
    expect(status('all')).toBe('all')
    expect(status('open', 'resolved')).toBeNull()
    expect(status('open', 'resolved', 'pending', 'snoozed')).toBe('all')
    expect(status('a-newer-word')).toBeNull()
    expect(status()).toBeNull()
  })

  it('F10 "and" between kinds and "or" within one are ours; anything else is not', () => {
    const label = (title: string, join: ServerCondition['join'] = null) => condition('labels', 'equal_to', [title], join)
    const nobody = condition('assignee_id', 'is_not_present', [])
    expect(where(label('vip', 'and'), nobody)).toEqual([
      { kind: 'label', title: 'vip' },
      { kind: 'assignee', who: 'nobody' },
    ])
    expect(where(label('vip', 'or'), label('mugs'))).toHaveLength(2)
    expect(where(condition('team_id', 'equal_to', [4], 'or'), condition('team_id', 'is_not_present', []))).toHaveLength(2)
    expect(where(label('vip', 'and'), label('mugs'))).toBeNull()
    expect(where(label('vip', 'or'), nobody)).toBeNull()
    expect(where(condition('status', 'equal_to', ['open'], 'or'), condition('status', 'equal_to', ['pending']))).toBeNull()
    // The last but one has no tie: the server would not take it either.
    expect(where(label('vip'), nobody)).toBeNull()
  })

  it('F10 one condition or value that is not understood leaves the whole filter to the dashboard', () => {
    const open = condition('status', 'equal_to', ['open'], 'and')
    expect(where(open, condition('created_at', 'days_before', [2]))).toBeNull()
    expect(where(open, condition('priority', 'equal_to', ['high', 'a-newer-word']))).toBeNull()
    expect(where(open, condition('inbox_id', 'equal_to', ['five']))).toBeNull()
    expect(where(open, condition('inbox_id', 'equal_to', []))).toBeNull()
    expect(where(open, condition('toString', 'equal_to', ['x']))).toBeNull()
    expect(
      where(
        open,
        condition(
          'labels',
          'equal_to',
          Array.from({ length: 60 }, (_, n) => `l${n}`),
        ),
      ),
    ).toBeNull()
    expect(meaningOf({ id: 1, name: 'Odd', conditions: null }, at)).toBeNull()
  })
})
