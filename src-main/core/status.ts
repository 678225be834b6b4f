/** What a running Perch tells a command at the terminal (`perch status`): figures and names of accounts, nothing of a customer. */
import type { Link } from '../../src-preload/contract/entities'
import type { Clock, Log, Stop } from './ports'
import type { ProfileRuntime } from './profile'
import type { SettingsBook } from './settings'
import { writeDown } from './store-trouble'

/** Where one account stands. */
export interface AccountStatus {
  server: string
  account: number
  name: string
  link: Link['state']
  /** Customers that wait and concern the agent, as the tray counts them. */
  waiting: number
}

export interface StatusReport {
  accounts: AccountStatus[]
  /** Profiles that are not open: their keychain or database is not there, or Perch has only begun. */
  unopened: number
  /** Replies that have not left. */
  outbox: number
}

/** What was told, by which process and when. */
export interface StatusTold extends StatusReport {
  version: string
  pid: number
  writtenAt: number
}

/** What a command finds. `silent`: the process is there, or another of its number, and tells nothing any more. */
export type StatusSeen = { kind: 'none' } | { kind: 'silent' | 'told'; told: StatusTold }

/** The place where it is told. Neither throws. */
export interface StatusFile {
  write(report: StatusReport): void
  remove(): void
}

/** It is written anew after so long though nothing changed, so that a hung Perch can be told from an idle one. */
export const STATUS_REPEAT_MS = 60_000
/** Facts of a burst are one question. */
const SETTLE_MS = 2_000

export interface StatusNeeds {
  profiles: () => ProfileRuntime[]
  unopened: () => number
  settings: SettingsBook
  clock: Clock
  log: Log
  statusFile: StatusFile
}

/** Keeps the file true until stopped; then it is gone. */
export function keepStatus(needs: StatusNeeds): { touch(): void; stop: Stop } {
  let pending: Stop | null = null
  let ageing: Stop = () => undefined
  let isOver = false
  let newest = { text: '', at: 0 }

  const tell = async (): Promise<void> => {
    pending = null
    const report = await statusOf(needs)
    const [text, at] = [JSON.stringify(report), needs.clock.now()]
    if (isOver || (text === newest.text && Math.abs(at - newest.at) < STATUS_REPEAT_MS)) return
    newest = { text, at }
    needs.statusFile.write(report)
  }
  const tellQuietly = (): void => void tell().catch((error: unknown) => writeDown(needs.log, 'status', error))
  const touch = (): void => void (pending ??= needs.clock.after(SETTLE_MS, tellQuietly))
  const age = (): void => {
    tellQuietly()
    ageing = needs.clock.after(STATUS_REPEAT_MS, age)
  }
  age()
  const stopSettings = needs.settings.onChange(touch)
  return {
    touch,
    stop: () => {
      isOver = true
      stopSettings()
      pending?.()
      ageing()
      needs.statusFile.remove()
    },
  }
}

async function statusOf({ profiles, unopened, settings }: StatusNeeds): Promise<StatusReport> {
  const running = profiles()
  const accounts = await Promise.all(running.map((profile) => accountsOf(profile, settings)))
  const outboxes = await Promise.all(running.map((profile) => profile.outbox.waiting()))
  return {
    accounts: accounts.flat(),
    unopened: unopened(),
    outbox: outboxes.reduce((sum, { unsent }) => sum + unsent, 0),
  }
}

function accountsOf(profile: ProfileRuntime, settings: SettingsBook): Promise<AccountStatus[]> {
  const { entry, currentLink, store } = profile
  const ask = { me: entry.user.id, scope: settings.get().alertScope, limit: 1 }
  return Promise.all(
    profile.view().accounts.map(async ({ id, name }) => {
      const { total } = await store.waiting({ ...ask, accounts: [id] })
      return { server: entry.baseUrl, account: id, name, link: currentLink.state, waiting: total }
    }),
  )
}
