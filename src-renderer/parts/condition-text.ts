/** The words of a condition of a list. */
import type { Directory } from '../../src-preload/contract/entities'
import type { ListCondition } from '../../src-preload/contract/list-filter'
import { say } from '../text/t'

const MINUTES_IN_HOUR = 60
const MINUTE_MS = 60_000

/** Finds the directory of an account, as far as it is known. */
export type DirectoryOf = (account: { profileId: string; accountId: number }) => Directory | undefined

function span(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  if (minutes % MINUTES_IN_HOUR === 0) return say('filter.hours', { count: minutes / MINUTES_IN_HOUR })
  return say('filter.minutes', { count: minutes })
}

/** What it says on a chip. What it names may be gone from the account. */
export function conditionText(condition: ListCondition, directoryOf: DirectoryOf): string {
  const gone = say('filter.gone')
  switch (condition.kind) {
    case 'label':
      return say('filter.label', { name: condition.title })
    case 'account':
      return say('filter.account', { name: condition.accountId })
    case 'inbox': {
      const inbox = directoryOf(condition)?.inboxes.find(({ id }) => id === condition.inboxId)
      return say('filter.inbox', { name: inbox?.name ?? gone })
    }
    case 'team': {
      const team = directoryOf(condition)?.teams.find(({ id }) => id === condition.teamId)
      return say('filter.team', { name: team?.name ?? gone })
    }
    case 'agent': {
      const agent = directoryOf(condition)?.agents.find(({ id }) => id === condition.userId)
      return say('filter.agent', { name: agent?.name ?? gone })
    }
    case 'assignee':
      return say(`filter.${condition.who}`)
    case 'priority':
      if (condition.priority === null) return say('filter.noPriority')
      return say('filter.priority', { name: say(`priority.${condition.priority}`) })
    case 'waiting':
      return say('filter.waits', { time: span(condition.longerMs) })
    case 'noTeam':
    case 'unread':
    case 'draft':
      return say(`filter.${condition.kind}`)
  }
}

/** One word for a condition, for keys and for finding it again. */
export function conditionKey(condition: ListCondition): string {
  return JSON.stringify(condition, Object.keys(condition).sort())
}
