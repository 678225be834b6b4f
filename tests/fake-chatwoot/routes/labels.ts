import { isTrue, type JsonObject } from '../model/json'
import type { Label } from '../model/directory-rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, textField, wrapped, type AccountCall } from '../http/call'
import { admin, member, type Route } from '../http/routes'
import { announceStale } from '../rules/announce'

/** Labels an account knows; conversations may carry others too. */
export const labelRoutes: Route[] = [
  ...member.get('labels', ({ world, account }) =>
    json({ payload: world.db.labels.where((one) => one.accountId === account.id).map(view) }),
  ),
  ...admin.post('labels', create),
  ...admin.get('labels/:id', (call) => json(view(labelFor(call)))),
  ...admin.change('labels/:id', update),
  ...admin.delete('labels/:id', remove),
]

function view({ id, title, description, color, showOnSidebar }: Label): JsonObject {
  return { id, title, description, color, show_on_sidebar: showOnSidebar }
}

function labelFor(call: AccountCall): Label {
  const label = call.world.db.labels.get(idIn(call))
  if (!label || label.accountId !== call.account.id) throw errors.notFound()
  return label
}

function create(call: AccountCall): Answer {
  const { world, account, user } = call
  const wanted = wrapped(call, 'label')
  const title = (textField(wanted, 'title') ?? '').toLowerCase()
  checkTitle(call, title)
  const label = world.db.labels.add((id) => ({
    ...{ id, accountId: account.id, title },
    description: textField(wanted, 'description'),
    color: textField(wanted, 'color') ?? '#1f93ff',
    showOnSidebar: flag(wanted) ?? null,
  }))
  announceStale(world, account.id, { list: 'label', performer: user })
  return json(view(label))
}

function checkTitle({ world, account }: AccountCall, title: string): void {
  if (!/^[\p{L}\p{N}_-]+$/u.test(title)) throw errors.invalid([['title', 'Title is invalid']])
  const isTaken = world.db.labels.find((one) => one.accountId === account.id && one.title === title)
  if (isTaken) throw errors.invalid([['title', 'Title has already been taken']])
}

function flag(wanted: JsonObject): boolean | undefined {
  return 'show_on_sidebar' in wanted ? isTrue(wanted['show_on_sidebar']) : undefined
}

function update(call: AccountCall): Answer {
  const label = labelFor(call)
  const wanted = wrapped(call, 'label')
  label.title = textField(wanted, 'title')?.toLowerCase() ?? label.title
  label.description = textField(wanted, 'description') ?? label.description
  label.color = textField(wanted, 'color') ?? label.color
  label.showOnSidebar = flag(wanted) ?? label.showOnSidebar
  announceStale(call.world, call.account.id, { list: 'label', performer: call.user })
  return json(view(label))
}

function remove(call: AccountCall): Answer {
  call.world.db.labels.delete(labelFor(call).id)
  announceStale(call.world, call.account.id, { list: 'label', performer: call.user })
  return empty()
}
