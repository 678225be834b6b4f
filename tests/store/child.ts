import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = new URL('../..', import.meta.url).pathname
/** Inside node_modules, so that what the built store imports is found. */
const CACHE = join(ROOT, 'node_modules/.cache/perch-store-tests')

/** Another process with our store in it. `run` starts a script that has `openStore` and waits until it prints `ready`. */
export interface Children {
  run(script: string): Promise<ChildProcess>
  dispose(): void
}

/** Builds the store, or one file of it, for plain Node once. */
export async function makeChildren(entry: 'index' | 'database' = 'index'): Promise<Children> {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'run-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    root: ROOT,
    publicDir: false,
    build: { ssr: `src-main/store/${entry}.ts`, outDir: folder, emptyOutDir: false, target: 'node20' },
  })
  let count = 0
  const started: ChildProcess[] = []
  return {
    async run(script) {
      const file = join(folder, `script-${++count}.mjs`)
      const log = '{ info() {}, warn() {}, bug: () => "" }'
      writeFileSync(
        file,
        `import * as room from './${entry}.js'\nconst { openStore, openDatabase } = room\nconst log = ${log}\n${script}`,
      )
      const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
      started.push(child)
      await new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (text: Buffer) => text.includes('ready') && resolve())
        child.on('exit', (code) => reject(new Error(`the child ended with ${code} before it was ready`)))
      })
      return child
    },
    dispose() {
      for (const child of started) child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ends it at once, without any chance to tidy up. */
export async function killNow(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
