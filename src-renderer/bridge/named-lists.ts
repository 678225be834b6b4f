/** Lists that have a name of their own: labels, teams, and filters kept here or on the servers. In scope only (F10). */
import type { Directory } from '../../src-preload/contract/entities'
import type { ListCondition } from '../../src-preload/contract/list-filter'
import { meaningOf } from '../parts/server-filter'
import { attempt, type Place, useUi } from '../ui-state'
import { type AccountEntry, useAccounts } from './accounts'
import { call } from './client'
import { useCounts, useDirectories, useSettings } from './queries'

/** One of them; `of`: the account it belongs to, where there is more than one. */
export interface NamedList {
  kind: 'label' | 'team' | 'filter' | 'server'
  id: string
  name: string
  where: ListCondition[]
  count: number
  of: AccountEntry | null
  /** Of a label. */
  color?: string
  /** What else the list is shown with. */
  filter?: Partial<Pick<ReturnType<typeof useUi.getState>, 'status' | 'sort'>>
  /** It cannot be shown here: where the dashboard shows it. */
  elsewhere?: string
}

/** The place of the window that shows it. */
export function placeOf({ name, where }: NamedList): Place {
  return { view: 'all', inbox: null, only: { name, where } }
}

/** Shows it, or has the browser show it. */
export function openNamed(list: NamedList): void {
  if (list.elsewhere !== undefined) return void attempt(call('link.open', { url: list.elsewhere }))
  const { goTo, setFilter } = useUi.getState()
  if (list.filter) setFilter(list.filter)
  goTo(placeOf(list))
}

interface Part {
  entry: AccountEntry
  directory: Directory
  of: AccountEntry | null
}

function useInScope() {
  const accounts = useAccounts()
  const scope = useUi((ui) => ui.scope)
  const books = useDirectories(accounts.map(({ profileId, accountId }) => ({ profileId, accountId })))
  const isIn = ({ profileId, accountId }: Pick<AccountEntry, 'profileId' | 'accountId'>) =>
    scope === null || (scope.profileId === profileId && scope.accountId === accountId)
  const parts = accounts.flatMap((entry, index): Part[] => {
    const directory = books[index]
    return directory && isIn(entry) ? [{ entry, directory, of: accounts.length < 2 ? null : entry }] : []
  })
  return { parts, isIn }
}

function teamsOf(
  { entry, directory, of }: Part,
  counts: NonNullable<ReturnType<typeof useCounts>['data']>['teams'],
): NamedList[] {
  const { profileId, accountId } = entry
  return directory.teams.map(({ id: teamId, name }) => {
    const isIt = (one: (typeof counts)[number]) =>
      one.profileId === profileId && one.accountId === accountId && one.teamId === teamId
    return {
      ...{ kind: 'team', id: `${profileId}/${accountId}/${teamId}`, name, of },
      where: [{ kind: 'team', profileId, accountId, teamId }],
      count: counts.find(isIt)?.count ?? 0,
    }
  })
}

/** What the person has kept on a server: to be read here, and changed there. */
function serverFiltersOf({ entry, directory, of }: Part): NamedList[] {
  const { profileId, accountId, profile } = entry
  return (directory.filters ?? []).map((kept) => {
    const meaning = meaningOf(kept, { profileId, accountId })
    const list: NamedList = {
      ...{ kind: 'server', id: `${profileId}/${accountId}/${kept.id}`, count: 0, of },
      name: kept.name.trim() === '' ? `#${kept.id}` : kept.name,
      where: meaning?.where ?? [],
    }
    if (meaning) return { ...list, filter: { status: meaning.status } }
    return { ...list, elsewhere: `${profile.baseUrl}/app/accounts/${accountId}/custom_view/${kept.id}` }
  })
}

/** All of them. One title is one label in whatever account. */
export function useNamedLists(): Record<'filters' | 'labels' | 'teams', NamedList[]> {
  const { parts, isIn } = useInScope()
  const counts = useCounts().data
  const saved = useSettings().data?.filters ?? []
  const counted = (counts?.labels ?? []).filter(isIn)
  const known = new Map(parts.flatMap(({ directory }) => directory.labels.map((label) => [label.title, label])))
  return {
    filters: [
      ...saved.map(({ name, where, ...filter }): NamedList => ({
        kind: 'filter',
        id: name,
        name,
        where,
        filter,
        count: 0,
        of: null,
      })),
      ...parts.flatMap(serverFiltersOf),
    ],
    labels: [...known.values()].map(({ title, color }) => ({
      ...{ kind: 'label', id: title, name: title, color, of: null },
      where: [{ kind: 'label', title }],
      count: counted.filter((one) => one.title === title).reduce((sum, { count }) => sum + count, 0),
    })),
    teams: parts.flatMap((part) => teamsOf(part, counts?.teams ?? [])),
  }
}
