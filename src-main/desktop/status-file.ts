/**
 * `status.json`: what a running Perch tells `perch status`. A command takes no lock and knocks at no door, so that asking every
 * second disturbs nobody (decision 0034).
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { linkState } from '../../src-preload/contract/entities'
import type { Log } from '../core/ports'
import { STATUS_REPEAT_MS, type StatusFile, type StatusSeen } from '../core/status'

const statusTold = z.object({
  version: z.string(),
  pid: z.number().int().positive(),
  writtenAt: z.number(),
  unopened: z.number(),
  outbox: z.number(),
  accounts: z.array(
    z.object({ server: z.string(), account: z.number(), name: z.string(), link: linkState, waiting: z.number() }),
  ),
})

interface StatusFileNeeds {
  folder: string
  version: string
  pid: number
  now: () => number
  log: Log
}

/** The side that tells. */
export function makeStatusFile({ folder, version, pid, now, log }: StatusFileNeeds): StatusFile {
  const file = pathIn(folder)
  const quietly = (work: () => void): void => {
    try {
      work()
    } catch (error: unknown) {
      // What it holds is then old, and is said to be.
      log.info('status not told', { error: error instanceof Error ? error.name : 'unknown' })
    }
  }
  return {
    write: (report) =>
      quietly(() => {
        const told: z.infer<typeof statusTold> = { version, pid, writtenAt: now(), ...report }
        const half = `${file}.new`
        // A left-over half would keep the mode it has.
        rmSync(half, { force: true })
        writeFileSync(half, JSON.stringify(told), { mode: 0o600 })
        renameSync(half, file)
      }),
    remove: () => quietly(() => rmSync(file, { force: true })),
  }
}

/** Twice the longest silence and a little: a computer that just woke up is given the time to say so. */
const SILENT_MS = 2.5 * STATUS_REPEAT_MS

interface StatusAsk {
  folder: string
  now: number
  /** Whether a process of this number is there and ours. */
  isAlive: (pid: number) => boolean
}

/** The side that asks. A process that died without a word leaves its file, but no process. */
export function seeStatus({ folder, now, isAlive }: StatusAsk): StatusSeen {
  const told = readTold(pathIn(folder))
  if (told === null || !isAlive(told.pid)) return { kind: 'none' }
  return { kind: Math.abs(now - told.writtenAt) > SILENT_MS ? 'silent' : 'told', told }
}

/** A process of somebody else that has the number now is not ours. */
export function isOurProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function readTold(file: string): z.infer<typeof statusTold> | null {
  try {
    return statusTold.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

function pathIn(folder: string): string {
  return join(folder, 'status.json')
}
