import { membershipOf } from '../model/membership'
import { peopleOf } from '../model/people'
import { newToken } from '../model/secrets'
import type { AgentBot, Role, User } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, textField, wrapped, type AccountCall } from '../http/call'
import { admin, member, type Route } from '../http/routes'
import { agentView } from '../views/user'

/** People and bots of the account. */
export const agentRoutes: Route[] = [
  ...member.get('agents', ({ world, account }) =>
    json(peopleOf(world, account.id).map((person) => agentView(world, person, account.id))),
  ),
  ...admin.post('agents', create),
  ...admin.change('agents/:id', update),
  ...admin.delete('agents/:id', remove),
  ...member.get('agent_bots', ({ world, account }) =>
    json(world.db.bots.where((bot) => bot.accountId === account.id).map(botView)),
  ),
  ...admin.post('agent_bots', createBot),
  ...admin.delete('agent_bots/:id', (call) => {
    call.world.db.bots.delete(idIn(call))
    return empty()
  }),
  ...admin.get('automation_rules', () => json({ payload: [] })),
]

function personFor(call: AccountCall): User {
  const person = call.world.db.users.get(idIn(call))
  if (!person || !membershipOf(person, call.account.id)) throw errors.notFound()
  return person
}

function create(call: AccountCall): Answer {
  const { world, account } = call
  const wanted = wrapped(call, 'agent')
  const email = textField(wanted, 'email') ?? ''
  if (world.db.users.find((one) => one.email === email)) {
    throw errors.invalid([['email', 'Email has already been taken']])
  }
  const made = world.db.users.add((id) => ({
    ...{ id, key: `user${id}`, name: textField(wanted, 'name') ?? '', displayName: null, email },
    ...{ password: newToken(), otpCode: null, accessToken: newToken(), pubsubToken: newToken() },
    ...{ messageSignature: null, uiSettings: {}, customAttributes: {}, createdAt: world.clock.now() },
    memberships: [
      {
        ...{ accountId: account.id, role: roleIn(wanted['role']), availability: 'online' as const },
        ...{ autoOffline: true, activeAt: null, touched: 0, emailFlags: [], pushFlags: [] },
      },
    ],
  }))
  return json(agentView(world, made, account.id))
}

function roleIn(value: unknown): Role {
  return value === 'administrator' ? 'administrator' : 'agent'
}

function update(call: AccountCall): Answer {
  const person = personFor(call)
  const wanted = wrapped(call, 'agent')
  const membership = membershipOf(person, call.account.id)
  person.name = textField(wanted, 'name') ?? person.name
  if (membership && 'role' in wanted) membership.role = roleIn(wanted['role'])
  return json(agentView(call.world, person, call.account.id))
}

function remove(call: AccountCall): Answer {
  const person = personFor(call)
  person.memberships = person.memberships.filter(({ accountId }) => accountId !== call.account.id)
  return empty()
}

function botView(bot: AgentBot) {
  return {
    id: bot.id,
    name: bot.name,
    description: bot.description,
    thumbnail: '',
    outgoing_url: bot.outgoingUrl,
    bot_type: 'webhook',
    bot_config: {},
    account_id: bot.accountId,
    access_token: bot.accessToken,
    system_bot: false,
  }
}

function createBot(call: AccountCall): Answer {
  const wanted = wrapped(call, 'agent_bot')
  const bot = call.world.db.bots.add((id) => ({
    ...{ id, accountId: call.account.id, accessToken: newToken() },
    name: textField(wanted, 'name') ?? '',
    description: textField(wanted, 'description'),
    outgoingUrl: textField(wanted, 'outgoing_url') ?? '',
  }))
  return json(botView(bot))
}
