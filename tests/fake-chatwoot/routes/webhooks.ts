import { asTexts, type JsonObject } from '../model/json'
import type { Webhook } from '../model/directory-rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, textField, wrapped, type AccountCall } from '../http/call'
import { admin, type Route } from '../http/routes'
import { DEFAULT_WEBHOOK_EVENTS, WEBHOOK_EVENTS } from '../rules/webhooks'
import type { World } from '../model/world'

/** Webhooks of the account. */
export const webhookRoutes: Route[] = [
  ...admin.get('webhooks', ({ world, account }) =>
    json({
      payload: {
        webhooks: world.db.webhooks.where((one) => one.accountId === account.id).map((one) => view(world, one)),
      },
    }),
  ),
  ...admin.post('webhooks', create),
  ...admin.change('webhooks/:id', update),
  ...admin.delete('webhooks/:id', (call) => {
    call.world.db.webhooks.delete(webhookFor(call).id)
    return empty()
  }),
]

function view({ db, features }: World, { id, url, accountId, subscriptions, inboxId }: Webhook): JsonObject {
  const inbox = db.inboxes.get(inboxId)
  return {
    id,
    ...(features.version === '4.2.0' ? {} : { name: null }),
    url,
    account_id: accountId,
    subscriptions,
    inbox: inbox && { id: inbox.id, name: inbox.name },
  }
}

function told({ world }: AccountCall, webhook: Webhook): Answer {
  return json({ payload: { webhook: view(world, webhook) } })
}

function webhookFor(call: AccountCall): Webhook {
  const webhook = call.world.db.webhooks.get(idIn(call))
  if (!webhook || webhook.accountId !== call.account.id) throw errors.notFound()
  return webhook
}

function create(call: AccountCall): Answer {
  const { world, account } = call
  const wanted = wrapped(call, 'webhook')
  const url = textField(wanted, 'url') ?? ''
  const subscriptions = 'subscriptions' in wanted ? asTexts(wanted['subscriptions']) : DEFAULT_WEBHOOK_EVENTS
  check(call, { id: -1, url, subscriptions })
  const inbox = world.db.inboxes.get(Number(wanted['inbox_id']))
  const webhook = world.db.webhooks.add((id) => {
    return { id, accountId: account.id, inboxId: inbox?.id ?? null, url, subscriptions: [...subscriptions] }
  })
  return told(call, webhook)
}

function check(
  { world, account }: AccountCall,
  { id, url, subscriptions }: Pick<Webhook, 'id' | 'url' | 'subscriptions'>,
): void {
  const others = world.db.webhooks.where((one) => one.accountId === account.id && one.id !== id)
  const isKnown = subscriptions.length > 0 && subscriptions.every((one) => WEBHOOK_EVENTS.includes(one))
  const problems: [string, string][] = []
  if (!/^https?:\/\/\S+$/.test(url)) problems.push(['url', 'Url is invalid'])
  if (others.some((one) => one.url === url)) problems.push(['url', 'Url has already been taken'])
  if (!isKnown) problems.push(['subscriptions', 'Subscriptions Invalid events'])
  if (problems.length) throw errors.invalid(problems)
}

function update(call: AccountCall): Answer {
  const webhook = webhookFor(call)
  const wanted = wrapped(call, 'webhook')
  const url = textField(wanted, 'url') ?? webhook.url
  const subscriptions = 'subscriptions' in wanted ? asTexts(wanted['subscriptions']) : webhook.subscriptions
  check(call, { id: webhook.id, url, subscriptions })
  Object.assign(webhook, { url, subscriptions })
  return told(call, webhook)
}
