import type { Directory } from '../../../src-preload/contract/entities'
import type { UserId } from '../../../src-preload/contract/ids'
import { assign, assignTeam, setPriority, setStatus, type Subject, turnLabel } from '../../bridge/changes'
import { say } from '../../text/t'
import { dayAndTime, moment } from '../../text/when'
import { type PickKind, useUi } from '../../ui-state'
import { snoozeTimes } from './snooze-times'
import { understand } from './snooze-words'

/** A line of the list. `color` of a label as the server has it. */
export interface Choice {
  id: string
  text: string
  more?: string
  person?: string
  color?: string
  isOn: boolean
  onPick: () => Promise<void>
}

interface Ask extends Subject {
  directory: Directory
  me: UserId | null
  now: number
}

/** From the most urgent on. */
export const priorities = ['urgent', 'high', 'medium', 'low'] as const

/** What the list holds; the present value is marked. */
export function choicesOf(kind: PickKind, ask: Ask): Choice[] {
  switch (kind) {
    case 'snooze':
      return snoozes(ask)
    case 'later':
      return laters(ask.now)
    case 'assign':
      return people(ask)
    case 'team':
      return teams(ask)
    case 'labels':
      return labels(ask)
    case 'priority':
      return [
        ...priorities.map((priority) => ({
          id: priority,
          text: say(`priority.${priority}`),
          isOn: ask.conversation.priority === priority,
          onPick: () => setPriority(ask, priority),
        })),
        { id: 'none', text: say('panel.none'), isOn: ask.conversation.priority === null, onPick: () => setPriority(ask, null) },
      ]
  }
}

/** What was typed instead of chosen. `nothing` says why there is no line for it. */
export interface Typed {
  choice: Choice | null
  nothing: string | null
}

/** A time that was typed, as Perch understands it. */
export function typedTime(query: string, now: number, onPick: (at: number) => Promise<void>): Typed {
  const found = understand(query, now)
  if (found === null) return { choice: null, nothing: say('snooze.notUnderstood') }
  const text = dayAndTime(found.at)
  if (found.isOver) return { choice: null, nothing: say('snooze.over', { at: text }) }
  return { choice: { id: 'typed', text, isOn: false, onPick: () => onPick(found.at) }, nothing: null }
}

/** The same for the two lists of times. */
export function typedOf(kind: PickKind, ask: Ask): ((query: string) => Typed) | null {
  if (kind === 'snooze') return (query) => typedTime(query, ask.now, (at) => setStatus(ask, 'snoozed', at))
  return kind === 'later' ? (query) => typedTime(query, ask.now, sendLater) : null
}

function sendLater(at: number): Promise<void> {
  useUi.getState().sendLater(at)
  return Promise.resolve()
}

/** When a reply may leave. */
function laters(now: number): Choice[] {
  return snoozeTimes(now).flatMap(({ id, at }) =>
    at === null ? [] : [{ id, text: say(`snooze.${id}`), more: moment(at, now), isOn: false, onPick: () => sendLater(at) }],
  )
}

function snoozes(ask: Ask): Choice[] {
  const { status, snoozedUntilAt } = ask.conversation
  // Without a time the server keeps the one it has (FACTS §3.3), and no honest call takes it away: opening takes the
  // conversation from its assignee, pending gives it to a bot, resolving asks the customer how it was.
  const stays = status === 'snoozed' && snoozedUntilAt !== null && snoozedUntilAt > ask.now
  return snoozeTimes(ask.now).map(({ id, at }) => ({
    id,
    text: say(`snooze.${id}`),
    ...(at === null
      ? stays
        ? { more: say('snooze.atTheLatest', { at: moment(snoozedUntilAt, ask.now) }) }
        : {}
      : { more: moment(at, ask.now) }),
    isOn: status === 'snoozed' && snoozedUntilAt === at,
    onPick: () => setStatus(ask, 'snoozed', at),
  }))
}

function people(ask: Ask): Choice[] {
  const { directory, conversation, me } = ask
  const chosen = conversation.assignee?.id ?? null
  const nobody: Choice = {
    id: 'nobody',
    text: say('panel.nobody'),
    isOn: chosen === null,
    onPick: () => assign(ask, null, null),
  }
  const agents = [...directory.agents].sort(
    (one, other) => Number(other.id === me) - Number(one.id === me) || one.name.localeCompare(other.name),
  )
  const lines = agents.map((agent) => ({
    id: String(agent.id),
    text: agent.name,
    ...(agent.id === me
      ? { more: say('pick.me') }
      : agent.availability
        ? { more: say(`availability.${agent.availability}`) }
        : {}),
    person: agent.name,
    isOn: agent.id === chosen,
    onPick: () => assign(ask, agent.id, agent.id === me ? null : agent.name),
  }))
  return [...lines, nobody]
}

function teams(ask: Ask): Choice[] {
  const chosen = ask.conversation.team?.id ?? null
  return [
    ...ask.directory.teams.map((team) => ({
      id: String(team.id),
      text: team.name,
      ...(team.isMember ? { more: say('pick.myTeam') } : {}),
      isOn: team.id === chosen,
      onPick: () => assignTeam(ask, team),
    })),
    { id: 'none', text: say('panel.none'), isOn: chosen === null, onPick: () => assignTeam(ask, null) },
  ]
}

/** Labels of the account, and those on the conversation that the account no longer has. */
function labels(ask: Ask): Choice[] {
  const known = new Map(ask.directory.labels.map((label) => [label.title, label]))
  const titles = [...new Set([...known.keys(), ...ask.conversation.labels])]
  return titles.map((title) => ({
    id: title,
    text: title,
    color: known.get(title)?.color ?? 'var(--acct-1)',
    ...(known.get(title)?.description ? { more: known.get(title)?.description ?? '' } : {}),
    isOn: ask.conversation.labels.includes(title),
    onPick: () => turnLabel(ask, title),
  }))
}
