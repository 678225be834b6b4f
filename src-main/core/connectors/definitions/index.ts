import type { Connector } from '../connector'
import { max } from './max'
import { own } from './own'
import { telegram } from './telegram'
import { vk } from './vk'

/** Every connector there is, in the order they are offered. */
export const connectors: readonly Connector[] = [vk, telegram, max, own]

/** The connector with this id, or null. */
export function connectorNamed(id: string): Connector | null {
  return connectors.find((one) => one.id === id) ?? null
}
