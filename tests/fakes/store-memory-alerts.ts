/** Verdicts, memberships and tokens of the store in memory. */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { AlertReads, AlertWords, StoredMembership, StoredVerdict } from '../../src-main/core/ports'

export interface AlertShelf {
  verdicts: StoredVerdict[]
  memberships: Map<string, StoredMembership>
  tokens: Map<string, ConversationKey>
}

export const emptyAlerts = (): AlertShelf => ({ verdicts: [], memberships: new Map(), tokens: new Map() })

export function copyAlerts({ verdicts, memberships, tokens }: AlertShelf): AlertShelf {
  return { verdicts: [...verdicts], memberships: new Map(memberships), tokens: new Map(tokens) }
}

export function alertReads(of: <T>(read: (shelf: AlertShelf) => T) => Promise<T>): AlertReads {
  return {
    verdicts: (limit) => of((s) => s.verdicts.toReversed().slice(0, limit)),
    memberships: () => of((s) => [...s.memberships.values()]),
    alertToken: (token) => of((s) => s.tokens.get(token) ?? null),
  }
}

export function alertWords(shelf: AlertShelf): AlertWords {
  const run = (work: () => void): Promise<void> => Promise.resolve().then(work)
  return {
    addVerdict: (verdict) => run(() => void (shelf.verdicts = [...shelf.verdicts, verdict].slice(-500))),
    putMembership: (row) => run(() => void shelf.memberships.set(`${row.accountId}/${row.inboxId}`, row)),
    putAlertToken: (token, { accountId, conversationId }) =>
      run(() => void shelf.tokens.set(token, { accountId, conversationId })),
  }
}
