/** A process that does nothing while another is measured: what it waits for the processor, the machine owes and not the program. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const WATCHES = `
const histogram = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 })
histogram.enable()
process.stdin.resume().on('end', () => process.stdout.write(String(histogram.percentile(99) / 1e6 - 1)))`

/** Begins to watch. */
export function startBystander(): ChildProcess {
  return spawn(process.execPath, ['-e', WATCHES], { stdio: ['pipe', 'pipe', 'inherit'] })
}

/** Ends it; the 99th percentile of its event loop's delay, in ms. */
export async function stopBystander(child: ChildProcess): Promise<number> {
  const said = text(child.stdout!)
  child.stdin!.end()
  await once(child, 'exit')
  return Number(await said)
}
