/** The playbook of the store in memory. */
import type { CannedUse, PlaybookReads, PlaybookWords } from '../../src-main/core/playbook-port'

export interface PlaybookShelf {
  uses: CannedUse[]
}

export function playbookReads(of: <T>(read: (shelf: PlaybookShelf) => T) => Promise<T>): PlaybookReads {
  return {
    cannedUses: (account) => of((s) => s.uses.filter((one) => one.accountId === account).reverse()),
    countCannedUses: () => of((s) => s.uses.length),
  }
}

export function playbookWords(shelf: PlaybookShelf): PlaybookWords {
  const run = (work: () => void): Promise<void> => Promise.resolve().then(work)
  return {
    addCannedUse: (use) => run(() => void (shelf.uses = [...shelf.uses, use])),
    forgetCannedUses: () => run(() => void (shelf.uses = [])),
  }
}
