/** CPU time of an app's whole process tree, as the kernel counts it. */
import { existsSync, readFileSync } from 'node:fs'
import { processTree } from '../e2e/processes'

/** A clock tick of /proc is a hundredth of a second on every Linux (USER_HZ). */
const TICK_MS = 10

/** By kind of process. Children that ended are in their parent's time, so nothing is lost when one comes and goes. */
export function cpuMsByType(root: number): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { pid, type } of processTree(root)) {
    const file = `/proc/${pid}/stat`
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    sums.set(type, (sums.get(type) ?? 0) + ticksOf(text) * TICK_MS)
  }
  return sums
}

/** utime, stime, cutime and cstime; the name before them may have spaces and brackets in it. */
function ticksOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0)
}

/** What was spent, in milliseconds a minute. */
export function spentBetween(before: Map<string, number>, after: Map<string, number>, minutes: number): Map<string, number> {
  const types = new Set([...before.keys(), ...after.keys()])
  return new Map([...types].map((type) => [type, ((after.get(type) ?? 0) - (before.get(type) ?? 0)) / minutes]))
}
