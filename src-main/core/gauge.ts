/** The tray as a gauge (M7): who waits, how long, and whether alerts can be promised at all. */
import type { Link, Profile } from '../../src-preload/contract/entities'
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { ProfileId } from '../../src-preload/contract/ids'
import type { Gauge, Waiting } from './ports'

/** What one profile adds to the gauge. Times are those of this computer. */
export interface GaugePart {
  profileId: ProfileId
  accounts: Profile['accounts']
  link: Link
  /** Customers that wait and concern the agent, and conversations of hers with something unread. */
  total: number
  unread: number
  /** The longest waiting of them. */
  waiting: Waiting[]
  outbox: number
}

export interface GaugeView {
  settings: Settings
  now: number
  /** Profiles that cannot even be opened: no alert comes from them. */
  locked: number
}

const SHOWN = 5

/** `live` and the moments of catching up after it; polling sees customers late, so it promises nothing. */
function promises(link: Link): boolean {
  return link.state === 'live' || link.state === 'catching-up'
}

/** Computed from the store alone, never counted up and down (F3). */
export function gaugeOf(parts: GaugePart[], view: GaugeView): Gauge {
  const waiting = parts.flatMap((part) =>
    part.waiting.map((one) => {
      const account = part.accounts.find(({ id }) => id === one.accountId)
      return { ...one, profileId: part.profileId, accountName: account?.name ?? '' }
    }),
  )
  waiting.sort((a, b) => a.waitingSinceAt - b.waitingSinceAt)
  const lost = parts.filter((part) => !promises(part.link))
  const sum = (count: (part: GaugePart) => number): number => parts.reduce((total, part) => total + count(part), 0)
  const gauge = {
    count: sum((part) => part.total),
    unread: sum((part) => part.unread),
    longestSinceAt: waiting[0]?.waitingSinceAt ?? null,
    topFive: waiting.slice(0, SHOWN),
    canPromise: parts.length > 0 && lost.length === 0 && view.locked === 0,
    outbox: sum((part) => part.outbox),
    offlineSinceAt: lost.length === 0 ? null : Math.min(...lost.map((part) => part.link.sinceAt)),
  }
  return { ...gauge, level: levelOf(gauge, view) }
}

function levelOf(gauge: Omit<Gauge, 'level'>, { settings, now }: GaugeView): Gauge['level'] {
  if (!gauge.canPromise) return 'off'
  if (!settings.alertsEnabled || (settings.alertsPausedUntilAt ?? 0) > now) return 'paused'
  if (gauge.longestSinceAt === null) return gauge.unread > 0 ? 'unread' : 'idle'
  const waitsMs = now - gauge.longestSinceAt
  if (waitsMs >= settings.redAfterMs) return 'red'
  return waitsMs >= settings.amberAfterMs ? 'amber' : 'calm'
}
