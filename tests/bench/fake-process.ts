/** fake-chatwoot in a process of its own, so that the server's work is not counted as the client's. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { resolve } from 'node:path'
import { request } from 'undici'

type Method = 'GET' | 'POST' | 'DELETE'

export interface FakeProcess {
  base: string
  /** A verb below `/fake/`. */
  verb: <T>(method: Method, path: string, body?: object) => Promise<T>
  stop(): void
}

/** Starts it with these arguments; resolves when it listens. */
export async function startFakeProcess(args: string[]): Promise<FakeProcess> {
  const script = resolve('scripts/run-typescript.mjs')
  const child = spawn(process.execPath, [script, resolve('tests/fake-chatwoot/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const base = await firstAddress(child)
  return {
    base,
    verb: (method, path, body) => ask(new URL(`/fake/${path}`, base), method, body),
    stop: () => void child.kill('SIGTERM'),
  }
}

function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    if (!child.stdout) return failed(new Error('no output'))
    child.once('exit', (code) => failed(new Error(`fake-chatwoot ended with ${code}`)))
    createInterface(child.stdout).on('line', (line) => line.startsWith('http://') && found(line.trim()))
  })
}

/** On a connection of its own: one that lay idle while a bench was busy may be closed by the server the moment it is used. */
async function ask<T>(url: URL, method: Method, body?: object): Promise<T> {
  const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  const response = await request(url, { method, reset: true, ...init })
  const text = await response.body.text()
  if (response.statusCode >= 400) throw new Error(`${url.pathname}: ${response.statusCode} ${text.slice(0, 300)}`)
  return (text === '' ? null : JSON.parse(text)) as T
}
