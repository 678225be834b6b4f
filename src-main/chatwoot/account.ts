/** The server itself, the person who is signed in, and the account (FACTS §1.5, §3.9, §7). */
import { z } from 'zod'
import type { Availability } from '../../src-preload/contract/entities'
import type { AccountId } from '../../src-preload/contract/ids'
import type { ServerProfile } from '../core/news'
import type { Outcome } from '../core/outcome'
import { accountPath, nothing, type Call, type Reader } from './call'
import { one } from './readers'
import { toProfile } from './translate/people'
import { toMs } from './translate/plain'
import { accountWire } from './wire/directory'
import { at, text } from './wire/parts'
import { userWire } from './wire/people'

const aboutWire = z.object({ version: z.string(), timestamp: text, queue_services: text, data_services: text })

/** What `GET /api` says: no credentials needed, the best sign of life (FACTS §7). */
export interface About {
  version: string
  serverAt: number | null
  /** Sidekiq or Redis, or the database, is down: then events do not come. */
  failing: boolean
}

const readAbout: Reader<About> = one(aboutWire, (wire, seen) => {
  const serverAt = toMs(wire.timestamp)
  if (serverAt !== null) seen.learnTime(serverAt)
  return { version: wire.version, serverAt, failing: wire.queue_services === 'failing' || wire.data_services === 'failing' }
})

/** `GET /api` (FACTS §7). */
export function about(call: Call): Promise<Outcome<About>> {
  return call({ method: 'GET', path: '/api', read: readAbout })
}

const readProfile: Reader<ServerProfile> = one(userWire, toProfile, [['payload', 'data'], ['data']])

/** `GET /profile` (FACTS §1.5). */
export function profile(call: Call): Promise<Outcome<ServerProfile>> {
  return call({ method: 'GET', path: '/api/v1/profile', read: readProfile })
}

/** `POST profile/availability`; an unknown word would be a 500 (FACTS §1.5). */
export function setAvailability(call: Call, account: AccountId, availability: Availability): Promise<Outcome<null>> {
  return call({
    method: 'POST',
    path: '/api/v1/profile/availability',
    json: { profile: { account_id: account, availability } },
    read: nothing,
  })
}

/** `POST profile/auto_offline`: whether the server lets a silent agent go offline (FACTS §1.5, §5.2). */
export function setAutoOffline(call: Call, account: AccountId, autoOffline: boolean): Promise<Outcome<null>> {
  const json = { profile: { account_id: account, auto_offline: autoOffline } }
  return call({ method: 'POST', path: '/api/v1/profile/auto_offline', json, read: nothing })
}

/** `PUT profile/set_active_account`: which account the person's other devices open; a foreign one is a 500 (FACTS §1.3, §1.5). */
export function setActiveAccount(call: Call, account: AccountId): Promise<Outcome<null>> {
  const json = { profile: { account_id: account } }
  return call({ method: 'PUT', path: '/api/v1/profile/set_active_account', json, read: nothing })
}

/** The account as any role may read it; `features` names the enabled ones (FACTS §3.9). */
export interface AccountInfo {
  id: AccountId
  name: string
  locale: string | null
  status: string
  features: string[]
}

/** `GET accounts/:id` (FACTS §3.9). */
export function readAccount(call: Call, account: AccountId): Promise<Outcome<AccountInfo>> {
  const read = one(accountWire, (wire) => ({
    id: account,
    name: wire.name ?? '',
    locale: wire.locale ?? null,
    status: wire.status ?? 'active',
    features: Object.entries(wire.features ?? {}).flatMap(([name, on]) => (on === true ? [name] : [])),
  }))
  return call({ method: 'GET', path: accountPath(account), read })
}

/** Any text per list; only ever compare for inequality (FACTS §3.9). */
export type CacheKeys = Record<string, string>

/** `GET cache_keys` (FACTS §3.9). */
export function cacheKeys(call: Call, account: AccountId): Promise<Outcome<CacheKeys>> {
  const read: Reader<CacheKeys> = (body) => {
    const keys = at(body, 'cache_keys')
    if (keys === null || typeof keys !== 'object') return undefined
    return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, String(key)]))
  }
  return call({ method: 'GET', path: accountPath(account, 'cache_keys'), read })
}

/** `POST update_active_at`: what the dashboard says when an agent turns to an account (FACTS §1.5). */
export function updateActiveAt(call: Call, account: AccountId): Promise<Outcome<null>> {
  return call({ method: 'POST', path: accountPath(account, 'update_active_at'), read: nothing })
}
