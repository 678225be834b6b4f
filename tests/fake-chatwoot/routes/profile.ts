import { asObject, asTexts, isTrue, type JsonObject } from '../model/json'
import { membershipOf } from '../model/membership'
import { newToken } from '../model/secrets'
import type { Availability, Membership, User } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { strictlyWrapped, textField, wrapped, type AccountCall, type UserCall } from '../http/call'
import { member, user, type Route } from '../http/routes'
import type { World } from '../model/world'
import { profileView } from '../views/user'

const PROFILE = '/api/v1/profile'
const FLAGS = [
  'conversation_creation',
  'conversation_assignment',
  'assigned_conversation_new_message',
  'conversation_mention',
  'participating_conversation_new_message',
  'sla_missed_first_response',
  'sla_missed_next_response',
  'sla_missed_resolution',
]

/** The own profile and what one is told about. */
export function profileRoutes({ features }: World): Route[] {
  return [
    ...user.get(PROFILE, ({ world, user: me }) => json(profileView(world, me))),
    ...user.change(PROFILE, update),
    ...user.post(`${PROFILE}/availability`, setAvailability),
    ...user.post(`${PROFILE}/auto_offline`, setAutoOffline),
    ...user.change(`${PROFILE}/set_active_account`, setActiveAccount),
    ...(features.resetsAccessToken ? user.post(`${PROFILE}/reset_access_token`, resetAccessToken) : []),
    ...member.post('update_active_at', visit),
    ...member.get('notification_settings', ({ user: me, account }) => json(settingsView(me, account.id))),
    ...member.change('notification_settings', changeSettings),
  ]
}

function update(call: UserCall): Answer {
  const { user: me, world } = call
  const wanted = wrapped(call, 'profile')
  const email = textField(wanted, 'email')
  if (email !== null && !email.includes('@')) {
    throw errors.invalid([
      ['email', 'Email is invalid'],
      ['email', 'Email is not an email'],
    ])
  }
  if (textField(wanted, 'password') !== null) changePassword(me, wanted)
  me.email = email ?? me.email
  me.name = textField(wanted, 'name') ?? me.name
  if ('display_name' in wanted) me.displayName = textField(wanted, 'display_name')
  if ('message_signature' in wanted) me.messageSignature = textField(wanted, 'message_signature')
  if ('ui_settings' in wanted) me.uiSettings = asObject(wanted['ui_settings'])
  if ('phone_number' in wanted) me.customAttributes['phone_number'] = wanted['phone_number']
  return json(profileView(world, me))
}

/** The API token survives a new password, the token of the socket does not. */
function changePassword(me: User, wanted: JsonObject): void {
  if (textField(wanted, 'current_password') !== me.password) throw errors.unprocessable('Invalid current password')
  me.password = textField(wanted, 'password') ?? me.password
  me.pubsubToken = newToken()
}

function setAvailability(call: UserCall): Answer {
  const wanted = wrapped(call, 'profile')
  const membership = membershipIn(call.user, wanted) ?? refuse()
  const availability = textField(wanted, 'availability')
  if (!isAvailability(availability)) throw errors.broken()
  membership.availability = availability
  touch(call.user, membership)
  return json(profileView(call.world, call.user))
}

function isAvailability(text: string | null): text is Availability {
  return text === 'online' || text === 'busy' || text === 'offline'
}

function setAutoOffline(call: UserCall): Answer {
  const wanted = wrapped(call, 'profile')
  const membership = membershipIn(call.user, wanted) ?? refuse()
  membership.autoOffline = isTrue(wanted['auto_offline'])
  touch(call.user, membership)
  return json(profileView(call.world, call.user))
}

function refuse(): never {
  throw errors.notFound()
}

/** A foreign account is no case the real server is prepared for. */
function setActiveAccount(call: UserCall): Answer {
  const membership = membershipIn(call.user, wrapped(call, 'profile'))
  if (!membership) throw errors.broken()
  membership.activeAt = call.world.clock.now()
  touch(call.user, membership)
  return empty()
}

function resetAccessToken({ user: me, world }: UserCall): Answer {
  me.accessToken = newToken()
  return json(profileView(world, me))
}

function visit({ user: me, account, world }: AccountCall): Answer {
  const membership = membershipOf(me, account.id)
  if (membership) {
    membership.activeAt = world.clock.now()
    touch(me, membership)
  }
  return empty()
}

function membershipIn(me: User, wanted: JsonObject): Membership | undefined {
  return membershipOf(me, Number(wanted['account_id']))
}

function touch({ memberships }: User, membership: Membership): void {
  membership.touched = Math.max(...memberships.map((one) => one.touched)) + 1
}

function settingsView(me: User, accountId: number): JsonObject {
  const membership = membershipOf(me, accountId)
  const flags = (kind: string) => FLAGS.map((flag) => `${kind}_${flag}`)
  return {
    id: me.id * 1000 + accountId,
    user_id: me.id,
    account_id: accountId,
    all_email_flags: flags('email'),
    selected_email_flags: membership?.emailFlags ?? [],
    all_push_flags: flags('push'),
    selected_push_flags: membership?.pushFlags ?? [],
  }
}

/** A list left out is emptied. */
function changeSettings(call: AccountCall): Answer {
  const wanted = strictlyWrapped(call, 'notification_settings')
  const membership = membershipOf(call.user, call.account.id)
  if (membership) {
    membership.emailFlags = asTexts(wanted['selected_email_flags'])
    membership.pushFlags = asTexts(wanted['selected_push_flags'])
  }
  return json(settingsView(call.user, call.account.id))
}
