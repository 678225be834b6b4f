// Ends and removes everything a desktop session left behind: processes by the mark in their environment
// (never by name: other people's X servers look just like ours), then the session's folder.
import { readdirSync, readFileSync, rmSync } from 'node:fs'

const GRACE_MS = 3_000

/** Ends every process of the session but the caller, then removes its folder. */
export async function clearSession(session, folder) {
  await sweep(session)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

/** Ends what is left of the session: politely, then for good. */
async function sweep(session) {
  const deadline = Date.now() + GRACE_MS
  let signal = 'SIGTERM'
  for (let left = membersOf(session); left.length > 0; left = membersOf(session)) {
    if (Date.now() > deadline + GRACE_MS) throw new Error(`processes will not end: ${left.join(' ')}`)
    if (Date.now() > deadline) signal = 'SIGKILL'
    left.forEach((pid) => end(pid, signal))
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Processes that carry the session's mark; one that has just ended has no environment and is no member. */
function membersOf(session) {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  return numbers.filter((pid) => environmentOf(pid).includes(`PERCH_SESSION=${session}`)).map(Number)
}

function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}

function end(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
