/** Profiles over a keychain, a book and a folder of databases that outlive the process; a key opens only what it has closed. */
import { randomBytes } from 'node:crypto'
import type { ProfileId, UserId } from '../../src-preload/contract/ids'
import type { ServerProfile } from '../../src-main/core/news'
import type { Credential, PinBook, Pins, ProfileBook, ProfileEntry, Secret, Servers } from '../../src-main/core/ports'
import { makeProfiles, type Profiles, type ProfilesNeeds } from '../../src-main/core/profiles'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import { fakeAwake } from './awake'
import { FakeCable } from './cable'
import { FakeClock } from './clock'
import { FakeLog } from './log'
import { fakeServer } from './server'
import { MemoryDisk, openMemoryStore } from './store-memory'

export const BASE = 'https://chat.example'

/** Who a token belongs to: `jo-2` is a newer token of Jo. */
export function profileOf(credential: Credential): ServerProfile {
  const name = credential.kind === 'token' ? (credential.token.split('-')[0] ?? '') : 'session'
  const accounts = [
    { id: 1, name: 'Acme', active: true },
    { id: 2, name: 'Suspended', active: false },
  ].map((one) => ({ ...one, role: 'agent', availability: 'online', autoOffline: true }))
  const userId = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) as UserId
  return { userId, name, email: null, avatarUrl: null, pubsubToken: 'p', accounts } as unknown as ServerProfile
}

const promised = <T>(work: () => T): Promise<T> => Promise.resolve().then(work)

export class ProfilesWorld {
  readonly clock = new FakeClock()
  readonly keychain = new Map<string, Secret>()
  readonly book = new Map<string, ProfileEntry>()
  /** Pinned certificates, in the same file as the book. */
  pins: Pins = {}
  readonly files = new Map<string, { key: string; disk: MemoryDisk }>()
  readonly log = new FakeLog()
  /** What stops working, by name: `keychain`, `folder`, `disk`. */
  readonly broken = new Set<string>()
  /** Profiles whose database has noise in it. */
  readonly breaks = new Set<string>()
  hasKeychain = true
  /** Servers that the organisation lets accounts of be. */
  mayStay: (baseUrl: string) => boolean = () => true
  /** Requests for the server's version that wait for their answer. */
  readonly abouts: (() => void)[] = []
  profiles: Profiles = this.start()

  /** A process begins; nothing of the last one is left but keychain, book and files. */
  start(): Profiles {
    this.profiles = makeProfiles({
      ...this.adapters(),
      stores: {
        open: (id, key) => promised(() => this.openFile(id, key)),
        setAside: (id) =>
          promised(() => {
            const file = this.files.get(id)
            if (file) this.files.set(`${id} aside`, file)
            this.files.delete(id)
          }),
        remove: (id) =>
          promised(() => {
            if (this.broken.has('folder')) throw new Error('the folder said no')
            this.files.delete(id)
            this.files.delete(`${id} aside`)
          }),
      },
      settings: makeSettings({ read: () => defaultSettings, write: () => undefined }),
      mayStay: (baseUrl) => this.mayStay(baseUrl),
      added: () => undefined,
      leaving: () => Promise.resolve(),
    })
    return this.profiles
  }

  /** What a process has from this world, but its databases. */
  adapters(): Omit<ProfilesNeeds, 'stores' | 'settings' | 'added' | 'leaving'> & { book: ProfileBook & PinBook } {
    const memory = new Map<string, Secret>()
    const chain = () => {
      if (this.broken.has('keychain')) throw new Error('the keychain said no')
      return this.hasKeychain ? this.keychain : memory
    }
    const hasKeychain = () => this.hasKeychain
    return {
      book: {
        list: () => [...this.book.values()],
        put: (entry) => void this.book.set(entry.id, entry),
        remove: (id) => void this.book.delete(id),
        pins: () => this.pins,
        setPins: (pins) => void (this.pins = pins),
      },
      vault: {
        get memoryOnly() {
          return !hasKeychain()
        },
        read: (id) => promised(() => chain().get(id) ?? null),
        write: (id, secret) => promised(() => void chain().set(id, secret)),
        remove: (id) => promised(() => void chain().delete(id)),
      },
      servers: this.servers(),
      ...{ clock: this.clock, log: this.log, awake: fakeAwake(), bornAt: this.clock.now() },
      chance: { next: () => 0.5, uuid: () => crypto.randomUUID(), key: () => randomBytes(32).toString('hex') },
    }
  }

  async restart(): Promise<void> {
    await this.profiles.stop()
    this.start()
    await this.profiles.restore()
  }

  async signIn(token: string): Promise<ProfileId> {
    const result = await this.profiles.signIn(BASE, { method: 'token', token })
    if (result.kind !== 'signed-in') throw new Error(result.kind)
    return result.profileId
  }

  private openFile(id: string, key: string) {
    if (this.broken.has('disk')) throw Object.assign(new Error('no room'), { name: 'DiskFull' })
    const file = this.files.get(id) ?? { key, disk: new MemoryDisk() }
    if (file.key !== key) throw Object.assign(new Error('wrong key'), { name: 'WrongKey' })
    this.files.set(id, file)
    const store = openMemoryStore(file.disk)
    const noise = (): never => {
      throw Object.assign(new Error('noise'), { name: 'BrokenDatabase' })
    }
    return { ...store, jobs: () => (this.breaks.has(id) ? Promise.resolve().then(noise) : store.jobs()) }
  }

  private servers(): Servers {
    const silent = (): Promise<never> => Promise.reject(new Error('not asked here'))
    return {
      ...{ probe: silent, signIn: silent, answerMfa: silent },
      connect: (_base, credential) => ({
        server: fakeServer({
          profile: () => Promise.resolve({ kind: 'accepted', value: profileOf(credential) }),
          about: () =>
            new Promise((resolve) => this.abouts.push(() => resolve({ kind: 'never-sent', reason: 'connect', detail: '' }))),
        }),
        cable: new FakeCable(),
      }),
    }
  }
}
