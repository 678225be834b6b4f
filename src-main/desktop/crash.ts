/** The last net. A bug nobody caught is written down once; crash dumps stay on this computer. */
import type { App, CrashReporter } from 'electron'
import type { Log } from '../core/ports'

interface CrashNeeds {
  app: Pick<App, 'on'>
  crashReporter: Pick<CrashReporter, 'start'>
  process: Pick<NodeJS.Process, 'on'>
  log: Log
}

/** Installs the process handlers. The app goes on: replies are on disk, and a tray that vanished would tell nobody. */
export function catchCrashes({ app, crashReporter, process, log }: CrashNeeds): void {
  crashReporter.start({ uploadToServer: false })
  process.on('uncaughtException', (error: unknown) => void log.bug('uncaught exception', error))
  process.on('unhandledRejection', (reason: unknown) => void log.bug('unhandled rejection', reason))
  // The graphics process and others: Chromium starts them again by itself, at last without the graphics card.
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.warn('process gone', { type, reason, exitCode })
  })
}
