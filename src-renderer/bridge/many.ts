/** What the agent does to many conversations at once: one call, one line at the bottom, one way back (F9). */
import type { KeptChange } from '../../src-preload/contract/change'
import type { ListRow } from '../../src-preload/contract/entities'
import type { KeptAction, ManyChangesAsk } from '../../src-preload/contract/schemas/many'
import { chooseNone, isChoosing, rowKey, useChosen } from '../chosen'
import { say, type TextKey } from '../text/t'
import { type AccountRef, refKey, toast, useUi, whyNot } from '../ui-state'
import { call } from './client'
import { rememberMany } from './many-stopped'

/** A change in the words of one account; null: this account has no such agent, team or label. */
export type ChangeIn = (account: AccountRef) => KeptChange | null

/** What is done, and the line that says so with `{{count}}` conversations. */
export interface ManyChange {
  changeIn: ChangeIn
  did: TextKey
  values?: Record<string, string>
  /** They are done with: nothing stays chosen. */
  ends?: boolean
}

function perAccount(rows: readonly ListRow[], changeIn: ChangeIn): { accounts: ManyChangesAsk['accounts']; without: number } {
  const accounts = new Map<string, ManyChangesAsk['accounts'][number]>()
  let without = 0
  for (const row of rows) {
    const { profileId, accountId, id: conversationId } = row
    const name = `${profileId}/${accountId}`
    const change = accounts.get(name)?.change ?? changeIn({ profileId, accountId })
    if (change === null) without += 1
    else {
      const one = accounts.get(name) ?? { profileId, accountId, change, conversations: [] }
      one.conversations.push({ conversationId, seenId: row.preview?.id ?? null })
      accounts.set(name, one)
    }
  }
  return { accounts: [...accounts.values()], without }
}

/** Does it to all that is chosen; says how many it could not be done to. */
export async function changeChosen({ changeIn, did, values = {}, ends = false }: ManyChange): Promise<void> {
  const rows = [...useChosen.getState().rows.values()]
  const { accounts, without } = perAccount(rows, changeIn)
  if (ends) chooseNone()
  try {
    const done = accounts.length === 0 ? { kept: [], notChanged: 0 } : await call('conversation.changeMany', { accounts })
    rememberMany(
      done.kept.map(({ actionId }) => actionId),
      rows.length,
    )
    const notChanged = done.notChanged + without
    const count = rows.length - notChanged
    const words = [
      ...(count > 0 ? [say(done.kept.length === 0 ? 'many.already' : did, { ...values, count })] : []),
      ...(notChanged > 0 ? [say('many.notChanged', { count: notChanged, all: rows.length })] : []),
    ].join('. ')
    const level = notChanged > 0 ? 'warn' : 'info'
    if (done.kept.length === 0) toast({ level, text: words })
    else toast({ level, text: words, undo: () => void undoMany(done.kept) })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
}

async function undoMany(actions: KeptAction[]): Promise<void> {
  try {
    const { undone } = await call('action.undoMany', { actions })
    if (undone < actions.length) toast({ level: 'warn', text: say('many.undone', { count: undone, all: actions.length }) })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
}

const statuses = { resolved: 'many.resolved', open: 'many.reopened', snoozed: 'many.snoozed' } as const

/** Resolves, reopens or snoozes all that is chosen; `snoozedUntilAt` null: until the customer writes. */
export function setChosenStatus(status: keyof typeof statuses, snoozedUntilAt: number | null = null): Promise<void> {
  return changeChosen({ changeIn: () => ({ kind: 'status', status, snoozedUntilAt }), did: statuses[status], ends: true })
}

/** Marks all read while one of them is unread, else all unread; who stays in one of these would read it again. */
export function turnChosenRead(): Promise<void> {
  const rows = [...useChosen.getState().rows.values()]
  if (rows.some((row) => row.unreadCount > 0))
    return changeChosen({ changeIn: () => ({ kind: 'seen' }), did: 'many.read', ends: true })
  const { selected, select } = useUi.getState()
  if (selected && rows.some((row) => rowKey(row) === refKey(selected))) select(null)
  return changeChosen({ changeIn: () => ({ kind: 'unread' }), did: 'many.unread', ends: true })
}

/** A handler of a key that is for what is open: silent while something is chosen, so that nobody does it to the wrong one. */
export function unlessChoosing(run: () => void): () => boolean {
  return () => {
    if (isChoosing()) return false
    run()
    return true
  }
}
