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
/** `onLocked` tells when we wait for the agent to unlock the keychain, and when that is over. */
export type DesktopVault = Vault & { onLocked(listener: (isLocked: boolean) => void): Stop }

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
export function makeVault({ keytar, keyring, clock, addSecret }: VaultNeeds): DesktopVault {
  const memory = new Map<ProfileId, string>()
  const listeners = new Set<(isLocked: boolean) => void>()
  let isMemoryOnly = false

  /** The keychain once it can be used; null when there is none. */
  async function open(): Promise<Keytar | null> {
    if (isMemoryOnly) return null
    let state = await keyring.state()
    if (state === 'locked') {
      tellLocked(true)
      state = await unlocked()
      tellLocked(false)
    }
    const loaded = state === 'missing' ? null : await keytar().catch(() => null)
    isMemoryOnly = loaded === null
    return loaded
  }

  async function unlocked(): Promise<KeyringState> {
    // The desktop shows its own prompt. It is not awaited: it may stay open for hours, and the agent may unlock the
    // keychain in another way.
    keyring.unlock().catch(() => undefined)
    for (;;) {
      await new Promise<void>((resolve) => void clock.after(ASK_AGAIN_MS, resolve))
      const state = await keyring.state()
      if (state !== 'locked') return state
    }
  }

  function tellLocked(isLocked: boolean): void {
    for (const listener of [...listeners]) listener(isLocked)
  }

  function know(secret: Secret): Secret {
    const { credential, databaseKey } = secret
    const values = credential.kind === 'token' ? [credential.token] : [credential.accessToken, credential.client]
    for (const value of [...values, databaseKey]) addSecret(value)
    return secret
  }

  return {
    get memoryOnly() {
      return isMemoryOnly
    },
    async read(profile) {
      const chain = await open()
      const text = chain ? await chain.getPassword(SERVICE, profile) : (memory.get(profile) ?? null)
      const secret = text === null ? null : readEntry(text)
      return secret && know(secret)
    },
    async write(profile, secret) {
      const text = JSON.stringify({ v: 1, ...know(secret) })
      const chain = await open()
      if (!chain) return void memory.set(profile, text)
      try {
        await chain.setPassword(SERVICE, profile, text)
      } catch (error: unknown) {
        // It said it was there and cannot keep anything. Locked in between is not that.
        if ((await keyring.state()) === 'locked') throw error
        isMemoryOnly = true
        memory.set(profile, text)
      }
    },
    async remove(profile) {
      memory.delete(profile)
      const chain = await open()
      await chain?.deletePassword(SERVICE, profile)
    },
    onLocked(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
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
