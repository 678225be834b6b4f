import type { ConversationKey } from '../../../../src-preload/contract/ids'
import type { ConversationNews } from '../../news'
import type { Outcome } from '../../outcome'
import { type Desk, type StepEnd, failed, findOrMake } from '../desk'
import { because, reasonFrom, type Reason } from '../reason'

/** How a test conversation is known again. */
const MARK = 'perch_test'

/** Readable for whoever looks at the conversation; also how a second run knows that they were said. */
const WORDS = {
  incoming: 'Test message from the customer, written by Perch',
  outgoing: 'Test reply of the agent, written by Perch',
} as const

type Row = Pick<ConversationNews, 'id'> & { status?: string | undefined }

/** A conversation with a message each way, resolved afterwards so that nobody waits in the list. */
export async function ensureConversation(desk: Desk): Promise<StepEnd> {
  const { ask, run } = desk
  if (ask.test?.conversation !== true) return { kind: 'skipped' }
  const { inboxId, contactId, sourceId } = run.ids
  if (inboxId === null || contactId === null || sourceId === null) {
    return desk.dry ? { kind: 'done', what: 'created', id: null, name: null } : failed(because('no-inbox'))
  }
  const got = await findOrMake<Row>(desk, {
    step: 'conversation',
    find: () => find(desk),
    make: () =>
      desk.server.createConversation(ask.account, {
        ...{ inboxId, contactId, sourceId },
        customAttributes: { [MARK]: ask.connector.id },
      }),
    isOurs: () => true,
    made: ({ id }) => ({ kind: 'conversation', id, contactId, inboxId }),
  })
  if (got.kind === 'failed') return got
  if (got.kind === 'would') return { kind: 'done', what: 'created', id: null, name: null }
  run.ids.conversationId = got.value.id
  return finish(desk, { row: got.value, what: got.kind })
}

async function find({ server, ask, run }: Desk): Promise<Outcome<Row | null>> {
  const { contactId, inboxId } = run.ids
  if (contactId === null) return { kind: 'accepted', value: null }
  const listed = await server.contactConversations(ask.account, contactId)
  if (listed.kind !== 'accepted') return listed
  const own = listed.value.find(
    ({ fields }) => fields.inboxId === inboxId && fields.customAttributes?.[MARK] === ask.connector.id,
  )
  return { kind: 'accepted', value: own ? { id: own.id, status: own.fields.status } : null }
}

async function finish(desk: Desk, { row, what }: { row: Row; what: 'found' | 'created' }): Promise<StepEnd> {
  const key = { accountId: desk.ask.account, conversationId: row.id }
  const said = await desk.server.messages(key)
  if (said.kind !== 'accepted') return failed(reasonFrom(said))
  const texts = said.value.map(({ fields }) => fields.content)
  const missing = (['incoming', 'outgoing'] as const).filter((one) => !texts.includes(WORDS[one]))
  const isOver = missing.length === 0 && row.status === 'resolved'
  const done: StepEnd = { kind: 'done', what: what === 'found' && !isOver ? 'changed' : what, id: row.id, name: null }
  if (isOver || desk.dry) return done
  const trouble = await talk(desk, { key, missing })
  return trouble === null ? done : failed(trouble)
}

async function talk(
  { server }: Desk,
  { key, missing }: { key: ConversationKey; missing: readonly ('incoming' | 'outgoing')[] },
): Promise<Reason | null> {
  for (const one of missing) {
    const answer = await server.say({ conversation: key, text: WORDS[one], incoming: one === 'incoming' })
    if (answer.kind !== 'accepted') return reasonFrom(answer)
  }
  const resolved = await server.resolve(key)
  return resolved.kind === 'accepted' ? null : reasonFrom(resolved)
}
