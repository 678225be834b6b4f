/** What two contacts become when they are merged (FACTS §3.8): the one that stays keeps what it has and takes the rest. */
import type { Contact } from './entities'

const WAYS = ['email', 'phoneNumber', 'identifier'] as const

/** The one that stays, afterwards. Labels of the other are lost, its conversations come along. */
export function mergedContact(keep: Contact, drop: Contact): Contact {
  const ways = WAYS.map((way) => [way, keep[way] || drop[way]] as const)
  return {
    ...keep,
    ...Object.fromEntries(ways),
    customAttributes: filled(keep.customAttributes, drop.customAttributes),
    additionalAttributes: filled(keep.additionalAttributes, drop.additionalAttributes),
  }
}

/** What of the one that goes is nowhere afterwards. */
export function lostWays(keep: Contact, drop: Contact): (typeof WAYS)[number][] {
  return WAYS.filter((way) => Boolean(drop[way]) && Boolean(keep[way]) && drop[way] !== keep[way])
}

function filled(keep: Record<string, unknown>, drop: Record<string, unknown>): Record<string, unknown> {
  const own = Object.entries(keep).filter(([, value]) => value !== null && value !== '')
  return { ...drop, ...Object.fromEntries(own) }
}
