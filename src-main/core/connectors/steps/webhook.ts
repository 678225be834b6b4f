import type { Outcome } from '../../outcome'
import { type Desk, type StepEnd, failed, findOrMake, remember } from '../desk'
import type { Webhook } from '../port'
import { reasonFrom } from '../reason'

/** An address belongs to one webhook of an account: one that exists is used, and learns the events it lacks (FACTS §8). */
export async function ensureWebhook(desk: Desk): Promise<StepEnd> {
  const { server, ask, run } = desk
  const url = ask.webhookUrl.trim()
  const events = ask.events ?? ask.connector.events
  const got = await findOrMake<Webhook>(desk, {
    step: 'webhook',
    find: () => find(desk, url),
    make: () => server.createWebhook(ask.account, { url, subscriptions: events }),
    isOurs: (hook) => hook.subscriptions.length === events.length && events.every((one) => hook.subscriptions.includes(one)),
    made: ({ id }) => ({ kind: 'webhook', id }),
  })
  if (got.kind === 'failed') return got
  if (got.kind === 'would') return { kind: 'done', what: 'created', id: null, name: url }
  run.ids.webhookId = got.value.id
  return complete(desk, { hook: got.value, what: got.kind })
}

async function find({ server, ask }: Desk, url: string): Promise<Outcome<Webhook | null>> {
  const listed = await server.webhooks(ask.account)
  if (listed.kind !== 'accepted') return listed
  return { kind: 'accepted', value: listed.value.find((one) => one.url === url) ?? null }
}

async function complete(desk: Desk, { hook, what }: { hook: Webhook; what: 'found' | 'created' }): Promise<StepEnd> {
  const { server, ask, dry } = desk
  const missing = (ask.events ?? ask.connector.events).filter((one) => !hook.subscriptions.includes(one))
  if (missing.length === 0) return { kind: 'done', what, id: hook.id, name: hook.url }
  const changed: StepEnd = { kind: 'done', what: 'changed', id: hook.id, name: hook.url }
  if (dry) return changed
  remember(desk, { kind: 'webhook-events', id: hook.id, before: hook.subscriptions })
  const answer = await server.subscribe(ask.account, { id: hook.id, subscriptions: [...hook.subscriptions, ...missing] })
  return answer.kind === 'accepted' ? changed : failed(reasonFrom(answer))
}
