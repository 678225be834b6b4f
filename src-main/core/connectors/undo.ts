import type { AccountId, ConversationKey } from '../../../src-preload/contract/ids'
import { assertNever } from '../must'
import type { Outcome } from '../outcome'
import type { ConnectorServer } from './port'
import { reasonFrom, type Reason } from './reason'
import type { Before, Made } from './run'

/** What became of one thing. `left`: the server has no way to take it back. */
export type UndoneState = 'removed' | 'gone' | 'left' | 'failed'

export interface Undone {
  kind: Made['kind']
  id: number
  state: UndoneState
  reason: Reason | null
}

/** How an undo ended: `run` still holds what could not be taken back now, so that it can be tried again. */
export interface UndoResult {
  undone: Undone[]
  run: Before
}

/** Takes back what the run made or changed, and nothing else, from the end. What is gone already is fine. */
export async function undoConnector(server: ConnectorServer, account: AccountId, run: Before): Promise<UndoResult> {
  const undone: Undone[] = []
  const kept: Made[] = []
  for (const made of [...run.made].reverse()) {
    const state = await takeBack(server, account, { made, all: run.made })
    undone.push({ kind: made.kind, id: made.id, ...state })
    if (state.state === 'failed') kept.unshift(made)
  }
  return { undone, run: { made: kept, asked: run.asked } }
}

type End = Pick<Undone, 'state' | 'reason'>

async function takeBack(server: ConnectorServer, account: AccountId, { made, all }: { made: Made; all: Made[] }): Promise<End> {
  switch (made.kind) {
    case 'inbox':
      return endOf(await server.removeInbox(account, made.id))
    case 'webhook':
      return endOf(await server.removeWebhook(account, made.id))
    case 'webhook-events': {
      const isOurs = all.some((one) => one.kind === 'webhook' && one.id === made.id)
      // The server refuses a webhook that asks for nothing, so there was none like that before.
      return isOurs ? gone : endOf(await server.subscribe(account, { id: made.id, subscriptions: made.before }))
    }
    case 'attribute':
      return endOf(await server.removeAttribute(account, made.id))
    case 'contact':
      return endOf(await server.removeContact(account, made.id))
    case 'contact-attribute':
      return putBack(server, account, made)
    case 'contact-inbox':
      return goesWith(all, { contactId: made.id, inboxId: made.inboxId }) ?? left
    case 'conversation':
      return goesWith(all, made) ?? (await removeConversation(server, { accountId: account, conversationId: made.id }))
    default:
      return assertNever(made)
  }
}

const gone: End = { state: 'gone', reason: null }
const left: End = { state: 'left', reason: null }

type MadeAttribute = Extract<Made, { kind: 'contact-attribute' }>

/** What stood there before is not kept on disk, so after a restart it cannot be put back: then the new value stays. */
async function putBack(server: ConnectorServer, account: AccountId, { id, key, before }: MadeAttribute): Promise<End> {
  if (before === undefined) return left
  if (before === null) return endOf(await server.clearContactAttributes(account, { id, keys: [key] }))
  return endOf(await server.setContactAttributes(account, { id, values: { [key]: before } }))
}

/** The server deletes conversations and names with their contact or inbox. */
function goesWith(all: readonly Made[], owner: { contactId: number; inboxId: number }): End | null {
  const goes = all.some(
    (one) => (one.kind === 'contact' && one.id === owner.contactId) || (one.kind === 'inbox' && one.id === owner.inboxId),
  )
  return goes ? { state: 'removed', reason: null } : null
}

/** Before 4.10 there is no such call; its 404 is told from that of a conversation that is gone by reading it. */
async function removeConversation(server: ConnectorServer, key: ConversationKey): Promise<End> {
  const end = endOf(await server.removeConversation(key))
  if (end.state !== 'gone') return end
  const read = await server.messages(key)
  return read.kind === 'accepted' ? left : endOf(read)
}

function endOf(outcome: Outcome<unknown>): End {
  if (outcome.kind === 'accepted') return { state: 'removed', reason: null }
  if (outcome.kind === 'refused' && outcome.reason === 'not-found') return gone
  return { state: 'failed', reason: reasonFrom(outcome) }
}
