import { toIso } from '../model/clock'
import { asIds, isTrue, type JsonObject } from '../model/json'
import { membershipOf } from '../model/membership'
import type { Team } from '../model/directory-rows'
import type { User } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, textField, wrapped, type AccountCall } from '../http/call'
import { admin, member, type Route } from '../http/routes'
import { announceStale } from '../rules/announce'
import { teamView } from '../views/conversation'
import { agentView } from '../views/user'

/** Teams and their members. */
export const teamRoutes: Route[] = [
  ...member.get('teams', ({ world, account, user }) =>
    json(world.db.teams.where((team) => team.accountId === account.id).map((team) => teamView(team, user))),
  ),
  ...admin.post('teams', create),
  ...member.get('teams/:id', (call) => json(teamView(teamFor(call), call.user))),
  ...admin.change('teams/:id', update),
  ...admin.delete('teams/:id', remove),
  ...member.get('teams/:id/team_members', (call) => listed(call, teamFor(call).memberIds)),
  ...admin.post('teams/:id/team_members', addMembers),
  ...admin.change('teams/:id/team_members', replaceMembers),
  ...admin.delete('teams/:id/team_members', removeMembers),
]

/** The row itself, which assigning a team answers. */
export function rawTeamView(team: Team): JsonObject {
  return {
    id: team.id,
    name: team.name,
    description: team.description,
    allow_auto_assign: team.allowAutoAssign,
    account_id: team.accountId,
    created_at: toIso(team.createdAt),
    updated_at: toIso(team.updatedAt),
  }
}

function teamFor(call: AccountCall): Team {
  const team = call.world.db.teams.get(idIn(call))
  if (!team || team.accountId !== call.account.id) throw errors.notFound()
  return team
}

function create(call: AccountCall): Answer {
  const { world, account, user } = call
  const wanted = wrapped(call, 'team')
  const name = (textField(wanted, 'name') ?? '').toLowerCase()
  if (name === '') throw errors.invalid([['name', 'Name must not be blank']])
  const isTaken = world.db.teams.find((team) => team.accountId === account.id && team.name === name)
  if (isTaken) throw errors.invalid([['name', 'Name has already been taken']])
  const now = world.clock.now()
  const team = world.db.teams.add((id) => ({
    ...{ id, accountId: account.id, name, memberIds: [], createdAt: now, updatedAt: now },
    description: textField(wanted, 'description'),
    allowAutoAssign: isTrue(wanted['allow_auto_assign'] ?? true),
  }))
  announceStale(world, account.id, { list: 'team', performer: user })
  return json(teamView(team, user))
}

function update(call: AccountCall): Answer {
  const team = teamFor(call)
  const wanted = wrapped(call, 'team')
  team.name = textField(wanted, 'name')?.toLowerCase() ?? team.name
  team.description = textField(wanted, 'description') ?? team.description
  if ('allow_auto_assign' in wanted) team.allowAutoAssign = isTrue(wanted['allow_auto_assign'])
  team.updatedAt = call.world.clock.now()
  announceStale(call.world, call.account.id, { list: 'team', performer: call.user })
  return json(teamView(team, call.user))
}

function remove(call: AccountCall): Answer {
  const { world, account, user } = call
  const team = teamFor(call)
  for (const one of world.db.conversations.where(({ teamId }) => teamId === team.id)) one.teamId = null
  world.db.teams.delete(team.id)
  announceStale(world, account.id, { list: 'team', performer: user })
  return empty()
}

/** People who are not of the account are refused, with words of their own. */
function idsIn({ world, account, body }: AccountCall): number[] {
  const ids = asIds(body.fields['user_ids'])
  const isOurs = (person: User | undefined) => person !== undefined && membershipOf(person, account.id) !== undefined
  if (ids.every((id) => isOurs(world.db.users.get(id)))) return ids
  throw errors.unauthorized('Invalid User IDs')
}

function addMembers(call: AccountCall): Answer {
  const team = teamFor(call)
  const added = idsIn(call).filter((id) => !team.memberIds.includes(id))
  team.memberIds.push(...added)
  return listed(call, added)
}

function replaceMembers(call: AccountCall): Answer {
  const team = teamFor(call)
  team.memberIds = idsIn(call)
  return listed(call, team.memberIds)
}

function removeMembers(call: AccountCall): Answer {
  const team = teamFor(call)
  const gone = idsIn(call)
  team.memberIds = team.memberIds.filter((id) => !gone.includes(id))
  return empty()
}

function listed({ world, account }: AccountCall, ids: number[]): Answer {
  const people = ids.map((id) => world.db.users.get(id)).filter((one): one is User => one !== undefined)
  return json(people.map((one) => agentView(world, one, account.id)))
}
