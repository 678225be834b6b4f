import type { Outcome, RefusedReason } from '../core/outcome'
import type { Credential, Log } from '../core/ports'
import { formBody, jsonBody, type Body, type FormPart } from './body'
import type { Exchange, Line, LineRequest } from './line'
import type { ServerTime } from './server-time'
import { fieldsOf, signedOutBy, statusWords, wordsOf } from './words'

/** What a reader may know beside the body. */
export interface Seen {
  status: number
  /** Server time in ms when the request started: the evidence of what the answer says (HOUSE §6). */
  at: number
  header(name: string): string | null
  /** The answer says what time it is at the server. */
  learnTime(serverAt: number): void
  /** Counts rows that could not be read, for the log. */
  dropped(noun: string, count: number): void
}

/** Body → value; `undefined` when the body is not what this call answers. An empty body arrives as null. */
export type Reader<T> = (body: unknown, seen: Seen) => T | undefined

export type QueryValue = string | number | boolean | readonly (string | number)[] | null | undefined

/** One request in the server's words. */
export interface Ask<T> {
  method: LineRequest['method']
  path: string
  query?: Record<string, QueryValue>
  json?: unknown
  form?: readonly FormPart[]
  read: Reader<T>
  /** A message: sent on a connection of its own, and a 422 does not prove that nothing was stored (FACTS §4.3). */
  isMessage?: boolean
  /** Hears how many bytes of the body have left. */
  onSent?: ((sentBytes: number, totalBytes: number) => void) | undefined
}

/** Asks the server and says how it ended; never throws for anything the network does. */
export type Call = <T>(ask: Ask<T>) => Promise<Outcome<T>>

export interface CallOptions {
  baseUrl: string
  line: Line
  /** Null for calls before sign-in. */
  credential: Credential | null
  time: ServerTime
  log: Log
  userAgent: string
}

/** Makes the way to call one server with one credential (FACTS §1.1, §1.2: exactly one scheme, hyphens in the header). */
export function makeCall(options: CallOptions): Call {
  return async <T>(ask: Ask<T>): Promise<Outcome<T>> => {
    const credential = credentialHeaders(options.credential)
    if (!credential) return { kind: 'signed-out', cause: 'bad-token' }
    const at = options.time.now()
    const exchange = await options.line.exchange({
      method: ask.method,
      url: `${options.baseUrl}${ask.path}${queryText(ask.query)}`,
      headers: { accept: 'application/json', 'user-agent': options.userAgent, ...credential },
      body: bodyOf(ask),
      once: ask.isMessage ?? false,
      onSent: ask.onSent,
    })
    if (exchange.kind === 'answer') learnTime(exchange.headers, options.time)
    return judge(exchange, ask, { at, options })
  }
}

/** Null when the token cannot be written into a header: then no server would accept it either. */
function credentialHeaders(credential: Credential | null): Record<string, string> | null {
  if (!credential) return {}
  const headers: Record<string, string> =
    credential.kind === 'token'
      ? { 'api-access-token': credential.token }
      : { 'access-token': credential.accessToken, client: credential.client, uid: credential.uid }
  return Object.values(headers).every((value) => /^[\x21-\x7e]+$/.test(value)) ? headers : null
}

function bodyOf(ask: Ask<unknown>): Body | null {
  if (ask.form) return formBody(ask.form)
  if (ask.json !== undefined) return jsonBody(ask.json)
  return ask.method === 'POST' || ask.method === 'PATCH' || ask.method === 'PUT' ? jsonBody({}) : null
}

function queryText(query: Record<string, QueryValue> | undefined): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined) continue
    if (Array.isArray(value)) value.forEach((item: string | number) => search.append(`${key}[]`, String(item)))
    else search.append(key, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

function learnTime(headers: Record<string, string>, time: ServerTime): void {
  const date = headers['date']
  if (date) time.learn(Date.parse(date))
}

interface Context {
  at: number
  options: CallOptions
}

/** The table of HOUSE §5.5: what was observed → outcome. */
function judge<T>(exchange: Exchange, ask: Ask<T>, context: Context): Outcome<T> {
  if (exchange.kind === 'never-sent') return { kind: 'never-sent', reason: exchange.reason, detail: exchange.detail }
  if (exchange.kind === 'unsure') return { kind: 'unsure', reason: exchange.reason, status: exchange.status, words: null }
  const { status } = exchange
  if (status >= 200 && status < 300) return accept({ body: parsed(exchange), exchange, ask, context })
  return failureOf(exchange, { isMessage: ask.isMessage ?? false, credential: context.options.credential })
}

/** What an answer that is no success means. */
export function failureOf(
  exchange: Extract<Exchange, { kind: 'answer' }>,
  asked: { isMessage: boolean; credential: Credential | null },
): Exclude<Outcome<never>, { kind: 'accepted' }> {
  const { status } = exchange
  const body = parsed(exchange)
  if (status >= 500 && !exchange.bodyRead) return { kind: 'never-sent', reason: 'body-unread', detail: String(status) }
  // 408 and 425 come from proxies that leave open what the server did.
  if (status >= 500 || status === 408 || status === 425)
    return { kind: 'unsure', reason: 'server-error', status, words: wordsOf(body) }
  if (status < 400) return { kind: 'unsure', reason: 'unreadable', status, words: null }
  if (status === 429) return { kind: 'throttled' }
  if (status === 422 && asked.isMessage) return { kind: 'unsure', reason: 'unprocessable', status, words: wordsOf(body) }
  const cause = status === 401 ? signedOutBy(body) : null
  if (cause) return { kind: 'signed-out', cause: asked.credential?.kind === 'session' ? 'bad-token' : cause }
  const fields = fieldsOf(body)
  const refused = {
    kind: 'refused',
    reason: refusal(status, body),
    status,
    words: wordsOf(body) ?? statusWords(status),
  } as const
  return fields.length === 0 ? refused : { ...refused, fields }
}

function accept<T>(answer: {
  body: unknown
  exchange: Extract<Exchange, { kind: 'answer' }>
  ask: Ask<T>
  context: Context
}): Outcome<T> {
  const { exchange, ask, context } = answer
  const unreadable: Outcome<T> = { kind: 'unsure', reason: 'unreadable', status: exchange.status, words: null }
  if (answer.body === undefined) return unreadable
  const value = ask.read(answer.body, {
    status: exchange.status,
    at: context.at,
    header: (name) => exchange.headers[name] ?? null,
    learnTime: (serverAt) => context.options.time.learn(serverAt),
    dropped: (noun, count) => {
      if (count > 0) context.options.log.warn('chatwoot: rows could not be read', { noun, count })
    },
  })
  return value === undefined ? unreadable : { kind: 'accepted', value }
}

/** JSON, `null` for an empty body, `undefined` for anything else: a page, a text, broken JSON (FACTS §6.1). */
function parsed(answer: Extract<Exchange, { kind: 'answer' }>): unknown {
  if (answer.body.length === 0) return null
  if (!/^application\/([\w.-]+\+)?json\b/i.test(answer.headers['content-type'] ?? '')) return undefined
  try {
    return JSON.parse(answer.body.toString('utf8')) as unknown
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Forbidden is 401 here (FACTS §6.2); pages instead of JSON come from something in front of Chatwoot. */
function refusal(status: number, body: unknown): RefusedReason {
  if (body === undefined && status !== 404 && status !== 413) return 'other'
  if (status === 401 || status === 403) return 'not-allowed'
  if (status === 404) return 'not-found'
  if (status === 400 || status === 422) return 'invalid'
  if (status === 402) return 'limit'
  return status === 413 ? 'too-large' : 'other'
}

/** `/api/v1/accounts/7/…` with every piece made safe. */
export function accountPath(account: number, ...pieces: readonly (string | number)[]): string {
  return ['/api/v1/accounts', ...[account, ...pieces].map((piece) => encodeURIComponent(piece))].join('/')
}

/** For calls whose answer says nothing we need: empty, null, or something (FACTS §3: "EMPTY"). */
export const nothing: Reader<null> = () => null
