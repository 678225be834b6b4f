/**
 * The self-test: whether this computer can do what Perch promises. Each step tries the real thing: it shows an alert, writes into
 * the keychain, asks the tray. Nothing of a customer or an agent is in the report.
 */
import { SELF_TEST_STEPS, type SelfTestStepId } from '../../../src-preload/contract/self-test'
import type { SelfTestReport } from '../../../src-preload/contract/schemas/self-test'
import type { Clock, Log, Vault } from '../ports'
import type { ProfileRuntime } from '../profile'
import { clockFound, diskFound, type Found, keychainFound, lineFound, storeFound } from './steps'

/** What only the desktop can try. Null: there is no such thing on this system. */
export interface SelfTestInstruments {
  /** Shows an alert that says what it is; resolves with what the daemon answered. */
  alert(): Promise<Found | null>
  tray(): Promise<Found | null>
  portal(): Promise<Found | null>
  /** The key for quick reply. */
  key(): Promise<Found | null>
  autostart(): Promise<Found>
  /** Bytes that are free where the databases lie; null when nobody knows. */
  freeBytes(): Promise<number | null>
}

export interface SelfTestNeeds {
  instruments: SelfTestInstruments
  vault: Vault
  profiles: () => ProfileRuntime[]
  /** A command opens no database and no line: what it knows in their place. Null: it does not know. */
  instead?: Partial<Record<SelfTestStepId, Found | null>>
  clock: Clock
  log: Log
  changed: () => void
}

export interface SelfTest {
  run(): void
  report(): SelfTestReport | null
}

/** A step that takes longer is given up; a keychain may be asking for its password. */
const PATIENCE_MS = 15_000
const SKIPPED: Found = { state: 'skipped', reason: 'skipped', detail: null }

export function makeSelfTest(needs: SelfTestNeeds): SelfTest {
  let newest: SelfTestReport | null = null
  return {
    report: () => newest,
    run() {
      if (newest?.endedAt === null) return
      const mine: SelfTestReport = {
        startedAt: needs.clock.now(),
        endedAt: null,
        steps: SELF_TEST_STEPS.map((id) => ({ id, state: 'busy', reason: 'busy', detail: null })),
      }
      newest = mine
      needs.changed()
      const put = (id: SelfTestStepId, found: Found): void => {
        mine.steps = mine.steps.map((step) => (step.id === id ? { id, ...found } : step))
        needs.changed()
      }
      void Promise.all(SELF_TEST_STEPS.map(async (id) => put(id, await tried(needs, id)))).then(() => {
        mine.endedAt = needs.clock.now()
        needs.changed()
      })
    },
  }
}

/** Never rejects: what breaks a step is a finding. */
function tried(needs: SelfTestNeeds, id: SelfTestStepId): Promise<Found> {
  const silent: Found = { state: id === 'keychain' ? 'warn' : 'fail', reason: 'silent', detail: null }
  return new Promise((resolve) => {
    const stop = needs.clock.after(PATIENCE_MS, () => resolve(silent))
    const known = needs.instead?.[id]
    const looked = known === undefined ? look(needs, id) : Promise.resolve(known)
    looked.then(
      (found) => {
        stop()
        resolve(found ?? SKIPPED)
      },
      (error: unknown) => {
        stop()
        needs.log.bug(`self-test/${id}`, error)
        resolve(SKIPPED)
      },
    )
  })
}

/** Runs it once, to its end. */
export function runSelfTest(needs: Omit<SelfTestNeeds, 'changed'>): Promise<SelfTestReport> {
  return new Promise((resolve) => {
    const test = makeSelfTest({
      ...needs,
      changed() {
        const report = test.report()
        if (report !== null && report.endedAt !== null) resolve(report)
      },
    })
    test.run()
  })
}

function look({ instruments, vault, profiles, clock }: SelfTestNeeds, id: SelfTestStepId): Promise<Found | null> {
  switch (id) {
    case 'alert':
    case 'tray':
    case 'portal':
    case 'key':
    case 'autostart':
      return instruments[id]()
    case 'keychain':
      return keychainFound(vault)
    case 'store':
      return storeFound(profiles())
    case 'disk':
      return instruments.freeBytes().then(diskFound)
    case 'line':
      return Promise.resolve(lineFound(profiles()))
    case 'clock':
      return Promise.resolve(clockFound(profiles(), clock.now()))
  }
}
