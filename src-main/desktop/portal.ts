/**
 * Asking the desktop's portal. It answers twice: a call gives the path of a request, and what the agent said comes later as a
 * signal from there (XDG Desktop Portal, `org.freedesktop.portal.Request`).
 */
import type { Bus } from './bus'
import type { BusSignal } from './bus-connection'

const PORTAL = 'org.freedesktop.portal.Desktop'
const PORTAL_PATH = '/org/freedesktop/portal/desktop'

/** An interface of the portal, as the bus wants it. */
export function portal(name: string): { destination: string; path: string; interface: string } {
  return { destination: PORTAL, path: PORTAL_PATH, interface: `org.freedesktop.portal.${name}` }
}

export const PORTAL_NAME = PORTAL

/** 0: done; 1: the agent said no; others: it came to nothing. */
export interface PortalAnswer {
  code: number
  results: Record<string, unknown>
}

interface Request {
  interface: string
  member: string
  signature: string
  body: unknown[]
}

/** Any program may send us such a signal: `isPortal` knows the portal's own. Rejects when the portal does not take the question. */
export async function askPortal(bus: Bus, request: Request, isPortal: (sender: string) => boolean): Promise<PortalAnswer> {
  const early: BusSignal[] = []
  let hear: (signal: BusSignal) => void = (signal) => void early.push(signal)
  // Listening comes first: the answer may be here before the path of its request is.
  const stop = bus.onSignal({ interface: 'org.freedesktop.portal.Request', member: 'Response' }, (signal) => {
    if (isPortal(signal.sender)) hear(signal)
  })
  try {
    const target = { destination: PORTAL, path: PORTAL_PATH, interface: request.interface }
    const [handle] = await bus.call(target, request.member, request)
    return await new Promise((resolve) => {
      hear = ({ path, body: [code, results] }) => {
        if (path === handle) resolve({ code: Number(code), results: plain(results) })
      }
      early.forEach(hear)
    })
  } finally {
    stop()
  }
}

/** What is wrapped in a type of its own, without it. */
export function unwrapped(value: unknown): unknown {
  return value !== null && typeof value === 'object' && 'value' in value ? value.value : value
}

/** A dictionary of the bus with the values as they are. */
export function plain(dictionary: unknown): Record<string, unknown> {
  if (dictionary === null || typeof dictionary !== 'object') return {}
  return Object.fromEntries(Object.entries(dictionary).map(([name, value]) => [name, unwrapped(value)]))
}
