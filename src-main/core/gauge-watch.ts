/** Keeps the gauge true: asked again after each burst of facts, and as waiting customers grow older. */
import type { Gauge, Clock, Log, Stop } from './ports'
import { type GaugePart, gaugeOf } from './gauge'
import type { ProfileRuntime } from './profile'
import type { SettingsBook } from './settings'

/** The icon is redrawn at most once a second (LOOK §12); facts of a burst are one question. */
const SETTLE_MS = 250
/** Levels change with time alone: 5 and 15 minutes. */
const AGE_MS = 15_000
/** More customers than this wait nowhere. */
const MOST = 2_000

export interface GaugeWatchDeps {
  profiles: () => ProfileRuntime[]
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

  const read = async (): Promise<void> => {
    pending = null
    const parts = await Promise.all(deps.profiles().map(partOf))
    deps.render(gaugeOf(parts, deps.settings.get(), deps.clock.now()))
  }
  const touch = (): void => {
    pending ??= deps.clock.after(SETTLE_MS, () => {
      read().catch((error: unknown) => deps.log.bug('gauge', error))
    })
  }
  const age = (): void => {
    touch()
    ageing = deps.clock.after(AGE_MS, age)
  }
  age()
  const stopSettings = deps.settings.onChange(touch)
  return {
    touch,
    stop: () => {
      stopSettings()
      pending?.()
      ageing()
    },
  }
}

async function partOf(profile: ProfileRuntime): Promise<GaugePart> {
  const waiting = await profile.store.waiting(MOST)
  const { id, accounts } = profile.view()
  return {
    profileId: id,
    accounts,
    me: profile.entry.user.id,
    link: profile.currentLink,
    total: waiting.total,
    unread: waiting.unread,
    waiting: waiting.rows,
    outbox: await profile.outbox.pending(),
  }
}
