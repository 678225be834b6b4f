import { toIso } from '../model/clock'
import type { JsonObject } from '../model/json'
import { availableName, membershipOf } from '../model/membership'
import type { AgentBot, Membership, User } from '../model/rows'
import type { World } from '../model/world'

/** A user as the profile, sign-in and availability calls tell it. */
export function profileView(world: World, user: User): JsonObject {
  const active = activeMembership(user)
  const hasAttributes = Object.keys(user.customAttributes).length > 0
  return {
    access_token: user.accessToken,
    account_id: active?.accountId ?? null,
    available_name: availableName(user),
    avatar_url: '',
    confirmed: true,
    display_name: user.displayName,
    message_signature: user.messageSignature,
    email: user.email,
    id: user.id,
    inviter_id: null,
    name: user.name,
    provider: 'email',
    pubsub_token: user.pubsubToken,
    custom_attributes: hasAttributes ? user.customAttributes : undefined,
    role: active?.role ?? null,
    ui_settings: user.uiSettings,
    uid: user.email,
    type: null,
    accounts: inOddOrder(user).map((membership) => membershipView(world, user, membership)),
  }
}

/** An account never visited counts as the most recent one. */
function activeMembership({ memberships }: User): Membership | undefined {
  const unseen = memberships.find((one) => one.activeAt === null)
  return unseen ?? [...memberships].sort((one, two) => (two.activeAt ?? 0) - (one.activeAt ?? 0))[0]
}

/** The real order is an accident; what changed last stands last. */
function inOddOrder({ memberships }: User): Membership[] {
  return [...memberships].sort((one, two) => one.touched - two.touched)
}

function membershipView({ db, presence }: World, user: User, membership: Membership): JsonObject {
  const account = db.accounts.get(membership.accountId)
  return {
    id: membership.accountId,
    name: account?.name ?? '',
    status: account?.isSuspended === true ? 'suspended' : 'active',
    active_at: toIso(membership.activeAt),
    role: membership.role,
    permissions: [membership.role],
    availability: membership.availability,
    availability_status: presence.effective(user, membership),
    auto_offline: membership.autoOffline,
    custom_role_id: null,
    custom_role: null,
  }
}

/** A user as lists of agents tell it. */
export function agentView({ presence, features }: World, user: User, accountId: number): JsonObject {
  const membership = membershipOf(user, accountId)
  const hasAttributes = Object.keys(user.customAttributes).length > 0
  return {
    id: user.id,
    account_id: accountId,
    availability_status: presence.effective(user, membership),
    auto_offline: membership?.autoOffline ?? true,
    confirmed: true,
    email: user.email,
    provider: features.version === '4.2.0' ? undefined : 'email',
    available_name: availableName(user),
    custom_attributes: hasAttributes ? user.customAttributes : undefined,
    name: user.name,
    role: membership?.role ?? null,
    thumbnail: '',
    custom_role_id: null,
  }
}

/** A user as events and senders tell it. */
export function pushUserView({ presence }: World, user: User, accountId: number): JsonObject {
  return {
    id: user.id,
    name: user.name,
    available_name: availableName(user),
    avatar_url: '',
    type: 'user',
    availability_status: presence.effective(user, membershipOf(user, accountId)),
    thumbnail: '',
  }
}

/** A bot as the sender of a message. */
export function pushBotView(bot: AgentBot): JsonObject {
  return { id: bot.id, name: bot.name, avatar_url: '', type: 'agent_bot' }
}
