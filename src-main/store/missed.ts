/** What was said while nobody was here. Conversations that moved are found in the index of the lists, their lines by time. */
import { sql } from 'kysely'
import type { ConversationKey } from '../../src-preload/contract/ids'
import { accountId, conversationId } from '../../src-preload/contract/ids'
import type { MovedAsk, MovedTalk, SaidLine } from '../core/ports'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'
import type { Slots } from './statement'

interface LineRow {
  account_id: number
  id: number
  status: string
  assignee_id: number | null
  waiting_since_at: number | null
  at: number
  type: string | null
  private: number | null
  sender: string | null
  mentions: number
}

/** A flood must not fill the memory: its newest lines say how things stand now. */
const MOST_LINES = 20_000

type Values = { accounts: string; since: number; mention: string; limit: number }

/** Newest first, so that a limit cuts off the oldest. */
const linesSince = statement<Values, LineRow>((slot) =>
  sqlite
    .selectFrom('conversations as c')
    .innerJoin('messages as m', (join) =>
      join.onRef('m.account_id', '=', 'c.account_id').onRef('m.conversation_id', '=', 'c.id'),
    )
    .where('c.last_activity_at', '>', slot('since'))
    .where(sql<boolean>`+c.account_id in (select value from json_each(${slot('accounts')}))`)
    .where('m.created_at', '>', slot('since'))
    .where('m.id', 'is not', null)
    .where(sql<boolean>`json_valid(m.entity)`)
    .select([
      'c.account_id',
      'c.id',
      'c.status',
      'c.assignee_id',
      'c.waiting_since_at',
      'm.created_at as at',
      sql<string | null>`m.entity ->> '$.type'`.as('type'),
      sql<number | null>`m.entity ->> '$.private'`.as('private'),
      sql<string | null>`m.entity -> '$.sender'`.as('sender'),
      sql<number>`instr(m.entity ->> '$.content', ${slot('mention')}) > 0`.as('mentions'),
    ])
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(slot('limit')),
)

const answersBefore = statement<ConversationKey & { before: number; agent: number }, { found: number }>((slot) =>
  sqlite
    .selectFrom(beforeOf(slot).as('older'))
    .select(sql<number>`1`.as('found'))
    .where(
      sql<boolean>`json_valid(entity) and entity ->> '$.type' = 'outgoing' and entity ->> '$.private' = 0
        and entity ->> '$.sender.type' = 'user' and entity ->> '$.sender.id' = ${slot('agent')}`,
    )
    .limit(1),
)

/** Somebody who is at it has answered not long before. */
function beforeOf(slot: Slots<ConversationKey & { before: number }>) {
  return sqlite
    .selectFrom('messages')
    .select('entity')
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId'))
    .where('created_at', '<=', slot('before'))
    .where('id', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(100)
}

/** Conversations in which something was said since then, each with it, oldest line first. */
export function movedSince(tx: Connection, { me, accounts, since }: MovedAsk): MovedTalk[] {
  const mention = `(mention://user/${me}/`
  const rows = tx.all(linesSince, { accounts: JSON.stringify(accounts), since, mention, limit: MOST_LINES })
  const talks = new Map<string, MovedTalk>()
  for (const row of rows.reverse()) {
    const name = `${row.account_id}/${row.id}`
    const talk = talks.get(name) ?? talkOf(row)
    talk.said.push(lineOf(row))
    talks.set(name, talk)
  }
  return [...talks.values()]
}

/** Whether this agent had publicly answered before. */
export function hadAnswered(tx: Connection, ask: { key: ConversationKey; agent: number; before: number }): boolean {
  const { accountId, conversationId } = ask.key
  return tx.first(answersBefore, { accountId, conversationId, agent: ask.agent, before: ask.before }) !== undefined
}

function talkOf({ account_id, id, status, assignee_id, waiting_since_at }: LineRow): MovedTalk {
  return {
    accountId: accountId.parse(account_id),
    conversationId: conversationId.parse(id),
    status,
    assigneeId: assignee_id,
    waitingSinceAt: waiting_since_at,
    said: [],
  }
}

function lineOf({ at, type, private: isPrivate, sender, mentions }: LineRow): SaidLine {
  const is = isPrivate === 1
  return { at, type: type ?? '', private: is, sender: senderOf(sender), mentionsMe: is && mentions === 1 }
}

function senderOf(stored: string | null): SaidLine['sender'] {
  if (stored === null) return null
  const found = JSON.parse(stored) as { type?: unknown; id?: unknown; name?: unknown } | null
  if (found === null || typeof found.type !== 'string') return null
  return {
    type: found.type,
    id: typeof found.id === 'number' ? found.id : null,
    name: typeof found.name === 'string' ? found.name : '',
  }
}
