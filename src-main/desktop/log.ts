/** The log file: 1 MB and one old one, in the agent's own folder. What goes in is cleaned first, by `redaction`. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { Log } from '../core/ports'
import { type Facts, makeRedaction } from './redaction'

/** The Log port; `addSecret` makes a value unprintable for good. */
export interface DesktopLog extends Log {
  addSecret(value: string): void
  /** Where the lines are, for the doctor and for support. */
  readonly file: string
}

interface LogNeeds {
  folder: string
  /** Also to the terminal: development only. */
  toConsole: boolean
}

const MAX_BYTES = 1024 * 1024

/** Opens the log. Lines are written at once: the last one before a crash is the one that matters. */
export function makeLog({ folder, toConsole }: LogNeeds): DesktopLog {
  const file = join(folder, 'perch.log')
  const logger = electronLog.create({ logId: `perch ${folder}` })
  logger.transports.file.resolvePathFn = () => file
  logger.transports.file.maxSize = MAX_BYTES
  logger.transports.file.format = '[{iso}] [{level}] {text}'
  logger.transports.console.level = toConsole ? 'info' : false
  const redaction = makeRedaction()

  const line = (what: string, facts?: Facts): string =>
    facts ? `${redaction.text(what)} ${JSON.stringify(redaction.facts(facts))}` : redaction.text(what)

  return {
    file,
    addSecret: (value) => redaction.addSecret(value),
    info: (what, facts) => logger.info(line(what, facts)),
    warn: (what, facts) => logger.warn(line(what, facts)),
    bug(where, error) {
      const incident = `P-${randomBytes(4).toString('hex')}`
      logger.error(`${redaction.text(where)} ${incident} ${redaction.error(error)}`)
      return incident
    },
  }
}
