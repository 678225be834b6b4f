/** A command at the terminal and the rooms it works with: as `office`, but without a window, a lock or a database. */
import { text } from 'node:stream/consumers'
import { makeServers } from './chatwoot'
import { holdPins } from './core/trust'
import { openHeadless } from './desktop/headless'
import { runTerminal } from './terminal/run'

/** Does what was typed; answers the exit code. */
export async function runCommand(words: readonly string[]): Promise<number> {
  const { proxyFor, companyRoots, pins, managed, ...desktop } = openHeadless()
  const { clock, log, version } = desktop
  try {
    return await runTerminal(words, {
      ...desktop,
      env: process.env,
      onInterrupt: (run) => void process.once('SIGINT', run),
      readInput: () => text(process.stdin),
      out: (said) => void process.stdout.write(said),
      error: (said) => void process.stderr.write(said),
      servers: async () => {
        const servers = makeServers({ proxyFor, ca: await companyRoots(), clock, log, userAgent: `Perch/${version}` })
        holdPins(servers.certificates, pins(), managed)
        return servers
      },
    })
  } catch (error: unknown) {
    process.stderr.write(`perch: a fault of ours. ${error instanceof Error ? (error.stack ?? error.message) : ''}\n`)
    return 3
  }
}
