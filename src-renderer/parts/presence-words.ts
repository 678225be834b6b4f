import type { Account } from '../../src-preload/contract/entities'
import type { Presence } from '../../src-preload/contract/presence'
import { say } from '../text/t'

/** What is shown of me in an account; before main has said it, what the server keeps. */
export function presenceOf(list: readonly Presence[], account: Account): Presence {
  const known = list.find(({ accountId }) => accountId === account.id)
  const { availability } = account
  return (
    known ?? { accountId: account.id, mode: 'hand', chosen: availability, shown: availability, away: null, elsewhere: false }
  )
}

/** In two words, for the foot of the rail. */
export function presenceShort({ shown, away }: Presence): string {
  const state = say(`availability.${shown}`)
  return away === null || shown !== 'offline' ? state : say(`presence.short.${away}`, { state })
}

/** The whole truth: what the server shows, why, and who else has a say in it. */
export function presenceWhy(presence: Presence, autoOffline: boolean): string {
  const { shown, away, mode, elsewhere } = presence
  const state = say(`availability.${shown}`)
  const why =
    away !== null
      ? say(`presence.away.${away}`, { state })
      : say(mode === 'auto' ? 'presence.here' : 'presence.byHand', { state })
  const isKept = away !== null && !autoOffline && shown !== 'offline'
  return [why, ...(elsewhere ? [say('presence.elsewhere')] : []), ...(isKept ? [say('presence.kept')] : [])].join(' ')
}
