import { toIso } from '../model/clock'
import type { JsonObject } from '../model/json'
import { isAdmin, membershipOf } from '../model/membership'
import type { Account } from '../model/rows'
import { errors, json, type Answer } from '../http/answer'
import { idIn, textField, type UserCall } from '../http/call'
import { member, user, type Route } from '../http/routes'
import { cacheKeysView } from '../rules/announce'
import type { World } from '../model/world'

const FEATURES = [
  ...['inbound_emails', 'channel_email', 'channel_facebook', 'channel_twitter', 'help_center', 'agent_bots'],
  ...['macros', 'agent_management', 'team_management', 'inbox_management', 'labels', 'custom_attributes'],
  ...['automations', 'canned_responses', 'integrations', 'voice_recorder', 'channel_website', 'campaigns', 'reports'],
  ...['crm', 'auto_resolve_conversations', 'report_v4', 'contact_chatwoot_support_team', 'channel_instagram'],
]

/** The account itself. */
export const accountRoutes: Route[] = [
  ...user.get('/api/v1/accounts/:account', show),
  ...user.change('/api/v1/accounts/:account', update),
  ...member.get('cache_keys', ({ world, account }) =>
    json(
      { cache_keys: cacheKeysView(world, account.id) },
      { headers: { 'cache-control': 'max-age=10, private, stale-while-revalidate=300' } },
    ),
  ),
]

function show(call: UserCall): Answer {
  return json(accountView(call.world, ownAccount(call)))
}

function update(call: UserCall): Answer {
  const account = ownAccount(call)
  if (!isAdmin(call.user, account.id)) throw errors.unauthorized()
  account.name = textField(call.body.fields, 'name') ?? account.name
  account.locale = textField(call.body.fields, 'locale') ?? account.locale
  return json(accountView(call.world, account))
}

/** Here an account of others is unknown, while everything below it is refused. */
function ownAccount(call: UserCall): Account {
  const account = call.world.db.accounts.get(idIn(call, 'account'))
  if (!account || !membershipOf(call.user, account.id)) throw errors.notFound()
  return account
}

function accountView(world: World, account: Account): JsonObject {
  return {
    settings: {},
    created_at: toIso(account.createdAt),
    domain: null,
    features: Object.fromEntries(FEATURES.map((name) => [name, true])),
    id: account.id,
    locale: account.locale,
    name: account.name,
    support_email: null,
    status: 'active',
    cache_keys: cacheKeysView(world, account.id),
    latest_chatwoot_version: null,
    subscribed_features: [],
  }
}
