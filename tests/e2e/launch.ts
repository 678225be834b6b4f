// How the app is started: which runtime, which arguments, which environment.
import { join } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright'
import type { Settings } from '../../src-preload/contract/schemas/app'

/** Not asked of import.meta: the demo's journey is bundled and runs from elsewhere; npm starts us in the root. */
export const REPOSITORY = process.cwd()

export interface LaunchOptions {
  /** The server that sign-in offers by itself. */
  server?: URL | string
  /** A home made by `makeHome`; without one the app gets a new one, removed when it is disposed of. */
  home?: string
  /** Settings of that new home. */
  settings?: Partial<Settings>
  env?: Record<string, string>
  args?: string[]
  /** What to start instead of the built app. */
  entry?: string
  /** A program that starts the runtime, instead of the runtime itself. */
  runtime?: string
}

/** The runtime the start script chose. */
export function electron(): string {
  const path = process.env['ELECTRON_EXEC_PATH']
  if (!path) throw new Error('no Electron was chosen: start through `npm run e2e`')
  return path
}

/**
 * What the runtime is started with. A virtual display has no graphics card: left to find that out by itself, Chromium lets its
 * GPU process fail twice at each start, and on a busy machine a start was seen that hung in the middle of it.
 */
export function argumentsOf({ entry, args = [] }: LaunchOptions): string[] {
  return ['--disable-gpu', entry ?? REPOSITORY, ...args]
}

/** Starts the app under Playwright. */
export async function start(options: LaunchOptions & { home: string }): Promise<ElectronApplication> {
  const app = await _electron.launch({
    executablePath: options.runtime ?? electron(),
    args: ['-r', join(REPOSITORY, 'tests', 'e2e', 'hold-ready.cjs'), ...argumentsOf(options)],
    env: environment(options),
    // Without it Playwright would switch the sandbox off, and the tests would prove the wrong app.
    chromiumSandbox: true,
    timeout: 30_000,
  })
  const ask = app.evaluate.bind(app) as (question: unknown, words?: unknown) => Promise<unknown>
  const askAgain = async (question: unknown, words?: unknown): Promise<unknown> => {
    for (;;) {
      try {
        return await ask(question, words)
      } catch (error: unknown) {
        if (!isForgotten(error)) throw error
      }
    }
  }
  return Object.assign(app, { evaluate: askAgain as typeof app.evaluate })
}

/** An app that is starting may drop a question with its garbage: it is asked again. */
function isForgotten(error: unknown): boolean {
  return error instanceof Error && error.message.includes('garbage collected')
}

/** Ours, with the home put in place of the person's. */
export function environment({ home, server, env }: LaunchOptions & { home: string }): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    ...Object.fromEntries(inherited.filter(([name]) => !name.startsWith('VITEST') && name !== 'NODE_ENV')),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CACHE_HOME: join(home, '.cache'),
    ...(server === undefined ? {} : { PERCH_SERVER: server.toString() }),
    ...env,
  }
}
