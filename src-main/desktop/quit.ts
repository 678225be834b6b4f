/**
 * Quitting asks about replies that have not left (F12), once, and never when the system itself goes down. What was done to
 * conversations a moment ago leaves without a question (F9).
 */
import type { App, PowerMonitor } from 'electron'
import type { Clock, Log } from '../core/ports'

export interface QuitNeeds {
  /** Replies that are kept here. */
  unsent: () => Promise<number>
  /** `all`: the agent wants them to leave now; `changes`: only those. Resolves when they left or could not. */
  sendNow: (what: 'all' | 'changes') => Promise<void>
  /** Everything that must be closed: sockets, databases, window. */
  close: (isSystemDown: boolean) => Promise<void>
}
export type QuitAnswer = 'send' | 'keep' | 'stay'

interface QuitWorld {
  app: Pick<App, 'on' | 'quit'>
  powerMonitor: Pick<PowerMonitor, 'on'>
  process: Pick<NodeJS.Process, 'on'>
  clock: Pick<Clock, 'after'>
  log: Log
  /** Asks the agent; `count` replies are kept here. */
  ask: (count: number) => Promise<QuitAnswer>
}

/** A database that does not close must not keep the app alive: what matters was committed before. */
const CLOSE_MS = 5_000
/** The session ends, or somebody in a terminal. Nobody is there to answer a question. */
const ENDS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Takes quitting into its hands. Call after ready. */
export function guardQuit(needs: QuitNeeds, { app, powerMonitor, process, clock, log, ask }: QuitWorld): void {
  let stage: 'running' | 'asking' | 'closing' | 'done' = 'running'
  let systemGoesDown: () => void = () => undefined
  const isSystemDown = new Promise<'down'>((resolve) => (systemGoesDown = () => resolve('down')))
  const quitWithoutAsking = (): void => {
    systemGoesDown()
    app.quit()
  }
  powerMonitor.on('shutdown', quitWithoutAsking)
  for (const end of ENDS) process.on(end, quitWithoutAsking)

  async function leave(): Promise<void> {
    // Promises alone would bring us to the second quit() inside the first one, and Electron then forgets both.
    await new Promise((resolve) => setImmediate(resolve))
    const answer = await answerOf(needs, { ask, isSystemDown })
    if (answer === 'stay') {
      stage = 'running'
      return
    }
    stage = 'closing'
    if (answer !== 'down') await Promise.race([needs.sendNow(answer === 'send' ? 'all' : 'changes'), isSystemDown])
    await Promise.race([needs.close(answer === 'down'), new Promise<void>((resolve) => void clock.after(CLOSE_MS, resolve))])
  }

  app.on('before-quit', (event) => {
    if (stage === 'done') return
    event.preventDefault()
    if (stage !== 'running') return
    stage = 'asking'
    void leave()
      .catch((error: unknown) => {
        log.bug('quit', error)
        stage = 'closing'
      })
      .then(() => {
        if (stage !== 'closing') return
        stage = 'done'
        app.quit()
      })
  })
  // Windows come and go; the tray is the app.
  app.on('window-all-closed', () => undefined)
}

async function answerOf(
  { unsent }: QuitNeeds,
  { ask, isSystemDown }: Pick<QuitWorld, 'ask'> & { isSystemDown: Promise<'down'> },
): Promise<QuitAnswer | 'down'> {
  const count = await unsent()
  // The first that settles wins: when the system goes down already, nothing is asked.
  const now = await Promise.race([isSystemDown, Promise.resolve(count === 0 ? ('keep' as const) : null)])
  return now ?? Promise.race([isSystemDown, ask(count)])
}
