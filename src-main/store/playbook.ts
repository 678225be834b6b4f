import { z } from 'zod'
import { accountId, type AccountId } from '../../src-preload/contract/ids'
import type { CannedUse, PlaybookReads, PlaybookWords } from '../core/playbook-port'
import type { Ask } from './ask'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { sqlite, statement } from './statement'

/** What an agent sends in some months; older habits are no longer hers. */
const KEPT = 2_000

const stemsSchema = z.array(z.string())

interface UseRow {
  row: number
  account_id: number
  canned_id: number
  stems: string
  used_at: number
}

const ofAccount = statement<{ account: number }, UseRow>((slot) =>
  sqlite
    .selectFrom('canned_uses')
    .select(['row', 'account_id', 'canned_id', 'stems', 'used_at'])
    .where('account_id', '=', slot('account'))
    .orderBy('row', 'desc'),
)

const counted = statement<object, { count: number }>(() =>
  sqlite.selectFrom('canned_uses').select((eb) => eb.fn.countAll<number>().as('count')),
)

const insert = statement<Omit<UseRow, 'row'>, unknown>((slot) =>
  sqlite.insertInto('canned_uses').values({
    account_id: slot('account_id'),
    canned_id: slot('canned_id'),
    stems: slot('stems'),
    used_at: slot('used_at'),
  }),
)

const forgetOld = statement<{ account: number; kept: number }, unknown>((slot) =>
  sqlite
    .deleteFrom('canned_uses')
    .where('row', 'in', (eb) =>
      eb
        .selectFrom('canned_uses')
        .select('row')
        .where('account_id', '=', slot('account'))
        .orderBy('row', 'desc')
        .limit(-1)
        .offset(slot('kept')),
    ),
)

const forgetAll = statement<object, unknown>(() => sqlite.deleteFrom('canned_uses'))

function findUses(tx: Connection, account: AccountId): CannedUse[] {
  return tx.all(ofAccount, { account }).flatMap((row) => {
    const stems = parseEntity(tx, stemsSchema, { name: { what: 'canned use', row: String(row.row) }, entity: row.stems })
    return stems ? [{ accountId: accountId.parse(row.account_id), cannedId: row.canned_id, stems, usedAt: row.used_at }] : []
  })
}

function addUse(tx: Connection, use: CannedUse): void {
  const { accountId: account, cannedId, stems, usedAt } = use
  tx.run(insert, { account_id: account, canned_id: cannedId, stems: JSON.stringify(stems), used_at: usedAt })
  tx.run(forgetOld, { account, kept: KEPT })
}

export function playbookReads(ask: Ask): PlaybookReads {
  return {
    cannedUses: (account) => ask((tx) => findUses(tx, account)),
    countCannedUses: () => ask((tx) => tx.first(counted, {})?.count ?? 0),
  }
}

export function playbookWords(ask: Ask): PlaybookWords {
  return {
    addCannedUse: (use) => ask((tx) => addUse(tx, use)),
    forgetCannedUses: () => ask((tx) => void tx.run(forgetAll, {})),
  }
}
