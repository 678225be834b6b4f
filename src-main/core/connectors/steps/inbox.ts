import type { Inbox } from '../../../../src-preload/contract/entities'
import type { InboxId } from '../../../../src-preload/contract/ids'
import type { Outcome } from '../../outcome'
import { type Desk, type StepEnd, findOrMake } from '../desk'
import { because, type Reason } from '../reason'
import { nameTrouble } from '../rules'
import type { ConnectorAsk } from '../run'

const API_CHANNEL = 'Channel::Api'

/** The name an inbox of this connector has or gets. */
export function inboxNameOf({ inboxName, connector }: ConnectorAsk): string {
  return (inboxName ?? connector.inboxName).trim()
}

/** The API inbox that is the connector's: by its exact name, else by what its name contains; of several the oldest. */
export function connectorInbox(inboxes: readonly Inbox[], ask: ConnectorAsk): Inbox | null {
  const own = inboxes.filter(({ channel }) => channel === API_CHANNEL).sort((a, b) => a.id - b.id)
  const wanted = inboxNameOf(ask).toLowerCase()
  const exact = own.find(({ name }) => name.toLowerCase() === wanted)
  const { match } = ask.connector
  const containing = match === '' ? null : own.find(({ name }) => name.toLowerCase().includes(match))
  return exact ?? containing ?? null
}

/** Finds the inbox or makes it. Without a webhook of its own: the account's webhook would tell everything a second time. */
export async function ensureInbox(desk: Desk): Promise<StepEnd> {
  const { server, ask, run } = desk
  const name = inboxNameOf(ask)
  const got = await findOrMake<Inbox>(desk, {
    step: 'inbox',
    find: () => find(desk),
    make: () => server.createInbox(ask.account, { name, webhookUrl: '' }),
    refused: () => refusal(desk, name),
    isOurs: (inbox) => inbox.name === name,
    made: ({ id }) => ({ kind: 'inbox', id }),
  })
  if (got.kind === 'failed') return got
  if (got.kind === 'would') return { kind: 'done', what: 'created', id: null, name }
  const inbox = got.kind === 'created' ? await theOldest(desk, got.value) : got.value
  run.ids.inboxId = inbox.id
  run.ids.inboxIdentifier = inbox.inboxIdentifier
  const isOurs = run.made.some((one) => one.kind === 'inbox' && one.id === inbox.id)
  return { kind: 'done', what: got.kind === 'created' && isOurs ? 'created' : 'found', id: inbox.id, name: inbox.name }
}

/** One that is there may have any name; a new one has to suit the version, which the first step has seen. */
function refusal({ run }: Desk, name: string): Reason | null {
  const version = run.steps.find(({ step }) => step === 'connection')?.name ?? null
  const trouble = nameTrouble(name, version)
  return trouble === null ? null : because(trouble)
}

async function find({ server, ask }: Desk): Promise<Outcome<Inbox | null>> {
  const listed = await server.inboxes(ask.account)
  return listed.kind === 'accepted' ? { kind: 'accepted', value: connectorInbox(listed.value, ask) } : listed
}

/** Names of inboxes need not differ, so two administrators at once would make two: the younger one goes again. */
async function theOldest(desk: Desk, made: Inbox): Promise<Inbox> {
  const oldest = await find(desk)
  if (oldest.kind !== 'accepted' || oldest.value === null || oldest.value.id >= made.id) return made
  const removed = await desk.server.removeInbox(desk.ask.account, made.id)
  if (removed.kind !== 'accepted') return made
  forget(desk, made.id)
  return oldest.value
}

function forget({ run }: Desk, inbox: InboxId): void {
  run.made = run.made.filter((one) => !(one.kind === 'inbox' && one.id === inbox))
}
