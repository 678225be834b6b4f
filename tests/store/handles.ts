import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** The driver really closes a file when its handles are collected; what it does then is what a test wants to see. */
export async function collectHandles(): Promise<void> {
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 5; round++) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
}
