/** All profiles: restore at start, add by sign-in, remove by sign-out. Secrets go to the Vault and nowhere else. */
import type { Profile } from '../../src-preload/contract/entities'
import type { ProfileId } from '../../src-preload/contract/ids'
import type { ProbeReport, SignedOut, SignInCredential, SignInResult } from '../../src-preload/contract/schemas/profile'
import type { Credential, ProfileBook, ProfileEntry, Secret, Servers, Stores, Vault } from './ports'
import { type ProfileNeeds, ProfileRuntime } from './profile'
import { lockedView, newEntry, orTakeBack, unopenedReason } from './profile-entry'
import { writeDown } from './store-trouble'
import { makeReopening } from './reopening'
import { makeSignIn, type SignInEnd } from './sign-in'

export interface ProfilesNeeds extends Omit<ProfileNeeds, 'entry' | 'store' | 'server' | 'cable' | 'keep' | 'memoryOnly'> {
  book: ProfileBook
  vault: Vault
  stores: Stores
  servers: Servers
  /** A profile began to run: whoever shows or alerts listens to its facts from now on. */
  added: (profile: ProfileRuntime) => void
  /** It is about to stop: whoever listens lets go of it first. */
  leaving: (id: ProfileId) => Promise<void>
  mayStay?: (baseUrl: string) => boolean
  /** It was opened again, closed for good, or is gone without ever having run. */
  changed?: (id: ProfileId) => void
}

export interface Profiles {
  /**
   * Opens every database; the first list can be painted when this resolves. Connects nothing before `start`. Called again
   * when the keychain came late, it opens those that it could not open before.
   */
  restore(): Promise<void>
  /** Connects all. */
  start(): void
  running(): ProfileRuntime[]
  find(id: ProfileId): ProfileRuntime | null
  /** Also those whose secrets are gone from the keychain: they are shown as signed out. */
  list(): Profile[]
  probe(address: string): Promise<ProbeReport>
  signIn(baseUrl: string, credential: SignInCredential): Promise<SignInResult>
  answerMfa(challenge: string, answer: { code: string; backup: boolean }): Promise<SignInResult>
  signOut(id: ProfileId, force: boolean): Promise<SignedOut>
  stop(): Promise<void>
}

export function makeProfiles(needs: ProfilesNeeds): Profiles {
  return new ProfileRegister(needs)
}

class ProfileRegister implements Profiles {
  private readonly runtimes = new Map<ProfileId, ProfileRuntime>()
  /** Of those that run: the keychain may lose an entry, and an open database must not be lost with it. */
  private readonly databaseKeys = new Map<ProfileId, string>()
  /** In the book, but the keychain has no secret for it or the database does not open. */
  private readonly locked = new Map<ProfileId, { entry: ProfileEntry; reason: string }>()
  private readonly signIns
  private readonly neverOpened = new Set<ProfileId>()
  private readonly broken
  private started = false
  private line: Promise<unknown> = Promise.resolve()

  constructor(private readonly needs: ProfilesNeeds) {
    this.signIns = makeSignIn(needs)
    const reopen = (id: ProfileId, isAgain: boolean): Promise<void> => this.inLine(() => this.reopen(id, isAgain))
    this.broken = makeReopening({ ...needs, reopen })
  }

  restore(): Promise<void> {
    return this.inLine(async () => {
      for (const entry of this.needs.book.list().filter(({ id }) => !this.runtimes.has(id))) {
        if (entry.leaving === true) await this.forget(entry.id)
        else await this.restoreOne(entry)
      }
    })
  }

  start(): void {
    this.started = true
    for (const runtime of this.runtimes.values()) runtime.start()
  }

  running(): ProfileRuntime[] {
    return [...this.runtimes.values()]
  }

  find(id: ProfileId): ProfileRuntime | null {
    return this.runtimes.get(id) ?? null
  }

  list(): Profile[] {
    const locked = [...this.locked.values()].map((one) => lockedView(one, this.needs))
    return [...this.running().map((one) => one.view()), ...locked]
  }

  probe(address: string): Promise<ProbeReport> {
    return this.needs.servers.probe(address)
  }

  async signIn(baseUrl: string, credential: SignInCredential): Promise<SignInResult> {
    return this.finish(await this.signIns.start(baseUrl, credential))
  }

  async answerMfa(challenge: string, answer: { code: string; backup: boolean }): Promise<SignInResult> {
    return this.finish(await this.signIns.answer(challenge, answer))
  }

  signOut(id: ProfileId, force: boolean): Promise<SignedOut> {
    return this.inLine(async () => {
      const waiting = (await this.runtimes.get(id)?.outbox.waiting()) ?? { unsent: 0, changes: 0 }
      if (waiting.unsent + waiting.changes > 0 && !force) return { done: false, ...waiting }
      // Whatever happens from here on, the next start goes on with it.
      const entry = this.needs.book.list().find((one) => one.id === id)
      if (entry !== undefined) this.needs.book.put({ ...entry, leaving: true })
      this.locked.delete(id)
      await this.end(id)
      await this.forget(id)
      this.needs.changed?.(id)
      return { done: true, ...waiting }
    })
  }

  async stop(): Promise<void> {
    await Promise.all([...this.runtimes.keys()].map((id) => this.end(id)))
  }

  /** One after the other: two sign-ins of one user would make two profiles. */
  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.line.then(work)
    this.line = turn.catch(() => undefined)
    return turn
  }

  private async restoreOne(entry: ProfileEntry): Promise<void> {
    const { vault, log, mayStay } = this.needs
    try {
      if (mayStay?.(entry.baseUrl) === false) return void this.locked.set(entry.id, { entry, reason: 'managed' })
      const secret = await vault.read(entry.id)
      if (secret !== null) await this.open(entry, secret)
      else this.locked.set(entry.id, { entry, reason: vault.memoryOnly ? 'keychain-missing' : 'secret-gone' })
    } catch (error: unknown) {
      log.bug('profiles/restore', error)
      this.locked.set(entry.id, { entry, reason: 'secret-unreadable' })
    }
  }

  private async end(id: ProfileId): Promise<void> {
    const runtime = this.runtimes.get(id)
    if (runtime === undefined) return
    this.runtimes.delete(id)
    this.databaseKeys.delete(id)
    await this.needs.leaving(id)
    // A database that is broken cannot be closed as it should be.
    await runtime.stop().catch((error: unknown) => writeDown(this.needs.log, 'profiles/stop', error))
  }

  /** Opening mends it. */
  private async reopen(id: ProfileId, isAgain: boolean): Promise<void> {
    const entry = this.runtimes.get(id)?.entry
    if (entry === undefined) return
    await this.end(id)
    if (isAgain) this.locked.set(id, { entry, reason: 'database-BrokenDatabase' })
    else await this.restoreOne(entry)
    this.needs.changed?.(id)
  }

  /** The database, then its key, then the name: what cannot be removed now is removed by the next start. */
  private async forget(id: ProfileId): Promise<void> {
    const { stores, vault, book, log } = this.needs
    try {
      await stores.remove(id)
      await vault.remove(id)
      // Without a keychain the key that lies in it cannot be removed yet.
      if (!vault.memoryOnly) book.remove(id)
    } catch (error: unknown) {
      log.bug('profiles/forget', error)
    }
  }

  private async finish(end: SignInEnd): Promise<SignInResult> {
    if (end.kind !== 'ready') return end
    const profileId = await this.inLine(() => {
      const known = this.entries().find((entry) => entry.baseUrl === end.baseUrl && entry.user.id === end.profile.userId)
      return known === undefined ? this.add(end) : this.renew(known, end.credential)
    })
    const reason = this.locked.get(profileId)?.reason
    if (reason === undefined) return { kind: 'signed-in', profileId }
    await this.inLine(() => this.forgetUnopened(profileId))
    return { kind: 'unopened', reason }
  }

  /** Running or not; in memory-only mode none of them may be in the book. */
  private entries(): ProfileEntry[] {
    return [...this.running(), ...this.locked.values()].map(({ entry }) => entry)
  }

  /** Signed in again: drafts, outbox and store stay as they are, only the credential is new. */
  private async renew(entry: ProfileEntry, credential: Credential): Promise<ProfileId> {
    const { vault, stores } = this.needs
    const databaseKey = this.databaseKeys.get(entry.id) ?? (await vault.read(entry.id))?.databaseKey
    // Nobody can open what the lost key has closed, but it is not ours to delete before the agent signs out.
    if (databaseKey === undefined) await stores.setAside(entry.id)
    const renewed: Secret = { credential, databaseKey: databaseKey ?? this.needs.chance.key() }
    await vault.write(entry.id, renewed)
    await this.end(entry.id)
    await this.open(entry, renewed)
    return entry.id
  }

  /** A profile that was only just added and cannot be opened holds nothing: the agent tries again, and no dead line is left. */
  private async forgetUnopened(id: ProfileId): Promise<void> {
    if (!this.neverOpened.delete(id) || !this.locked.has(id)) return
    this.locked.delete(id)
    await this.forget(id)
  }

  private async add(end: Extract<SignInEnd, { kind: 'ready' }>): Promise<ProfileId> {
    const taken = this.entries().map((entry) => entry.colour)
    const entry = newEntry(this.needs.chance.uuid() as ProfileId, end, taken)
    const secret: Secret = { credential: end.credential, databaseKey: this.needs.chance.key() }
    await this.needs.vault.write(entry.id, secret)
    const list = () => this.keep(entry)
    await orTakeBack(list, () => this.needs.vault.remove(entry.id))
    this.neverOpened.add(entry.id)
    await this.open(entry, secret)
    return entry.id
  }

  /** In memory-only mode nothing of a profile outlives the process. */
  private keep(entry: ProfileEntry): void {
    if (!this.needs.vault.memoryOnly) this.needs.book.put(entry)
  }

  private async open(entry: ProfileEntry, secret: Secret): Promise<void> {
    try {
      const store = await this.needs.stores.open(entry.id, secret.databaseKey)
      const { server, cable } = this.needs.servers.connect(entry.baseUrl, secret.credential)
      const own = { memoryOnly: this.needs.vault.memoryOnly, keep: (one: ProfileEntry) => this.keep(one) }
      const broken = (): void => this.broken(entry.id)
      const runtime = new ProfileRuntime({ ...this.needs, ...own, entry, store, server, cable, broken })
      this.runtimes.set(entry.id, runtime)
      this.databaseKeys.set(entry.id, secret.databaseKey)
      this.locked.delete(entry.id)
      this.neverOpened.delete(entry.id)
      this.needs.added(runtime)
      if (this.started) runtime.start()
    } catch (error: unknown) {
      this.locked.set(entry.id, { entry, reason: unopenedReason(this.needs.log, error) })
    }
  }
}
