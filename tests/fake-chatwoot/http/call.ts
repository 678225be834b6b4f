import type { IncomingHttpHeaders } from 'node:http'
import { isObject, type Json, type JsonObject } from '../model/json'
import type { Account, AgentBot, Conversation, Inbox, User } from '../model/rows'
import { maySee } from '../model/membership'
import type { World } from '../model/world'
import { errors } from './answer'
import type { Body } from './body'

/** A request that has found its route. */
export interface Call {
  world: World
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  address: string
  params: Record<string, string>
  body: Body
}

/** A call of somebody known. */
export interface UserCall extends Call {
  user: User
}

/** A call within an account. A bot acts through a user that exists for this call only. */
export interface AccountCall extends UserCall {
  account: Account
  bot: AgentBot | null
}

/** The number in the address; text is read as the real server does, up to the first other character. */
export function idIn({ params }: Call, name = 'id'): number {
  const number = Number.parseInt(params[name] ?? '', 10)
  return Number.isSafeInteger(number) ? number : -1
}

/** A field of the body, else of the query. */
export function field(call: Call, name: string): Json | undefined {
  return call.body.fields[name] ?? call.query.get(name) ?? undefined
}

/** A field as text; numbers become text, everything else is null. */
export function textField(fields: JsonObject, name: string): string | null {
  const value = fields[name]
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** The object under its name; JSON may leave the wrapper out, where something is in it. */
export function wrapped({ body }: Call, name: string): JsonObject {
  const inner = body.fields[name]
  if (isObject(inner) && Object.keys(inner).length > 0) return inner
  const { [name]: _wrapper, ...rest } = body.fields
  if (body.kind === 'json' && Object.keys(rest).length > 0) return rest
  throw errors.missing(name)
}

/** The object under its name; without the wrapper the call is refused. */
export function strictlyWrapped({ body }: Call, name: string): JsonObject {
  const inner = body.fields[name]
  if (isObject(inner) && Object.keys(inner).length > 0) return inner
  throw errors.missing(name)
}

/** The inbox of the account with this number, if the user may see it. */
export function inboxFor({ world, account, user }: AccountCall, id: number): Inbox {
  const inbox = world.db.inboxes.get(id)
  if (!inbox || inbox.accountId !== account.id) throw errors.notFound()
  if (!maySee(user, inbox)) throw errors.unauthorized()
  return inbox
}

/** The conversation in the address, if the user may see it. */
export function conversationFor(call: AccountCall, name = 'conversation'): Conversation {
  const { world, account } = call
  const conversation = world.db.conversation(account.id, idIn(call, name))
  if (!conversation) throw errors.notFound()
  inboxFor(call, conversation.inboxId)
  return conversation
}

/** Which page was asked for; nonsense is the first. */
export function pageOf({ query }: Call): { number: number; told: Json } {
  const text = query.get('page')
  const number = Number.parseInt(text ?? '1', 10)
  return { number: number > 0 ? number : 1, told: text ?? 1 }
}

/** One page of a list. */
export function pageFrom<Row>(rows: Row[], { page, size }: { page: number; size: number }): Row[] {
  return rows.slice((page - 1) * size, page * size)
}
