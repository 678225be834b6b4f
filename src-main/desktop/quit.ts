/** Quitting asks about replies that have not left (F12), once, and never when the system itself goes down. */
import { app, dialog, powerMonitor } from 'electron'
import type { Log } from '../core/ports'
import type { Text } from './text'

export interface QuitNeeds {
  text: Text
  log: Log
  /** Replies that are kept here. */
  unsent: () => Promise<number>
  /** The agent wants them to leave now; resolves when they left or could not. */
  sendNow: () => Promise<void>
  /** Everything that must be closed: sockets, databases, window. */
  close: () => Promise<void>
}
export type QuitAnswer = 'send' | 'keep' | 'stay'

/** A database that does not close must not keep the app alive: what matters was committed before. */
const CLOSE_MS = 5_000

/** Takes quitting into its hands. Call after ready. */
export function guardQuit(needs: QuitNeeds): void {
  let stage: 'running' | 'asking' | 'closing' | 'done' = 'running'
  let isSystemDown = false
  powerMonitor.on('shutdown', () => {
    isSystemDown = true
    app.quit()
  })

  async function leave(): Promise<void> {
    const unsent = await needs.unsent()
    const answer: QuitAnswer = unsent === 0 || isSystemDown ? 'keep' : await ask(unsent, needs.text)
    if (answer === 'stay') {
      stage = 'running'
      return
    }
    stage = 'closing'
    if (answer === 'send') await needs.sendNow()
    await Promise.race([needs.close(), new Promise((resolve) => setTimeout(resolve, CLOSE_MS))])
    stage = 'done'
    app.quit()
  }

  app.on('before-quit', (event) => {
    if (stage === 'done') return
    event.preventDefault()
    if (stage !== 'running') return
    stage = 'asking'
    leave().catch((error: unknown) => {
      needs.log.bug('quit', error)
      stage = 'done'
      app.quit()
    })
  })
  // Windows come and go; the tray is the app.
  app.on('window-all-closed', () => undefined)
}

async function ask(count: number, text: Text): Promise<QuitAnswer> {
  const answers: QuitAnswer[] = ['send', 'keep', 'stay']
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: app.name,
    message: text.t('quit.title', { count }),
    detail: text.t('quit.text'),
    buttons: answers.map((answer) => text.t(`quit.${answer}`)),
    defaultId: 1,
    cancelId: 2,
    noLink: true,
  })
  return answers[response] ?? 'stay'
}
