// One at a time, across processes. flock(1) holds the lock for us, so the kernel frees it when we are
// killed: there is no stale lock file to judge.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { say } from './progress.mjs'

/** Runs `work` while no other process does so under the same lock file; waits for its turn. */
export async function withLock(file, work) {
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const failed = once(holder, 'exit').then(([code]) => {
    throw new Error(`flock ${file} ended with ${code}`)
  })
  const patience = setTimeout(() => say('  another run is at it, waiting for it to finish'), 1000)
  await Promise.race([once(holder.stdout, 'data'), failed])
  clearTimeout(patience)
  failed.catch(() => undefined)
  try {
    return await work()
  } finally {
    holder.stdin.end()
    await failed.catch(() => undefined)
  }
}
