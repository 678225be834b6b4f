/** What can tell, when a test fails, how things stood: the app with its log, the desktop with its alerts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Says in a few lines how things stand; must not take long and must not fail. */
export type Account = () => string | Promise<string>

const witnesses = new Map<object, Account>()
const LOG_LINES = 25

/** From now on `who` is asked when a test fails. */
export function testify(who: object, account: Account): void {
  witnesses.set(who, account)
}

/** It ended as it should. */
export function dismiss(who: object): void {
  witnesses.delete(who)
}

/** All that is said now; empty when there is nobody to ask. */
export async function accounts(): Promise<string> {
  const said = [...witnesses.values()].map(async (account) => account())
  return (await Promise.all(said)).join('\n')
}

/** Those who were never dismissed are forgotten. */
export function forgetWitnesses(): void {
  witnesses.clear()
}

/** The last lines of the app's log in this folder. */
export function endOfLog(folder: string): string {
  try {
    const lines = readFileSync(join(folder, 'logs', 'perch.log'), 'utf8')
      .trimEnd()
      .split('\n')
    return lines.slice(-LOG_LINES).join('\n')
  } catch {
    return '(no log)'
  }
}
