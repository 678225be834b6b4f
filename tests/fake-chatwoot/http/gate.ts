import type { IncomingHttpHeaders } from 'node:http'
import { isAdmin, membershipOf } from '../model/membership'
import type { AgentBot, User } from '../model/rows'
import { errors, type Answer } from './answer'
import type { AccountCall, Call } from './call'
import type { Route } from './routes'
import type { Sessions } from './sessions'

/** Decides who calls, as the real server does, and runs the route. */
export class Gate {
  readonly #sessions: Sessions

  constructor(sessions: Sessions) {
    this.#sessions = sessions
  }

  async run(route: Route, call: Call): Promise<Answer> {
    if (route.access === 'open') return route.run(call)
    const owner = this.#ownerOf(call)
    const isBot = !('memberships' in owner)
    if (isBot && !(route.access === 'member' && route.bots)) {
      throw errors.unauthorized('Access to this endpoint is not authorized for bots')
    }
    if (call.body.hasNul) throw errors.broken()
    if (route.access === 'user') return route.run({ ...call, user: asUser(owner) })
    const inside = isBot ? botCall(call, owner) : memberCall(call, owner)
    if (route.access === 'admin' && !isAdmin(inside.user, inside.account.id)) throw errors.unauthorized()
    return route.run(inside)
  }

  /** A token in the header decides, even beside a good session; the hyphen spelling wins over the underscore. */
  #ownerOf({ world, headers }: Call): User | AgentBot {
    const token = tokenIn(headers)
    if (!token) {
      const user = this.#sessions.userOf(world, headers)
      if (user) return user
      throw errors.notSignedIn()
    }
    const owner =
      world.db.users.find((user) => user.accessToken === token) ?? world.db.bots.find((bot) => bot.accessToken === token)
    if (owner) return owner
    throw errors.unauthorized('Invalid Access Token')
  }
}

function tokenIn(headers: IncomingHttpHeaders): string {
  return String(headers['api-access-token'] ?? headers['api_access_token'] ?? '')
}

function memberCall(call: Call, user: User): AccountCall {
  const account = accountOf(call)
  if (!membershipOf(user, account.id)) throw errors.unauthorized('You are not authorized to access this account')
  return { ...call, user, account, bot: null }
}

function botCall(call: Call, bot: AgentBot): AccountCall {
  const account = accountOf(call)
  const { db, features } = call.world
  const isAttached = db.inboxes.find((inbox) => inbox.accountId === account.id && inbox.agentBotId === bot.id)
  const isInside = isAttached ?? (features.botsWriteEverywhere && bot.accountId === account.id)
  if (!isInside) throw errors.unauthorized('Bot is not authorized to access this account')
  return { ...call, user: asUser(bot), account, bot }
}

function accountOf({ world, params }: Call) {
  const account = world.db.accounts.get(Number.parseInt(params['account'] ?? '', 10))
  if (!account) throw errors.notFound()
  if (account.isSuspended) throw errors.unauthorized('Account is suspended')
  return account
}

/** A stand-in for a bot: it may do what an administrator may, and is in no table. */
function asUser(owner: User | AgentBot): User {
  if ('memberships' in owner) return owner
  const membership = {
    accountId: owner.accountId,
    role: 'administrator' as const,
    availability: 'online' as const,
    autoOffline: false,
    activeAt: null,
    touched: 0,
    emailFlags: [],
    pushFlags: [],
  }
  return {
    ...{ id: -owner.id, key: 'bot', name: owner.name, displayName: null, email: '', password: '', otpCode: null },
    ...{ accessToken: owner.accessToken, pubsubToken: '', messageSignature: null },
    ...{ uiSettings: {}, customAttributes: {}, createdAt: 0, memberships: [membership] },
  }
}
