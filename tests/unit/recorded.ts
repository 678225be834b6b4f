/** The recordings of the contract, played to the real room through its real judge. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCall, type Call } from '../../src-main/chatwoot/call'
import { makeFiles } from '../../src-main/chatwoot/files'
import type { Line } from '../../src-main/chatwoot/line'
import { makeServer } from '../../src-main/chatwoot/server'
import { makeServerTime } from '../../src-main/chatwoot/server-time'

const FOLDER = new URL('../contract/recordings/', import.meta.url).pathname
/** What the recorder called <stamp as number>. */
export const STAMP = 1795343898.123456

/** One exchange of the scenario. */
export interface Step {
  id: string
  request: { method?: string; path?: string; cable?: unknown }
  response?: { status: number; media: string | null; form: string; body: unknown }
  frames?: Record<string, { subscription: string; event: string; data: Record<string, unknown> }[]>
}

/** Every step of a version, with numbers where the recorder put names. */
export function stepsOf(version: string): Step[] {
  const files = readdirSync(join(FOLDER, version)).filter((file) => file !== 'origin.json')
  return files.flatMap((file) => {
    const text = readFileSync(join(FOLDER, version, file), 'utf8')
    // The recorder names times and people; here they are numbers again, as on the line.
    const real = text
      .replaceAll('"<stamp as number>"', String(STAMP))
      .replace(/"<[a-z_]+ as number>"/g, '6699')
      .replaceAll('"<admin>":', '"1":')
      .replaceAll('"<agent>":', '"2":')
    return (JSON.parse(real) as { steps: Step[] }).steps
  })
}

const clock = { now: () => 1_800_000_000_000, after: () => () => undefined }

/** A server that gives one recorded answer, with the real judge between; remembers what was asked. */
export function replay(step: Step) {
  const asked: string[] = []
  const dropped: string[] = []
  const { status, media, form, body } = step.response ?? { status: 0, media: null, form: 'empty', body: null }
  const bytes = form === 'empty' ? '' : form === 'json' ? JSON.stringify(body) : String(body)
  const line: Line = {
    exchange: (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`)
      return Promise.resolve({
        kind: 'answer',
        status,
        headers: { 'content-type': media ?? '' },
        body: Buffer.from(bytes),
        bodyRead: true,
      })
    },
    close: () => undefined,
  }
  const log = { info: () => undefined, warn: (what: string) => void dropped.push(what), bug: () => '' }
  const callAs = (): Call =>
    makeCall({
      baseUrl: 'http://x',
      line,
      credential: { kind: 'token', token: 't' },
      time: makeServerTime(clock),
      log,
      userAgent: 'test',
    })
  const files = makeFiles({ baseUrl: 'http://x', line, userAgent: 'test' })
  return {
    asked,
    dropped,
    callAs,
    server: makeServer({
      call: callAs(),
      files,
      readForeign: (url, patience) => files.readFile(url, patience),
      close: () => undefined,
    }),
  }
}

export type Replayed = ReturnType<typeof replay>
