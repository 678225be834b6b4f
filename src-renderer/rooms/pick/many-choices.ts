import type { Directory, ListRow } from '../../../src-preload/contract/entities'
import type { UserId } from '../../../src-preload/contract/ids'
import { type AccountEntry, findAccount } from '../../bridge/accounts'
import { changeChosen, type ChangeIn, setChosenStatus } from '../../bridge/many'
import { say } from '../../text/t'
import { moment } from '../../text/when'
import type { AccountRef, PickKind } from '../../ui-state'
import { type Choice, priorities, type Typed, typedTime } from './choices'
import { snoozeTimes } from './snooze-times'

/** Everything that is chosen, with what its accounts hold. */
export interface ManyAsk {
  rows: readonly ListRow[]
  /** One for each account of the rows. */
  accounts: readonly (AccountRef & { directory: Directory })[]
  entries: AccountEntry[]
  now: number
}

/** A reply is of one conversation; everything else can be done to many. */
export type ManyKind = Exclude<PickKind, 'later'>

/** What the list holds; what is so for all of them already is marked, what is so for some says for how many. */
export function manyChoicesOf(kind: ManyKind, ask: ManyAsk): Choice[] {
  switch (kind) {
    case 'snooze':
      return snoozeTimes(ask.now).map(({ id, at }) => ({
        id,
        text: say(`snooze.${id}`),
        ...(at === null ? {} : { more: moment(at, ask.now) }),
        isOn: false,
        onPick: () => setChosenStatus('snoozed', at),
      }))
    case 'assign':
      return people(ask)
    case 'team':
      return teams(ask)
    case 'labels':
      return labels(ask)
    case 'priority':
      return [...priorities, null].map((priority) => ({
        id: priority ?? 'none',
        text: priority === null ? say('panel.none') : say(`priority.${priority}`),
        ...standing(ask, (row) => row.priority === priority),
        onPick: () =>
          changeChosen({
            changeIn: () => ({ kind: 'priority', priority }),
            did: priority === null ? 'many.noPriority' : 'many.priority',
            values: priority === null ? {} : { priority: say(`priority.${priority}`) },
          }),
      }))
  }
}

/** A time that was typed, for all of them. */
export function typedForMany(query: string, now: number): Typed {
  return typedTime(query, now, (at) => setChosenStatus('snoozed', at))
}

/** Whether it is so for all of them, or for how many. */
function standing({ rows }: ManyAsk, isSo: (row: ListRow) => boolean): Pick<Choice, 'isOn' | 'more'> {
  const count = rows.filter(isSo).length
  const isOn = count === rows.length
  return { isOn, ...(count > 0 && !isOn ? { more: say('many.some', { count, all: rows.length }) } : {}) }
}

/** The number that something of this name has in each account; an account without it is told so. */
function numbers<T>(ask: ManyAsk, find: (directory: Directory, account: AccountRef) => T | undefined) {
  return (account: AccountRef): T | null => {
    const known = ask.accounts.find((one) => one.profileId === account.profileId && one.accountId === account.accountId)
    return (known && find(known.directory, account)) ?? null
  }
}

const isMe = (ask: ManyAsk, account: AccountRef, id: UserId) => findAccount(ask.entries, account)?.profile.user.id === id

/** Agents are the same person in another account when they have the same address; without one, the same name. */
function people(ask: ManyAsk): Choice[] {
  const nameOf = (agent: Directory['agents'][number]) => agent.email?.toLowerCase() ?? agent.name
  const known = new Map(ask.accounts.flatMap(({ directory }) => directory.agents.map((agent) => [nameOf(agent), agent])))
  const lines = [...known].map(([name, { name: text }]): Choice & { isMine: boolean } => {
    const idIn = numbers(ask, ({ agents }) => agents.find((agent) => nameOf(agent) === name)?.id)
    const isMine = ask.accounts.some((account) => {
      const id = idIn(account)
      return id !== null && isMe(ask, account, id)
    })
    const changeIn: ChangeIn = (account) => {
      const userId = idIn(account)
      return userId === null ? null : { kind: 'assignee', userId }
    }
    const state = standing(ask, (row) => row.assignee !== null && row.assignee.id === idIn(row))
    return {
      id: name,
      text,
      person: text,
      isMine,
      ...(isMine ? { more: say('pick.me') } : {}),
      ...state,
      onPick: () => changeChosen({ changeIn, did: isMine ? 'many.assigned' : 'many.assignedTo', values: { who: text } }),
    }
  })
  lines.sort((one, other) => Number(other.isMine) - Number(one.isMine) || one.text.localeCompare(other.text))
  const nobody: Choice = {
    id: 'nobody',
    text: say('panel.nobody'),
    ...standing(ask, (row) => row.assignee === null),
    onPick: () => changeChosen({ changeIn: () => ({ kind: 'assignee', userId: null }), did: 'many.unassigned' }),
  }
  return [...lines, nobody]
}

function teams(ask: ManyAsk): Choice[] {
  const names = [...new Set(ask.accounts.flatMap(({ directory }) => directory.teams.map(({ name }) => name)))]
  const lines = names.map((name): Choice => {
    const idIn = numbers(ask, (directory) => directory.teams.find((team) => team.name === name)?.id)
    const changeIn: ChangeIn = (account) => {
      const teamId = idIn(account)
      return teamId === null ? null : { kind: 'team', teamId }
    }
    return {
      id: name,
      text: name,
      ...standing(ask, (row) => row.team?.name === name),
      onPick: () => changeChosen({ changeIn, did: 'many.team', values: { team: name } }),
    }
  })
  const none: Choice = {
    id: 'none',
    text: say('panel.none'),
    ...standing(ask, (row) => row.team === null),
    onPick: () => changeChosen({ changeIn: () => ({ kind: 'team', teamId: null }), did: 'many.noTeam' }),
  }
  return [...lines, none]
}

/** Put on all of them while one is without it, else taken off all. Only accounts that know a label get it put on. */
function labels(ask: ManyAsk): Choice[] {
  const known = new Map(ask.accounts.flatMap(({ directory }) => directory.labels.map((label) => [label.title, label])))
  const titles = [...new Set([...known.keys(), ...ask.rows.flatMap((row) => row.labels)])]
  return titles.map((title) => {
    const state = standing(ask, (row) => row.labels.includes(title))
    const has = numbers(ask, (directory) => directory.labels.some((label) => label.title === title) || undefined)
    const changeIn: ChangeIn = (account) => {
      if (state.isOn) return { kind: 'labels', add: [], remove: [title] }
      return has(account) === null ? null : { kind: 'labels', add: [title], remove: [] }
    }
    return {
      id: title,
      text: title,
      color: known.get(title)?.color ?? 'var(--acct-1)',
      ...state,
      onPick: () => changeChosen({ changeIn, did: state.isOn ? 'many.labelOff' : 'many.labelOn', values: { label: title } }),
    }
  })
}
