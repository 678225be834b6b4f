/** All profiles: restore at start, add by sign-in, remove by sign-out. Secrets go to the Vault and nowhere else. */
import type { Profile } from '../../src-preload/contract/entities'
import type { ProfileId } from '../../src-preload/contract/ids'
import type { ProbeReport, SignInCredential, SignInResult } from '../../src-preload/contract/schemas/profile'
import type { Credential, ProfileBook, ProfileEntry, Secret, Servers, Stores, Vault } from './ports'
import { type ProfileNeeds, ProfileRuntime } from './profile'
import { makeSignIn, type SignInEnd } from './sign-in'

const COLOURS = 6

export interface ProfilesNeeds extends Omit<ProfileNeeds, 'entry' | 'store' | 'server' | 'cable' | 'keep' | 'memoryOnly'> {
  book: ProfileBook
  vault: Vault
  stores: Stores
  servers: Servers
  /** A profile began to run: whoever shows or alerts listens to its facts from now on. */
  added: (profile: ProfileRuntime) => void
  /** It is about to stop: whoever listens lets go of it first. */
  leaving: (id: ProfileId) => Promise<void>
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
  signOut(id: ProfileId, force: boolean): Promise<{ done: boolean; unsent: number }>
  stop(): Promise<void>
}

export function makeProfiles(needs: ProfilesNeeds): Profiles {
  return new ProfileRegister(needs)
}

class ProfileRegister implements Profiles {
  private readonly runtimes = new Map<ProfileId, ProfileRuntime>()
  /** In the book, but the keychain has no secret for it or the database does not open. */
  private readonly locked = new Map<ProfileId, { entry: ProfileEntry; reason: string }>()
  private readonly signIns
  private started = false

  constructor(private readonly needs: ProfilesNeeds) {
    this.signIns = makeSignIn(needs)
  }

  async restore(): Promise<void> {
    const { book, vault } = this.needs
    for (const entry of book.list().filter(({ id }) => !this.runtimes.has(id))) {
      try {
        const secret = await vault.read(entry.id)
        if (secret !== null) await this.open(entry, secret)
        else if (vault.memoryOnly) this.locked.set(entry.id, { entry, reason: 'keychain-missing' })
        else this.locked.set(entry.id, { entry, reason: 'secret-gone' })
      } catch (error: unknown) {
        this.needs.log.bug('profiles/restore', error)
        this.locked.set(entry.id, { entry, reason: 'secret-unreadable' })
      }
    }
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
    const locked = [...this.locked.values()].map(({ entry, reason }) =>
      lockedView(entry, { reason, now: this.needs.clock.now() }),
    )
    return [...this.running().map((runtime) => runtime.view()), ...locked]
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

  async signOut(id: ProfileId, force: boolean): Promise<{ done: boolean; unsent: number }> {
    const runtime = this.runtimes.get(id)
    const unsent = (await runtime?.outbox.pending()) ?? 0
    if (unsent > 0 && !force) return { done: false, unsent }
    this.locked.delete(id)
    await this.end(id)
    await this.needs.stores.remove(id)
    await this.needs.vault.remove(id)
    this.needs.book.remove(id)
    return { done: true, unsent }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.runtimes.keys()].map((id) => this.end(id)))
  }

  private async end(id: ProfileId): Promise<void> {
    const runtime = this.runtimes.get(id)
    if (runtime === undefined) return
    this.runtimes.delete(id)
    await this.needs.leaving(id)
    await runtime.stop()
  }

  private async finish(end: SignInEnd): Promise<SignInResult> {
    if (end.kind !== 'ready') return end
    const known = this.needs.book.list().find((entry) => entry.baseUrl === end.baseUrl && entry.user.id === end.profile.userId)
    const profileId =
      known !== undefined && this.runtimes.has(known.id) ? await this.renew(known, end.credential) : await this.add(end)
    return { kind: 'signed-in', profileId }
  }

  /** Signed in again: drafts, outbox and store stay as they are, only the credential is new. */
  private async renew(entry: ProfileEntry, credential: Credential): Promise<ProfileId> {
    const secret = await this.needs.vault.read(entry.id)
    await this.end(entry.id)
    const renewed: Secret = { credential, databaseKey: secret?.databaseKey ?? this.newKey() }
    await this.needs.vault.write(entry.id, renewed)
    await this.open(entry, renewed)
    return entry.id
  }

  private async add(end: Extract<SignInEnd, { kind: 'ready' }>): Promise<ProfileId> {
    const { userId, name, email, avatarUrl, accounts } = end.profile
    const taken = this.needs.book.list().map((entry) => entry.colour)
    const colour = Array.from({ length: COLOURS }, (_, index) => index + 1).find((one) => !taken.includes(one)) ?? 1
    const entry: ProfileEntry = {
      id: this.needs.chance.uuid() as ProfileId,
      baseUrl: end.baseUrl,
      version: null,
      user: { id: userId, name, email, avatarUrl },
      accounts: accounts.map((account) => ({ id: account.id, name: account.name, role: account.role })),
      colour,
    }
    const secret: Secret = { credential: end.credential, databaseKey: this.newKey() }
    await this.needs.vault.write(entry.id, secret)
    this.keep(entry)
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
      const memoryOnly = this.needs.vault.memoryOnly
      const runtime = new ProfileRuntime({
        ...this.needs,
        entry,
        store,
        server,
        cable,
        memoryOnly,
        keep: (one) => this.keep(one),
      })
      this.runtimes.set(entry.id, runtime)
      this.locked.delete(entry.id)
      this.needs.added(runtime)
      if (this.started) runtime.start()
    } catch (error: unknown) {
      this.needs.log.bug('profiles/open', error)
      this.locked.set(entry.id, { entry, reason: error instanceof Error ? `database-${error.name}` : 'database' })
    }
  }

  private newKey(): string {
    return this.needs.chance.key()
  }
}

function lockedView(entry: ProfileEntry, { reason, now }: { reason: string; now: number }): Profile {
  return {
    ...entry,
    accounts: entry.accounts.map((account) => ({ ...account, availability: 'offline', autoOffline: true })),
    memoryOnly: false,
    link: { state: 'signed-out', sinceAt: now, nextTryAt: null, lastGoodAt: null, reason },
  }
}
