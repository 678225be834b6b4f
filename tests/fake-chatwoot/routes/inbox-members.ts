import { asIds } from '../model/json'
import { membersOf } from '../model/people'
import type { Inbox } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, inboxFor, type AccountCall } from '../http/call'
import { admin, member, type Route } from '../http/routes'
import { announceStale } from '../rules/announce'
import { agentView } from '../views/user'

/** Who works in an inbox. */
export const inboxMemberRoutes: Route[] = [
  ...member.get('inbox_members/:id', (call) => listed(call, inboxFor(call, idIn(call)))),
  ...admin.post('inbox_members', (call) => change(call, (now, given) => [...now, ...given])),
  ...admin.change('inbox_members', (call) => change(call, (_, given) => given)),
  ...admin.delete('inbox_members', (call) => {
    change(call, (now, given) => now.filter((id) => !given.includes(id)))
    return empty()
  }),
]

/** People of other accounts are stored without a word and never listed; numbers nobody has are refused. */
function change(call: AccountCall, combine: (now: number[], given: number[]) => number[]): Answer {
  const { world, body } = call
  const inbox = inboxFor(call, Number(body.fields['inbox_id']))
  const given = asIds(body.fields['user_ids'])
  if (given.some((id) => !world.db.users.get(id))) throw errors.invalid([['user', 'User must exist']])
  inbox.memberIds = [...new Set(combine(inbox.memberIds, given))]
  announceStale(world, call.account.id, { list: 'inbox', performer: call.user })
  return listed(call, inbox)
}

function listed({ world, account }: AccountCall, inbox: Inbox): Answer {
  return json({ payload: membersOf(world, inbox).map((person) => agentView(world, person, account.id)) })
}
