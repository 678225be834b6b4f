/**
 * What stands between page and main: names outside the treaty are refused here already, and listeners never see Electron's
 * event, which would lead back to `ipcRenderer`. Electron is a parameter: tests hand in a fake.
 */
import type { IpcRenderer } from 'electron'
import type { Bridge } from './contract/bridge'
import { callNames, eventNames } from './contract/names'

type Listener = (body: unknown) => void

const refused = { ok: false, error: { kind: 'invalid-request' } }

/** The bridge of one page. */
export function makeBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on'>): Bridge {
  const calls = new Set<string>(callNames)
  const listeners = new Map<string, Set<Listener>>(eventNames.map((name) => [name, new Set()]))

  async function call(name: string, input: unknown): Promise<unknown> {
    if (!calls.has(name)) return refused
    try {
      return await ipc.invoke('call', name, input)
    } catch {
      // What cannot be cloned never left the page; main itself always answers.
      return refused
    }
  }

  function on(name: string, listener: Listener): () => void {
    const set = listeners.get(name)
    if (!set) return () => undefined
    // The same function may be given twice; each gets its own way to stop.
    const own: Listener = (body) => listener(body)
    set.add(own)
    return () => void set.delete(own)
  }

  ipc.on('event', (_event, name: unknown, body: unknown) => {
    for (const listener of [...(listeners.get(String(name)) ?? [])]) listener(body)
  })
  // The names are plain text here; for the page, the treaty's types hold.
  return { call, on } as Bridge
}
