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

/** A page that may call. */
export interface Page {
  /** Its exact address, without what comes after a question mark. */
  address: string
  calls: ReadonlySet<CallName> | 'all'
}

export interface Serving {
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>
  /** A promise while main is still loading: calls wait for it. */
  handlers: Handlers | Promise<Handlers>
  pages: readonly Page[]
  log: Log
}

const refused: Answer<never> = { ok: false, error: { kind: 'invalid-request' } }

/** Answers the calls of the treaty until stopped. Never rejects. */
export function serve(serving: Serving): Stop {
  const { ipcMain, log } = serving
  ipcMain.handle('call', async (event: IpcMainInvokeEvent, name: unknown, input: unknown) => {
    const page = pageOf(event, serving.pages)
    if (page === null) {
      log.warn('ipc refused a sender')
      return refused
    }
    try {
      return await answer(serving, { page, name, input, caller: { contentsId: event.sender.id } })
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
  page: Page
  name: unknown
  input: unknown
  caller: Caller
}

async function answer({ handlers: soon, log }: Serving, { page, name, input, caller }: Request): Promise<Answer<unknown>> {
  if (!isCallName(name)) return refused
  if (page.calls !== 'all' && !page.calls.has(name)) {
    log.warn('ipc refused a call of another page', { call: name })
    return refused
  }
  const schema = callSchemas[name]
  // Only plain objects: a Map or a Date would pass for an object without keys.
  const parsed = schema.input.safeParse(isPlain(input) ? input : null)
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

function isPlain(input: unknown): boolean {
  return typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(callSchemas, name)
}

/**
 * The page that asks: a top frame that shows exactly one of ours, and whose origin is that page's. Frames that are gone throw
 * when asked; they are not ours either.
 */
function pageOf(event: IpcMainInvokeEvent, pages: readonly Page[]): Page | null {
  try {
    const frame: WebFrameMain | null = event.senderFrame
    if (frame === null || frame.parent !== null) return null
    const [address = ''] = frame.url.split(/[?#]/)
    return address.startsWith(`${frame.origin}/`) ? (pages.find((page) => page.address === address) ?? null) : null
  } catch {
    return null
  }
}
