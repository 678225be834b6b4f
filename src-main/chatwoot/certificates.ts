/**
 * What servers show of themselves, and which public keys some of them must show: one book for every connector of a process, so
 * that REST, the socket, files and the doctor obey the same pins. The pin comes on top of Node's own check, never in its place.
 */
import type { Socket } from 'node:net'
import type { CertificateSeen } from '../core/connectors/instruments'
import type { Certificates } from '../core/server-port'
import { placeOf, targetOf, type Target } from './target'

interface Open {
  socket: Socket
  key: string
}

export class CertificateBook implements Certificates {
  private readonly newest = new Map<string, CertificateSeen>()
  private readonly expected = new Map<string, readonly string[]>()
  private readonly open = new Map<string, Set<Open>>()

  shown(baseUrl: string): CertificateSeen | null {
    return this.newest.get(placeOf(targetOf(new URL(baseUrl)))) ?? null
  }

  expect(baseUrl: string, keys: readonly string[] | null): void {
    const place = placeOf(targetOf(new URL(baseUrl)))
    if (keys === null) return void this.expected.delete(place)
    this.expected.set(place, keys)
    // What was opened before by somebody with another key is not trusted any more either.
    for (const { socket, key } of this.open.get(place) ?? []) if (!keys.includes(key)) socket.destroy()
  }

  /** Whether something may be sent over a connection that Node trusts. */
  isExpected(target: Target, socket: Socket, certificate: CertificateSeen | null): boolean {
    const place = placeOf(target)
    const key = certificate?.key ?? ''
    if (certificate) this.newest.set(place, certificate)
    const keys = this.expected.get(place)
    if (keys && !keys.includes(key)) return false
    this.remember(place, { socket, key })
    return true
  }

  private remember(place: string, one: Open): void {
    const all = this.open.get(place) ?? new Set()
    this.open.set(place, all.add(one))
    one.socket.once('close', () => all.delete(one))
  }
}
