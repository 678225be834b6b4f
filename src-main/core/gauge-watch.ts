/** Keeps the gauge true: asked again after each burst of facts, and as waiting customers grow older. */
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { Gauge, Clock, Log, Stop } from './ports'
import { type GaugePart, gaugeOf } from './gauge'
import type { ProfileRuntime } from './profile'
import type { SettingsBook } from './settings'
import { writeDown } from './store-trouble'

/** The icon is redrawn at most once a second (LOOK §12); facts of a burst are one question. */
const SETTLE_MS = 250
/** Levels change with time alone, after 5 and 15 minutes, while somebody waits or a pause ends. */
const AGE_MS = 15_000
/** While nobody waits nothing changes with time alone (P3); looked at all the same, so that nothing sticks (F3). */
const REST_MS = 60_000
/** The menu names so many. */
const NAMED = 5

export interface GaugeWatchDeps {
  profiles: () => ProfileRuntime[]
  /** How many cannot be opened. */
  locked: () => number
  settings: SettingsBook
  clock: Clock
  log: Log
  render: (gauge: Gauge) => void
}

export interface GaugeWatch {
  /** Something that may change the gauge happened. */
  touch(): void
  stop: Stop
}

export function watchGauge(deps: GaugeWatchDeps): GaugeWatch {
  let pending: Stop | null = null
  let ageing: Stop = () => undefined
  let isOver = false

  const read = async (): Promise<void> => {
    const settings = deps.settings.get()
    const now = deps.clock.now()
    const parts = await Promise.all(deps.profiles().map((profile) => partOf(profile, { settings, now, limit: NAMED })))
    const gauge = gaugeOf(parts, { settings, now, locked: deps.locked() })
    lookAgainIn(gauge.longestSinceAt === null && gauge.level !== 'paused' ? REST_MS : AGE_MS)
    deps.render(gauge)
  }
  const touch = (): void => {
    pending ??= deps.clock.after(SETTLE_MS, () => {
      pending = null
      lookAgainIn(AGE_MS)
      read().catch((error: unknown) => writeDown(deps.log, 'gauge', error))
    })
  }
  const lookAgainIn = (ms: number): void => {
    ageing()
    // A reading may still be under way when all ends.
    if (!isOver) ageing = deps.clock.after(ms, touch)
  }
  touch()
  const stopSettings = deps.settings.onChange(touch)
  return {
    touch,
    stop: () => {
      isOver = true
      stopSettings()
      pending?.()
      ageing()
    },
  }
}

/** What one profile adds, with so many of those who wait named. */
export async function partOf(
  profile: ProfileRuntime,
  { settings, now, limit }: { settings: Settings; now: number; limit: number },
): Promise<GaugePart> {
  const { id, accounts } = profile.view()
  const me = profile.entry.user.id
  const ask = { me, scope: settings.alertScope, accounts: accounts.map((account) => account.id), limit }
  const { total, unread, rows } = await profile.store.waiting(ask)
  // The server says since when by its own clock; how long is measured by ours.
  const aheadMs = now - profile.serverNow()
  const waiting = rows.map((row) => ({ ...row, waitingSinceAt: row.waitingSinceAt + aheadMs }))
  const outbox = (await profile.outbox.waiting()).unsent
  return { profileId: id, accounts, link: profile.currentLink, total, unread, waiting, outbox }
}
