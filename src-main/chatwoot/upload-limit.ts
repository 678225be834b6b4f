/**
 * How much a server lets through, found out without sending it: the head of a request says how long its body would be and
 * asks whether to go on (`Expect: 100-continue`). A proxy with a limit says 413 at once; a server that would take it says
 * "continue" and is left there, so that nothing has been asked of it.
 */
import type { Socket } from 'node:net'
import type { UploadSeen } from '../core/connectors/instruments'
import type { Clock } from '../core/ports'
import { ConnectFailure, type Connector } from './connect'
import { targetOf } from './target'

/** Longer than a proxy thinks about a number. */
const ANSWER_MS = 4_000
/** A path that every proxy in front of Chatwoot treats as it treats messages. */
const PATH = '/api/v1/accounts/0/conversations/0/messages'

interface Needs {
  connect: Connector
  clock: Clock
  userAgent: string
}

/** Asks about this many bytes. */
export async function wouldTake({ connect, clock, userAgent }: Needs, baseUrl: string, bytes: number): Promise<UploadSeen> {
  const url = new URL(`${baseUrl}${PATH}`)
  try {
    const socket = await connect(targetOf(url))
    return await answerTo(socket, { clock, head: headOf(url, userAgent, bytes) })
  } catch (error: unknown) {
    if (error instanceof ConnectFailure) return { kind: 'unknown' }
    throw error
  }
}

function headOf(url: URL, userAgent: string, bytes: number): string {
  const lines = [
    `POST ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    `user-agent: ${userAgent}`,
    'accept: application/json',
    'content-type: application/octet-stream',
    `content-length: ${bytes}`,
    'expect: 100-continue',
    'connection: close',
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

function answerTo(socket: Socket, { clock, head }: { clock: Clock; head: string }): Promise<UploadSeen> {
  return new Promise((resolve) => {
    let text = ''
    const end = (kind: UploadSeen['kind']): void => {
      stop()
      socket.destroy()
      resolve({ kind })
    }
    const stop = clock.after(ANSWER_MS, () => end('unknown'))
    socket.on('error', () => end('unknown'))
    socket.on('close', () => end('unknown'))
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1')
      const status = /^HTTP\/1\.\d (\d{3})/.exec(text)?.[1]
      if (status !== undefined) end(status === '413' ? 'refuses' : status === '100' ? 'takes' : 'unknown')
    })
    socket.write(head)
  })
}
