import { isAdmin, maySee, membershipOf } from './membership'
import type { Inbox, User } from './rows'
import type { World } from './world'

/** Everybody in the account, by number. */
export function peopleOf({ db }: World, accountId: number): User[] {
  return db.users.where((user) => membershipOf(user, accountId) !== undefined).sort((one, two) => one.id - two.id)
}

/** Members of an inbox that still belong to its account, in the order they were added. */
export function membersOf({ db }: World, inbox: Inbox): User[] {
  const members = inbox.memberIds.map((id) => db.users.get(id))
  return members.filter((user): user is User => user !== undefined && membershipOf(user, inbox.accountId) !== undefined)
}

/** Members of an inbox and all administrators: who sees its conversations and hears of them. */
export function audienceOf(world: World, inbox: Inbox): User[] {
  const members = membersOf(world, inbox)
  const admins = peopleOf(world, inbox.accountId).filter((user) => isAdmin(user, inbox.accountId))
  return [...members, ...admins.filter((user) => !members.includes(user))]
}

/** The inboxes a user sees, by name. */
export function inboxesOf({ db }: World, user: User, accountId: number): Inbox[] {
  const visible = db.inboxes.where((inbox) => inbox.accountId === accountId && maySee(user, inbox))
  return visible.sort((one, two) => one.name.toLowerCase().localeCompare(two.name.toLowerCase()))
}
