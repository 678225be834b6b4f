/**
 * The one way from the page into main. Who asks is checked before what is asked; inputs and outputs are both parsed,
 * so that neither a crafted request nor a leaked secret gets through. `ipcMain` is a parameter: tests hand in a fake.
 */
import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron'
import type { Answer } from '../../src-preload/contract/errors'
import type { CallName } from '../../src-preload/contract/names'
import { appErrorSchema } from '../../src-preload/contract/schemas/error'
import { type CallInput, type CallOutput, callSchemas } from '../../src-preload/contract/schemas/index'
import type { Log, Stop } from '../core/ports'
import { refusalOf, storeTroubleOf } from '../core/store-trouble'

/** Where a call came from: the `webContents.id` of the window, for calls about that window. */
export interface Caller {
  contentsId: number
}
export type Handler<N extends CallName> = (
  input: CallInput<N>,
  caller: Caller,
) => Promise<Answer<CallOutput<N>>> | Answer<CallOutput<N>>
export type Handlers = { [N in CallName]: Handler<N> }

export interface Serving {
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>
  /** A promise while main is still loading: calls wait for it. */
  handlers: Handlers | Promise<Handlers>
  /** Exact addresses of the pages that may call, without what comes after a question mark. */
  pages: readonly string[]
  log: Log
}

const refused: Answer<never> = { ok: false, error: { kind: 'invalid-request' } }

/** Answers the calls of the treaty until stopped. Never rejects. */
export function serve(serving: Serving): Stop {
  const { ipcMain, log } = serving
  ipcMain.handle('call', async (event: IpcMainInvokeEvent, name: unknown, input: unknown) => {
    if (!isTrusted(event, serving.pages)) {
      log.warn('ipc refused a sender')
      return refused
    }
    try {
      return await answer(serving, { name, input, caller: { contentsId: event.sender.id } })
    } catch (error: unknown) {
      const trouble = storeTroubleOf(error)
      if (trouble !== null) {
        log.warn('ipc store', { call: String(name), trouble })
        return { ok: false, error: refusalOf(trouble) }
      }
      const incident = log.bug(`ipc ${String(name)}`, error)
      return { ok: false, error: { kind: 'internal', incident } }
    }
  })
  return () => ipcMain.removeHandler('call')
}

interface Request {
  name: unknown
  input: unknown
  caller: Caller
}

async function answer({ handlers: soon, log }: Serving, { name, input, caller }: Request): Promise<Answer<unknown>> {
  if (!isCallName(name)) return refused
  const schema = callSchemas[name]
  const parsed = schema.input.safeParse(input)
  if (!parsed.success) {
    // Paths only: the values may be a customer's words.
    log.warn('ipc refused an input', { call: name, where: parsed.error.issues.map((issue) => issue.path.join('.')).join(' ') })
    return refused
  }
  const handlers = await soon
  // The schema and the handler of one name belong together; TypeScript cannot follow that through the look-up.
  const handler = handlers[name] as (input: unknown, caller: Caller) => Promise<Answer<unknown>> | Answer<unknown>
  const result = await handler(parsed.data, caller)
  return result.ok
    ? { ok: true, value: schema.output.parse(result.value) }
    : { ok: false, error: appErrorSchema.parse(result.error) }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(callSchemas, name)
}

/**
 * A top frame that shows exactly one of our pages, and whose origin is that page's. Frames that are gone throw when asked; they
 * are not ours either.
 */
function isTrusted(event: IpcMainInvokeEvent, pages: readonly string[]): boolean {
  try {
    const frame: WebFrameMain | null = event.senderFrame
    if (frame === null || frame.parent !== null) return false
    const [page = ''] = frame.url.split(/[?#]/)
    return pages.includes(page) && page.startsWith(`${frame.origin}/`)
  } catch {
    return false
  }
}
