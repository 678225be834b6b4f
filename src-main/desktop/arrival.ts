/** How the agent comes to a running Perch: a second start, a link, a click on the dock. One of us runs; the others knock and leave. */
import { app } from 'electron'
import { HIDDEN_SWITCH } from './autostart'
import { linkInArguments, type LinkTarget, readLink } from './deep-link'

/**
 * `target` is null when the agent only wants to see Perch; `quick`: a quick reply, from the desktop's own shortcut. `leave`: nobody
 * came, but a quick reply that is open may come to the front now (`activation`).
 */
export type Arrival = { target: LinkTarget | null; quick: boolean | 'leave' }

/** The switch that asks for a quick reply: what the desktop's own shortcuts start. */
const QUICK_SWITCH = '--quick'
/** Ours alone: brings the desktop's leave to come to the front to the running Perch. */
export const LEAVE_SWITCH = '--quick-leave'

export interface Arrivals {
  /** Started by the session, or for a quick reply: no window. */
  readonly isHidden: boolean
  /** Tells of every arrival, first of the links that came before anyone listened. */
  listen(listener: (arrival: Arrival) => void): void
}

/** Before ready. Null: another Perch runs for this agent, it was told, and this one must end. */
export function greetArrivals(): Arrivals | null {
  if (!app.requestSingleInstanceLock()) return null
  const early: Arrival[] = []
  let tell = (arrival: Arrival): void => void early.push(arrival)

  app.on('second-instance', (_event, words) => {
    // Started once more by the session: nobody asked to see a window.
    if (words.includes(LEAVE_SWITCH)) tell({ target: null, quick: 'leave' })
    else if (words.includes(QUICK_SWITCH)) tell({ target: null, quick: true })
    else if (!words.includes(HIDDEN_SWITCH)) tell({ target: linkInArguments(words), quick: false })
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    tell({ target: readLink(url), quick: false })
  })
  app.on('activate', () => tell({ target: null, quick: false }))

  const target = linkInArguments(process.argv)
  const quick = process.argv.includes(QUICK_SWITCH)
  if (target || quick) tell({ target, quick })
  return {
    isHidden: quick || process.argv.includes(HIDDEN_SWITCH),
    listen(listener) {
      tell = listener
      for (const arrival of early.splice(0)) listener(arrival)
    },
  }
}
