/** What a filter of the window means in one profile's database. */
import type { AccountId } from '../../src-preload/contract/ids'
import type { ListCondition } from '../../src-preload/contract/list-filter'
import type { ProfileId } from '../../src-preload/contract/ids'

/** A number in its account. */
type InAccount = readonly [AccountId, number]

/**
 * Each key that is there must hold; an empty list holds for nothing. `priorities`: 0 none to 4 urgent; `waitingBefore` is the
 * server's ms.
 */
export interface ListWhere {
  accounts?: AccountId[]
  labels?: string[]
  inboxes?: InAccount[]
  teams?: { some: InAccount[]; none: boolean }
  assignees?: { some: InAccount[]; who: string[] }
  priorities?: number[]
  unread?: true
  draft?: true
  waitingBefore?: number
}

/** Weakest first; the place is the rank. */
const PRIORITIES: readonly (string | null)[] = [null, 'low', 'medium', 'high', 'urgent']

/** 0: none, or a word we do not know. */
export function priorityRank(priority: string | null): number {
  return Math.max(0, PRIORITIES.indexOf(priority))
}

/** What concerns other profiles is left out: where nothing else of its kind is asked for, nothing here fits. */
export function whereOf(
  conditions: readonly ListCondition[],
  { profileId, serverNow }: { profileId: ProfileId; serverNow: number },
): ListWhere {
  const where: ListWhere = {}
  for (const condition of conditions) {
    const isHere = 'profileId' in condition && condition.profileId === profileId
    if (condition.kind === 'account') where.accounts = [...(where.accounts ?? []), ...(isHere ? [condition.accountId] : [])]
    else add(where, condition, { profileId, serverNow })
  }
  return where
}

function add(
  where: ListWhere,
  condition: Exclude<ListCondition, { kind: 'account' }>,
  { profileId, serverNow }: { profileId: ProfileId; serverNow: number },
): void {
  const here = (number: number): InAccount[] =>
    'profileId' in condition && condition.profileId === profileId ? [[condition.accountId, number]] : []
  const { teams = { some: [], none: false }, assignees = { some: [], who: [] } } = where
  switch (condition.kind) {
    case 'label':
      where.labels = [...(where.labels ?? []), condition.title]
      return
    case 'inbox':
      where.inboxes = [...(where.inboxes ?? []), ...here(condition.inboxId)]
      return
    case 'team':
      where.teams = { ...teams, some: [...teams.some, ...here(condition.teamId)] }
      return
    case 'noTeam':
      where.teams = { ...teams, none: true }
      return
    case 'assignee':
      where.assignees = { ...assignees, who: [...assignees.who, condition.who] }
      return
    case 'agent':
      where.assignees = { ...assignees, some: [...assignees.some, ...here(condition.userId)] }
      return
    case 'priority':
      where.priorities = [...(where.priorities ?? []), priorityRank(condition.priority)]
      return
    case 'waiting':
      // "Or", as with all of one kind: the shorter time.
      where.waitingBefore = Math.max(where.waitingBefore ?? -Infinity, serverNow - condition.longerMs)
      return
    case 'unread':
      where.unread = true
      return
    case 'draft':
      where.draft = true
  }
}
