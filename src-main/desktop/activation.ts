/**
 * Wayland lets a program come to the front only with a token of the desktop's, and a click on a notification brings one.
 * Electron takes none by any call, but it takes the one a second start of the app has in its environment: the second
 * start finds us running, hands its token over and ends.
 */
import type { Log } from '../core/ports'

interface ActivationNeeds {
  env: NodeJS.ProcessEnv
  /** Starts this very installation once more, as `[program, ...arguments]`. */
  command: readonly string[]
  run: (program: string, words: string[], env: NodeJS.ProcessEnv) => { on(event: 'error', listener: () => void): unknown }
  log: Log
}

/** Tokens are short words of the desktop's own making. */
const TOKEN = /^[\x21-\x7e]{1,512}$/

/** What to do with a token. Does nothing where windows may come to the front by themselves. */
export function makeActivation({ env, command, run, log }: ActivationNeeds): (token: string) => void {
  const [program = '', ...words] = command
  return (token) => {
    if (!env['WAYLAND_DISPLAY'] || !TOKEN.test(token)) return
    const second = run(program, words, { ...env, XDG_ACTIVATION_TOKEN: token })
    second.on('error', () => void log.warn('window may stay behind others'))
  }
}
