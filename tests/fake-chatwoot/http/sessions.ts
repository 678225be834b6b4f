import { asText, isObject, type JsonObject } from '../model/json'
import type { IncomingHttpHeaders } from 'node:http'
import { toEpoch } from '../model/clock'
import { newToken } from '../model/secrets'
import type { User } from '../model/rows'
import type { World } from '../model/world'

const LIFESPAN_MS = 60 * 24 * 3_600_000

/** Sessions made by signing in with a password. */
export class Sessions {
  readonly #open = new Map<string, { userId: number; token: string }>()

  /** Opens a session and gives the headers that prove it. */
  open({ clock }: World, user: User): Record<string, string> {
    const client = newToken().slice(0, 22)
    const token = newToken().slice(0, 22)
    this.#open.set(client, { userId: user.id, token })
    const headers = {
      'access-token': token,
      'token-type': 'Bearer',
      client,
      expiry: String(toEpoch(clock.now() + LIFESPAN_MS)),
      uid: user.email,
    }
    const bearer = Buffer.from(JSON.stringify(headers)).toString('base64')
    return { ...headers, authorization: `Bearer ${bearer}` }
  }

  /** Whose session the headers prove, if any. */
  userOf({ db }: World, headers: IncomingHttpHeaders): User | undefined {
    const { client, token, uid } = claimOf(headers)
    const session = this.#open.get(client)
    if (!session || session.token !== token) return undefined
    const user = db.users.get(session.userId)
    return user?.email === uid ? user : undefined
  }

  /** Ends the session; false when there was none. */
  close(world: World, headers: IncomingHttpHeaders): boolean {
    return this.userOf(world, headers) !== undefined && this.#open.delete(claimOf(headers).client)
  }
}

/** The three headers, or the same packed into a Bearer text. An API token in there is no JSON and counts as nothing. */
function claimOf(headers: IncomingHttpHeaders): { client: string; token: string; uid: string } {
  const packed = unpack(String(headers.authorization ?? ''))
  const read = (name: string) => asText(headers[name]?.toString() ?? packed[name])
  return { client: read('client'), token: read('access-token'), uid: read('uid') }
}

function unpack(authorization: string): JsonObject {
  const text = authorization.split(' ').at(-1) ?? ''
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'))
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
