import { useQueryClient } from '@tanstack/react-query'
import type { ListRow } from '../../../src-preload/contract/entities'
import { LIST_PAGE, type ListAsk, readRows } from '../../bridge/queries'
import { useKeys } from '../../keys'
import { say } from '../../text/t'
import { attempt, toast } from '../../ui-state'

/** So many pages are looked through; who wants more has a list of the unread. */
const MOST_PAGES = 20

/** Rows of the list, where keys are in it, and how to go to one. */
interface Walk {
  total: number
  here: () => number
  goToRow: (place: number, row: ListRow) => void
}

const isUnread = ({ unreadCount }: ListRow): boolean => unreadCount > 0

/** Shift+J and Shift+K: to the next unread one in the order of the list, read or not yet read from the store (F15). */
export function useUnread(ask: ListAsk, { total, here, goToRow }: Walk): void {
  const client = useQueryClient()
  const find = async (step: 1 | -1): Promise<void> => {
    let from = here() + step
    for (let page = 0; page < MOST_PAGES && from >= 0 && from < total; page++) {
      const to = Math.max(0, Math.min(total - 1, from + step * (LIST_PAGE - 1)))
      const rows = await readRows(client, ask, { from, to })
      const at = step === 1 ? rows.findIndex(isUnread) : rows.findLastIndex(isUnread)
      const found = rows[at]
      if (found) return goToRow(Math.min(from, to) + at, found)
      from = to + step
    }
    toast({ text: say(step === 1 ? 'list.noUnreadBelow' : 'list.noUnreadAbove') })
  }
  useKeys({ nextUnread: () => void attempt(find(1)), previousUnread: () => void attempt(find(-1)) })
}
