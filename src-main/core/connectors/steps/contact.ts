import type { ContactId } from '../../../../src-preload/contract/ids'
import type { Outcome } from '../../outcome'
import { type Desk, type StepEnd, failed, findOrMake, remember } from '../desk'
import { type Condition, filterTroubles } from '../../../../src-preload/contract/contact-filter'
import type { FoundContact } from '../port'
import { because, reasonFrom } from '../reason'
import type { Test } from '../run'

type Row = Pick<FoundContact, 'id'> & { customAttributes?: Record<string, unknown>; sources?: FoundContact['inboxes'] }

/**
 * The test customer: by the name the inbox knows him by, else by attribute or identifier, else a new one. Found, he is
 * completed: he must have the attribute, and the sourceId that opens conversations in this inbox (FACTS §2 G11, G19).
 */
export async function ensureContact(desk: Desk): Promise<StepEnd> {
  const { test } = desk.ask
  if (test === null) return { kind: 'skipped' }
  const { inboxId } = desk.run.ids
  if (inboxId === null && !desk.dry) return failed(because('no-inbox'))
  const got = await findOrMake<Row>(desk, {
    step: 'contact',
    find: () => find(desk, test),
    make: () => make(desk, test),
    isOurs: (one) => one.customAttributes?.[desk.ask.connector.attribute.key] === test.userId,
    made: ({ id }) => ({ kind: 'contact', id }),
  })
  if (got.kind === 'failed') return got
  if (got.kind === 'would') return { kind: 'done', what: 'created', id: null, name: test.name }
  desk.run.ids.contactId = got.value.id
  return complete(desk, { test, row: got.value, what: got.kind })
}

/** What our own customers are called in the account; with the connector's name, since numbers of two networks may be equal. */
export function identifierOf(connectorId: string, userId: string): string {
  return `${connectorId}:${userId}`
}

async function find({ server, ask, run }: Desk, { userId }: Test): Promise<Outcome<Row | null>> {
  const { inboxId, attributeId } = run.ids
  if (inboxId !== null) {
    const known = await server.contactBySource(ask.account, { inboxId, sourceId: userId })
    if (known.kind === 'accepted') return { kind: 'accepted', value: rowOf(known.value) }
    if (known.kind !== 'refused' || known.reason !== 'not-found') return known
  }
  const { key } = ask.connector.attribute
  const wanted: Condition[] = [
    { key, operator: 'equal_to', values: [userId], join: 'or' },
    { key: 'identifier', operator: 'equal_to', values: [identifierOf(ask.connector.id, userId)] },
  ]
  // In a dry run the attribute may not be defined yet, and asking by it is a 422.
  const defined = attributeId === null ? [] : [{ key, kind: 'text' }]
  const conditions = wanted.filter((one) => filterTroubles([one], defined).length === 0)
  const found = await server.filterContacts(ask.account, conditions)
  if (found.kind !== 'accepted') return found
  const oldest = [...found.value].sort((a, b) => a.id - b.id)[0]
  return { kind: 'accepted', value: oldest ? rowOf(oldest) : null }
}

function rowOf({ id, customAttributes, inboxes }: FoundContact): Row {
  return { id, customAttributes, sources: inboxes }
}

async function make({ server, ask, run }: Desk, { userId, name }: Test): Promise<Outcome<Row>> {
  const { inboxId } = run.ids
  if (inboxId === null) return { kind: 'refused', reason: 'not-found', status: 404, words: '' }
  const customAttributes = { [ask.connector.attribute.key]: userId }
  const identifier = identifierOf(ask.connector.id, userId)
  const made = await server.createContact(ask.account, { inboxId, sourceId: userId, name, identifier, customAttributes })
  if (made.kind !== 'accepted') return made
  const sources = made.value.sourceId === null ? [] : [{ inboxId, sourceId: made.value.sourceId }]
  return { kind: 'accepted', value: { id: made.value.id, customAttributes, sources } }
}

interface Completing {
  test: Test
  row: Row
  what: 'found' | 'created'
}

async function complete(desk: Desk, { test, row, what }: Completing): Promise<StepEnd> {
  const { key } = desk.ask.connector.attribute
  // Written by a program of their own it may be a number; the filter compares them as text.
  const value = row.customAttributes?.[key]
  const hasAttribute = (typeof value === 'number' ? String(value) : value) === test.userId
  const known = sourceIn(desk, row)
  const isWhole = hasAttribute && known !== null
  desk.run.ids.sourceId = known
  const done: StepEnd = { kind: 'done', what: isWhole ? what : 'changed', id: row.id, name: test.name }
  if (isWhole || desk.dry) return done
  const trouble =
    (hasAttribute ? null : await attach(desk, row, test)) ?? (known === null ? await link(desk, row.id, test) : null)
  return trouble ?? { ...done, what: what === 'created' ? 'created' : 'changed' }
}

/** The name this inbox knows him by. Of several the one that is his id in the network. */
function sourceIn({ run, ask }: Desk, { sources }: Row): string | null {
  const here = (sources ?? []).filter(({ inboxId }) => inboxId === run.ids.inboxId)
  return (here.find(({ sourceId }) => sourceId === ask.test?.userId) ?? here[0])?.sourceId ?? null
}

async function attach(desk: Desk, { id, customAttributes }: Row, { userId }: Test): Promise<StepEnd | null> {
  const { key } = desk.ask.connector.attribute
  const answer = await desk.server.setContactAttributes(desk.ask.account, { id, values: { [key]: userId } })
  if (answer.kind !== 'accepted') return failed(reasonFrom(answer))
  const before = customAttributes?.[key]
  remember(desk, { kind: 'contact-attribute', id, key, before: typeof before === 'string' ? before : null })
  return null
}

async function link(desk: Desk, id: ContactId, { userId }: Test): Promise<StepEnd | null> {
  const { inboxId } = desk.run.ids
  if (inboxId === null) return null
  const answer = await desk.server.linkContact(desk.ask.account, { id, inboxId, sourceId: userId })
  if (answer.kind !== 'accepted') return failed(reasonFrom(answer))
  desk.run.ids.sourceId = answer.value.sourceId
  remember(desk, { kind: 'contact-inbox', id, inboxId })
  return null
}
