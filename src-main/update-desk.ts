/** Newer versions: core's desk with the world it acts in. */
import type { ChatwootServers } from './chatwoot'
import type { Perch } from './core/perch'
import { makeUpdateDesk, type UpdateDesk } from './core/updates/desk'
import { lockOf, type UpdateSource } from './core/updates/port'
import type { Desktop } from './desktop'
import { updatesHere } from './desktop/updates/here'
import type { Hall } from './hall'

interface Parts {
  desktop: Desktop
  perch: Perch
  hall: Hall
  servers: ChatwootServers
}

export function openUpdates({ desktop, perch, hall, servers }: Parts): UpdateDesk {
  const { clock, chance, log, version } = desktop
  const { broadcast } = hall
  const here = updatesHere(log)
  let source: Promise<UpdateSource> | null = null
  return makeUpdateDesk({
    ...{ clock, chance, log, version, way: here.way, page: here.page, settings: perch.settings },
    source: () => (source ??= here.source(servers.readRelease)),
    lock: () => lockOf(desktop.managed),
    unsent: () => perch.unsent(),
    changed: () => broadcast.say('update.changed', {}),
    offer: (what, found) => {
      const key = what === 'ready' ? 'notice.updateReady' : 'notice.updateNewer'
      broadcast.say('notice.raised', { level: 'info', key, values: { version: found } })
    },
    quit: () => here.quit(),
  })
}
