/**
 * What is taken along (M15). A pack is a JSON entity, its conversations are rows: whatever is in one is spared by `prune`.
 * A place in a pack outlives its conversation for no longer than `removeConversation` lets it.
 */
import { z } from 'zod'
import { packFiles, packPeriod } from '../../src-preload/contract/schemas/pack'
import { accountId, contactId, conversationId, conversationKey, inboxId } from '../../src-preload/contract/ids'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { PackCount, PackState, PictureKey, StoredPack } from '../core/ports'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { raw } from './sound'

const STATES: Record<PackState, number> = { waiting: 0, here: 1, unreadable: 2 }

const named = z.object({ id: inboxId, name: z.string() })
const packSchema: z.ZodType<StoredPack> = z.object({
  id: z.string(),
  ask: z.object({
    accounts: z.array(z.object({ accountId, name: z.string(), inboxes: z.array(named).nullable() })),
    labels: z.array(z.string()),
    contact: z.object({ accountId, contactId, conversation: conversationKey }).nullable(),
    period: packPeriod,
    files: packFiles.nullable(),
    keepDays: z.number().nullable(),
  }),
  stage: z.enum(['listing', 'fetching', 'here', 'stopped']),
  since: z.number(),
  place: z.object({ list: z.number(), page: z.number() }),
  createdAt: z.number(),
  builtAt: z.number().nullable(),
  expiresAt: z.number().nullable(),
})

const all = raw<{ id: string; entity: string }>('SELECT id, entity FROM packs')
const upsert = raw('INSERT OR REPLACE INTO packs (id, entity) VALUES (?, ?)')
const removal = raw('DELETE FROM packs WHERE id = ?')
const removalOfPlaces = raw('DELETE FROM pack_conversations WHERE pack_id = ?')
const removalOfConversation = raw('DELETE FROM pack_conversations WHERE account_id = ? AND conversation_id = ?')
const place = raw(`INSERT OR REPLACE INTO pack_conversations (pack_id, account_id, conversation_id, state) VALUES (?, ?, ?, 0)`)
const setState = raw('UPDATE pack_conversations SET state = ? WHERE pack_id = ? AND account_id = ? AND conversation_id = ?')
const counted = raw<{ n: number; here: number | null; unreadable: number | null }>(`
  SELECT count(*) AS n, sum(state = 1) AS here, sum(state = 2) AS unreadable FROM pack_conversations WHERE pack_id = ?`)
/** The newest first: who is interrupted has what matters most. */
const waiting = raw<{ account_id: number; conversation_id: number }>(`
  SELECT p.account_id, p.conversation_id FROM pack_conversations AS p
  LEFT JOIN conversations AS c ON c.account_id = p.account_id AND c.id = p.conversation_id
  WHERE p.pack_id = ? AND p.state = 0 ORDER BY c.last_activity_at DESC LIMIT 1`)
const messagesIn = raw<{ n: number }>(`
  SELECT count(*) AS n FROM pack_conversations AS p
  JOIN messages AS m INDEXED BY messages_page ON m.account_id = p.account_id AND m.conversation_id = p.conversation_id
  WHERE p.pack_id = ?`)
const bytesIn = raw<{ bytes: number | null }>(`
  SELECT sum(k.size) AS bytes FROM pictures AS k
  JOIN messages AS m ON m.account_id = k.account_id AND m.id = k.message_id
  JOIN pack_conversations AS p ON p.account_id = m.account_id AND p.conversation_id = m.conversation_id
  WHERE k.kept = 1 AND p.pack_id = ?`)
const keep = raw(`
  UPDATE pictures SET kept = 1 WHERE account_id = ? AND message_id = ? AND attachment_id = ? AND small = ?`)
const letPicturesGo = raw(`
  UPDATE pictures SET kept = 0 WHERE kept = 1 AND NOT EXISTS (
    SELECT 1 FROM messages AS m
    JOIN pack_conversations AS p ON p.account_id = m.account_id AND p.conversation_id = m.conversation_id
    WHERE m.account_id = pictures.account_id AND m.id = pictures.message_id)`)

/** Every pack, in no order. */
export function findPacks(tx: Connection): StoredPack[] {
  return tx
    .all(all, [])
    .flatMap(({ id, entity }) => parseEntity(tx, packSchema, { name: { what: 'pack', row: id }, entity }) ?? [])
}

/** Inserts or replaces. */
export function putPack(tx: Connection, pack: StoredPack): void {
  tx.run(upsert, [pack.id, JSON.stringify(pack)])
}

/** With its places; what it had fetched is like any other from now on. */
export function removePack(tx: Connection, id: string): void {
  tx.run(removal, [id])
  tx.run(removalOfPlaces, [id])
  tx.run(letPicturesGo, [])
}

/** Each of them is to be fetched, also one that was. */
export function addToPack(tx: Connection, id: string, keys: readonly ConversationKey[]): void {
  for (const key of keys) tx.run(place, [id, key.accountId, key.conversationId])
}

/** Nothing happens to one that is not in it. */
export function setPackState(tx: Connection, where: { id: string; key: ConversationKey; state: PackState }): void {
  tx.run(setState, [STATES[where.state], where.id, where.key.accountId, where.key.conversationId])
}

/** A conversation that is gone is in no pack. */
export function removeFromPacks(tx: Connection, key: ConversationKey): void {
  tx.run(removalOfConversation, [key.accountId, key.conversationId])
}

/** How far it is. */
export function countPack(tx: Connection, id: string): PackCount {
  const row = tx.first(counted, [id])
  return { all: row?.n ?? 0, here: row?.here ?? 0, unreadable: row?.unreadable ?? 0 }
}

/** What it holds. */
export function usePack(tx: Connection, id: string): { messages: number; fileBytes: number } {
  return { messages: tx.first(messagesIn, [id])?.n ?? 0, fileBytes: tx.first(bytesIn, [id])?.bytes ?? 0 }
}

/** The next to be fetched. */
export function nextInPack(tx: Connection, id: string): ConversationKey | null {
  const row = tx.first(waiting, [id])
  return row ? { accountId: accountId.parse(row.account_id), conversationId: conversationId.parse(row.conversation_id) } : null
}

/** Nothing happens when it is not here. */
export function keepPicture(tx: Connection, key: PictureKey): void {
  tx.run(keep, [key.accountId, key.messageId, key.attachmentId, Number(key.isSmall)])
}
