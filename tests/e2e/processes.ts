// Reads of a running app's processes in /proc: what the kernel enforces, not what the app says of itself.
import { readdirSync, readFileSync } from 'node:fs'

export interface AppProcess {
  pid: number
  /** browser, renderer, zygote, gpu-process, utility … */
  type: string
  /** 0 none, 2 a filter is on: system calls outside the list end the process. */
  seccomp: number
}

/** The process and everything below it. */
export function processTree(root: number): AppProcess[] {
  const parents = new Map(allPids().map((pid) => [pid, parentOf(pid)]))
  const belongs = (pid: number | undefined): boolean => pid !== undefined && (pid === root || belongs(parents.get(pid)))
  return [...parents.keys()].filter(belongs).map(describeProcess)
}

function describeProcess(pid: number): AppProcess {
  const type = /--type=([\w-]+)/.exec(readProc(pid, 'cmdline'))?.[1] ?? 'browser'
  return { pid, type, seccomp: Number(/^Seccomp:\s+(\d)/m.exec(readProc(pid, 'status'))?.[1] ?? -1) }
}

function allPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

function parentOf(pid: number): number | undefined {
  const parent = /^PPid:\s+(\d+)/m.exec(readProc(pid, 'status'))?.[1]
  return parent === undefined || parent === '0' ? undefined : Number(parent)
}

/** Empty when the process ended between listing and reading. */
export function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH', 'EACCES'].includes(String(error.code))) return ''
    throw error
  }
}
