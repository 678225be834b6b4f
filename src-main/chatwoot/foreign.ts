/**
 * Pictures that a stranger's e-mail names, fetched because the agent asked for them. The stranger chose the address, so it is
 * treated as an attempt: https only, no cookie, no token, no name of ours, and never a computer of the agent's own network, also
 * when a public name leads there or a redirect does (the address is looked at after the name was resolved, where it is used).
 */
import { lookup as lookupName, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Outcome } from '../core/outcome'
import type { ReadPatience } from '../core/ports'
import { failureOf } from './call'
import { ConnectFailure } from './connect'
import type { FileAnswer } from './files'
import type { Line } from './line'

/** Mail programs of shops count clicks with one or two of them. */
const MAX_REDIRECTS = 3

/** Everything that is no public place: loopback, private, link-local, shared, documentation, multicast, reserved. */
const notPublic = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4')
/** The only public addresses of IPv6. */
const publicSix = new BlockList()
publicSix.addSubnet('2000::', 3, 'ipv6')
/** Within them: addresses that carry an old one (6to4, Teredo), and documentation. */
for (const [net, bits] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6')

/** True for an address of the public internet. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '')
  if (isIP(bare) === 4) return !notPublic.check(bare, 'ipv4')
  return isIP(bare) === 6 && publicSix.check(bare, 'ipv6') && !notPublic.check(bare, 'ipv6')
}

/** Resolves names as Node does, but a name that leads anywhere else than to the public internet is no name. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookupName(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, '', 0)
    const [first] = found
    if (!first || !found.every(({ address }) => isPublicAddress(address)))
      return callback(new ConnectFailure('connect', 'EPRIVATE'), '', 0)
    if (options.all) callback(null, found)
    else callback(null, first.address, first.family)
  })
}

export interface ForeignOptions {
  /** Its connector resolves names with `lookupPublic`. */
  line: Line
  /** Tests only: which addresses count as public. */
  isPublic?: (host: string) => boolean
}

/** Reads what lies at an address of a stranger. */
export type ReadForeign = (url: string, patience: ReadPatience) => Promise<Outcome<FileAnswer>>

/** Makes the reader. */
export function makeReadForeign({ line, isPublic = isNotPrivate }: ForeignOptions): ReadForeign {
  return async (link, patience) => {
    let url = placeOf(link, isPublic)
    for (let left = MAX_REDIRECTS; url; left -= 1) {
      const asked = {
        method: 'GET',
        url: url.href,
        headers: { accept: 'image/*' },
        body: null,
        once: true,
        ...patience,
      } as const
      const exchange = await line.exchange(asked)
      if (exchange.kind === 'never-sent') return exchange
      if (exchange.kind === 'unsure') return { ...exchange, words: null }
      const { status, body, headers } = exchange
      if (status >= 200 && status < 300)
        return { kind: 'accepted', value: { bytes: body, type: headers['content-type'] ?? null } }
      const next = headers['location']
      if (status < 300 || status >= 400 || left === 0 || !next || !URL.canParse(next, url.href))
        return failureOf(exchange, { isMessage: false, credential: null })
      url = placeOf(new URL(next, url.href).href, isPublic)
    }
    return { kind: 'never-sent', reason: 'connect', detail: 'EPRIVATE' }
  }
}

/** Names are looked at when they are resolved. */
const isNotPrivate = (host: string): boolean => isIP(host.replace(/^\[|\]$/g, '')) === 0 || isPublicAddress(host)

/** What is offered without encryption is asked for with it, or not at all. */
function placeOf(link: string, isPublic: (host: string) => boolean): URL | null {
  if (!URL.canParse(link)) return null
  const url = new URL(link)
  if (url.protocol === 'http:') url.protocol = 'https:'
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  return isPublic(url.hostname) ? url : null
}
