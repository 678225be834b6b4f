import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import demoSeed from './demo-seed.json'
import { startDemo } from './demo/demo'
import type { Seed } from './model/seed'
import { versionOf } from './model/version'
import { startFakeChatwoot, type FakeChatwoot } from './start'

const OPTIONS = {
  port: { type: 'string', default: '0' },
  seed: { type: 'string' },
  version: { type: 'string', default: '4.2.0' },
  fill: { type: 'string' },
  demo: { type: 'boolean', default: false },
  'demo-every': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const HELP = `A demo server that answers as Chatwoot does, in memory. It prints its address; Ctrl+C ends it.

npm run fake-chatwoot -- [OPTIONS]
  --port N            listen there (0, the default: any free port)
  --version V         answer as this version of Chatwoot (4.2.0, the default, or 4.10.1)
  --seed FILE         people, inboxes and tokens to begin with, as JSON
  --demo              a small shop, with customers who write
  --demo-every S      with --demo: one of them writes every S seconds; 0: nobody does
  --fill CxM          C conversations with M messages each, like 1000x50
  -h, --help          this text`

/** The command line: starts a server and prints its address on a line of its own. */
export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: OPTIONS })
  if (values.help) return console.log(HELP)
  const seed = values.seed ? await readSeed(values.seed) : values.demo ? (demoSeed as Seed) : undefined
  const server = await startFakeChatwoot({
    port: Number(values.port),
    version: versionOf(values.version),
    ...(seed ? { seed } : {}),
  })
  if (values.fill) fill(server, values.fill)
  if (values.demo) playDemo(server, values['demo-every'])
  console.log(server.base)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(server))
}

async function readSeed(path: string): Promise<Seed> {
  return JSON.parse(await readFile(path, 'utf8')) as Seed
}

/** 1000x50 is a thousand conversations with fifty messages each. */
function fill(server: FakeChatwoot, text: string): void {
  const [, conversations, messagesPerConversation] = /^(\d+)x(\d+)$/.exec(text) ?? []
  if (!conversations || !messagesPerConversation) throw new Error('--fill wants CONVERSATIONSxMESSAGES, like 1000x50')
  server.model.fill({
    inboxes: 5,
    conversations: Number(conversations),
    messagesPerConversation: Number(messagesPerConversation),
  })
}

/** --demo-every 0 keeps everybody silent; any other number of seconds is how often somebody writes. */
function playDemo(server: FakeChatwoot, every: string | undefined): void {
  const seconds = every === undefined ? null : Number(every)
  const pace = seconds ? { everyMs: [seconds * 750, seconds * 1250] as [number, number] } : {}
  startDemo(server, { isSilent: seconds === 0, ...pace })
  const [mira] = demoSeed.users
  if (mira) console.log(`sign in with ${mira.email} and ${mira.password}, or with the token ${mira.access_token}`)
}

async function end(server: FakeChatwoot): Promise<void> {
  await server.stop()
  process.exit(0)
}
