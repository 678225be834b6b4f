import type { Inbox, Membership, User } from './rows'

/** The membership of a user in an account, if any. */
export function membershipOf(user: User, accountId: number): Membership | undefined {
  return user.memberships.find((one) => one.accountId === accountId)
}

/** True for administrators of the account. */
export function isAdmin(user: User, accountId: number): boolean {
  return membershipOf(user, accountId)?.role === 'administrator'
}

/** True when the user may read and answer in this inbox. */
export function maySee(user: User, inbox: Inbox): boolean {
  return isAdmin(user, inbox.accountId) || inbox.memberIds.includes(user.id)
}

/** The name colleagues see. */
export function availableName({ displayName, name }: User): string {
  return displayName ?? name
}
