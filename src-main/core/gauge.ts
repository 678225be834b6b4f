/** The tray as a gauge (M7): who waits, how long, and whether alerts can be promised at all. */
import type { Link, Profile } from '../../src-preload/contract/entities'
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { ProfileId } from '../../src-preload/contract/ids'
import type { Gauge, Waiting } from './ports'

/** What one profile adds to the gauge. */
export interface GaugePart {
  profileId: ProfileId
  accounts: Profile['accounts']
  me: number
  link: Link
  total: number
  unread: number
  waiting: Waiting[]
  outbox: number
}

/** `live` and the moments of catching up after it; polling sees customers late, so it promises nothing. */
function promises(link: Link): boolean {
  return link.state === 'live' || link.state === 'catching-up'
}

function concerns(waiting: Waiting, part: GaugePart, scope: Settings['alertScope']): boolean {
  if (scope === 'all' || waiting.assigneeId === part.me) return true
  return scope === 'mine-and-unassigned' && waiting.assigneeId === null
}

/** Computed from the store alone, never counted up and down (F3). */
export function gaugeOf(parts: GaugePart[], settings: Settings, now: number): Gauge {
  const mine = parts.flatMap((part) =>
    part.waiting
      .filter((waiting) => concerns(waiting, part, settings.alertScope))
      .map((waiting) => ({
        ...waiting,
        profileId: part.profileId,
        accountName: part.accounts.find((account) => account.id === waiting.accountId)?.name ?? '',
      })),
  )
  mine.sort((a, b) => a.waitingSinceAt - b.waitingSinceAt)
  const longestSinceAt = mine[0]?.waitingSinceAt ?? null
  const lost = parts.filter((part) => !promises(part.link))
  const unread = parts.reduce((sum, part) => sum + part.unread, 0)
  const gauge = {
    count: mine.length,
    unread,
    longestSinceAt,
    topFive: mine.slice(0, 5),
    canPromise: parts.length > 0 && lost.length === 0,
    outbox: parts.reduce((sum, part) => sum + part.outbox, 0),
    offlineSinceAt: lost.length === 0 ? null : Math.min(...lost.map((part) => part.link.sinceAt)),
  }
  return { ...gauge, level: levelOf(gauge, settings, now) }
}

function levelOf(gauge: Omit<Gauge, 'level'>, settings: Settings, now: number): Gauge['level'] {
  if (!gauge.canPromise) return 'off'
  if (!settings.alertsEnabled || (settings.alertsPausedUntilAt ?? 0) > now) return 'paused'
  if (gauge.longestSinceAt === null) return gauge.unread > 0 ? 'unread' : 'idle'
  const waitsMs = now - gauge.longestSinceAt
  if (waitsMs >= settings.redAfterMs) return 'red'
  return waitsMs >= settings.amberAfterMs ? 'amber' : 'calm'
}
