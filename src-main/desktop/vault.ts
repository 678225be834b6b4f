/**
 * The keychain behind the Vault port. Two refusals look alike and must not be mistaken for each other (HOUSE §4):
 * a keychain that is not there means secrets live in memory and the window says so; one that is locked is waited for, as long
 * as it takes, because giving up would throw away databases that can still be opened.
 */
import { z } from 'zod'
import type { ProfileId } from '../../src-preload/contract/ids'
import type { Clock, Secret, Stop, Vault } from '../core/ports'
import type { Keyring, KeyringState } from './keyring'

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

interface VaultNeeds {
  /** Loads the native module; a machine without its library rejects here. */
  keytar: () => Promise<Keytar>
  keyring: Keyring
  clock: Pick<Clock, 'after'>
  /** Every secret that passes is made unprintable. */
  addSecret: (value: string) => void
}
export interface DesktopVault extends Vault {
  /** We wait for the agent to unlock the keychain; false when that is over. */
  onLocked(listener: (isLocked: boolean) => void): Stop
  /** There was none, and now there is: what it holds can be read. */
  onReturned(listener: () => void): Stop
}

const SERVICE = 'perch'
const ASK_AGAIN_MS = 2_000

const entrySchema = z.object({
  v: z.literal(1),
  credential: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('token'), token: z.string() }),
    z.object({ kind: z.literal('session'), accessToken: z.string(), client: z.string(), uid: z.string() }),
  ]),
  databaseKey: z.string(),
})

/** The Vault port over the system's keychain. */
export function makeVault(needs: VaultNeeds): DesktopVault {
  return new KeychainVault(needs)
}

class KeychainVault implements DesktopVault {
  memoryOnly = false
  private readonly memory = new Map<ProfileId, string>()
  private readonly listeners = new Set<(isLocked: boolean) => void>()
  private readonly returnListeners = new Set<() => void>()
  private stopLooking: Stop | null = null
  private unlocking: Promise<KeyringState> | null = null

  constructor(private readonly needs: VaultNeeds) {}

  async read(profile: ProfileId): Promise<Secret | null> {
    const chain = await this.open()
    const text = chain ? await chain.getPassword(SERVICE, profile) : (this.memory.get(profile) ?? null)
    const secret = text === null ? null : readEntry(text)
    if (secret) this.hide(secret)
    return secret
  }

  async write(profile: ProfileId, secret: Secret): Promise<void> {
    this.hide(secret)
    const text = JSON.stringify({ v: 1, ...secret })
    const chain = await this.open()
    if (!chain) return void this.memory.set(profile, text)
    try {
      await chain.setPassword(SERVICE, profile, text)
    } catch (error: unknown) {
      // It said it was there and cannot keep anything. Locked in between is not that.
      if ((await this.needs.keyring.state()) === 'locked') throw error
      this.memoryOnly = true
      this.memory.set(profile, text)
    }
  }

  async remove(profile: ProfileId): Promise<void> {
    this.memory.delete(profile)
    const chain = await this.open()
    await chain?.deletePassword(SERVICE, profile)
  }

  onLocked(listener: (isLocked: boolean) => void): Stop {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  onReturned(listener: () => void): Stop {
    this.returnListeners.add(listener)
    return () => void this.returnListeners.delete(listener)
  }

  /** The keychain once it can be used; null when there is none. */
  private async open(): Promise<Keytar | null> {
    if (this.memoryOnly) return null
    const { keyring, keytar } = this.needs
    let state = await keyring.state()
    // Many profiles wait for one unlocking.
    if (state === 'locked') state = await (this.unlocking ??= this.unlocked())
    if (state === 'missing') {
      this.memoryOnly = true
      // At login it may start after us.
      this.stopLooking ??= keyring.onThere(() => this.returned())
      return null
    }
    const loaded = await keytar().catch(() => null)
    this.memoryOnly = loaded === null
    return loaded
  }

  private returned(): void {
    // A secret in memory has a database that is thrown away: from then on this process keeps nothing.
    if (!this.memoryOnly || this.memory.size > 0) return
    this.memoryOnly = false
    this.stopLooking?.()
    this.stopLooking = null
    for (const listener of [...this.returnListeners]) listener()
  }

  private async unlocked(): Promise<KeyringState> {
    const { keyring, clock } = this.needs
    this.tellLocked(true)
    // The desktop shows its own prompt. It is not awaited: it may stay open for hours, and the agent may unlock the
    // keychain in another way.
    keyring.unlock().catch(() => undefined)
    let state: KeyringState = 'locked'
    while (state === 'locked') {
      await new Promise<void>((resolve) => void clock.after(ASK_AGAIN_MS, resolve))
      state = await keyring.state()
    }
    this.unlocking = null
    this.tellLocked(false)
    return state
  }

  private tellLocked(isLocked: boolean): void {
    for (const listener of [...this.listeners]) listener(isLocked)
  }

  private hide({ credential, databaseKey }: Secret): void {
    const values = credential.kind === 'token' ? [credential.token] : [credential.accessToken, credential.client]
    for (const value of [...values, databaseKey]) this.needs.addSecret(value)
  }
}

/** Null for an entry of another version or one somebody edited: the same as a missing one, the agent signs in again. */
function readEntry(text: string): Secret | null {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(text))
    return parsed.success ? { credential: parsed.data.credential, databaseKey: parsed.data.databaseKey } : null
  } catch {
    return null
  }
}

/** The keychain itself: a native module, loaded when the first secret is asked for. */
export async function loadKeytar(): Promise<Keytar> {
  const module: { default?: Keytar } & Keytar = await import('keytar')
  return module.default ?? module
}
