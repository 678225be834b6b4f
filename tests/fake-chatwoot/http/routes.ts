import type { Answer } from './answer'
import type { AccountCall, Call, UserCall } from './call'

/** What a route answers: an answer, or a value that becomes JSON. */
export type Reply = Answer | Promise<Answer>

/** One route: method, pattern with :names, and who may call it. */
export type Route =
  | { method: string; pattern: string; access: 'open'; run: (call: Call) => Reply }
  | { method: string; pattern: string; access: 'user'; run: (call: UserCall) => Reply }
  | { method: string; pattern: string; access: 'member' | 'admin'; bots?: boolean; run: (call: AccountCall) => Reply }

type Make<C> = (pattern: string, run: (call: C) => Reply) => Route[]

const METHODS = { get: ['GET'], post: ['POST'], change: ['PATCH', 'PUT'], delete: ['DELETE'] } as const
type Verb = keyof typeof METHODS

function verbs<C>(make: (method: string, pattern: string, run: (call: C) => Reply) => Route): Record<Verb, Make<C>> {
  const verb =
    (name: Verb): Make<C> =>
    (pattern, run) =>
      METHODS[name].map((method) => make(method, pattern, run))
  return { get: verb('get'), post: verb('post'), change: verb('change'), delete: verb('delete') }
}

const inAccount = (pattern: string) => `/api/v1/accounts/:account${pattern ? `/${pattern}` : ''}`

/** Routes anybody may call. */
export const open = verbs<Call>((method, pattern, run) => ({ method, pattern, access: 'open', run }))

/** Routes for somebody signed in. */
export const user = verbs<UserCall>((method, pattern, run) => ({ method, pattern, access: 'user', run }))

/** Routes for people of the account, below /api/v1/accounts/:account/. */
export const member = verbs<AccountCall>((method, pattern, run) => {
  return { method, pattern: inAccount(pattern), access: 'member', run }
})

/** The same for routes bots may use too. */
export const memberOrBot = verbs<AccountCall>((method, pattern, run) => {
  return { method, pattern: inAccount(pattern), access: 'member', bots: true, run }
})

/** Routes for administrators of the account. */
export const admin = verbs<AccountCall>((method, pattern, run) => {
  return { method, pattern: inAccount(pattern), access: 'admin', run }
})

/** Finds routes by method and path. */
export class RouteTable {
  readonly #routes: { route: Route; parts: string[] }[]

  constructor(routes: Route[]) {
    this.#routes = routes.map((route) => ({ route, parts: route.pattern.split('/') }))
  }

  find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
    const asked = path.replace(/\/+$/, '').split('/')
    for (const { route, parts } of this.#routes) {
      const params = route.method === method ? match(parts, asked) : null
      if (params) return { route, params }
    }
    return undefined
  }
}

/** A pattern ending in * takes everything below. */
function match(parts: string[], asked: string[]): Record<string, string> | null {
  if (parts.at(-1) === '*') return match(parts.slice(0, -1), asked.slice(0, parts.length - 1))
  if (parts.length !== asked.length) return null
  const params: Record<string, string> = {}
  for (const [at, part] of parts.entries()) {
    const given = asked[at] ?? ''
    if (part.startsWith(':') && given) params[part.slice(1)] = safeDecode(given)
    else if (part !== given) return null
  }
  return params
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
