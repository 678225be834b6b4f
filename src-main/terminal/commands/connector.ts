/** The connector wizard for scripts (G8–G11): the same steps as in the window, found again instead of made twice. */
import { z } from 'zod'
import {
  connectorNamed,
  connectors,
  failedStep,
  isPrivateUrl,
  keepable,
  type MadeAt,
  planConnector,
  type ConnectorAsk,
  type Run,
  runConnector,
  summaryOf,
  undoConnector,
  WEBHOOK_EVENTS,
  type WebhookEvent,
} from '../../core/connectors'
import { madeThing, type Made } from '../../../src-preload/contract/made'
import { line, printed, type AccountCommand, type CommandEnd, type Flag, type Printed, type Site, type Told } from '../command'

const names = connectors.map(({ id }) => id).join(', ')
const connector: Flag = { name: 'connector', takes: 'NAME', isRequired: true, help: `One of ${names}.` }

/** What is wanted; a line when it makes no sense. */
function askOf({ account }: Site, told: Told): ConnectorAsk | string {
  const known = connectorNamed(told.text('connector') ?? '')
  if (known === null) return `no connector "${told.text('connector')}". There are: ${names}.`
  const events = told.all('event')
  const odd = events.find((event) => !WEBHOOK_EVENTS.some((one) => one === event))
  if (odd !== undefined) return `no event "${odd}". There are: ${WEBHOOK_EVENTS.join(', ')}.`
  const userId = told.text('user-id') ?? known.testUserId
  const test = { userId, name: told.text('user-name') ?? 'Test User', conversation: told.isOn('conversation') }
  return {
    account,
    connector: known,
    webhookUrl: told.text('webhook-url') ?? '',
    events: events.length === 0 ? null : (events as WebhookEvent[]),
    inboxName: told.text('inbox-name') ?? null,
    test: told.isOn('no-contact') ? null : test,
  }
}

/** One object with the ids first, and what was made or found; `made` is what `connector remove` takes back. */
function printRun(run: Run, ask: ConnectorAsk, baseUrl: string): Printed {
  const steps = run.steps.map(({ step, state, what, id, name }) => ({ step, state, what, id, name }))
  const value = {
    ...run.ids,
    baseUrl,
    accountId: ask.account,
    connector: ask.connector.id,
    steps,
    made: run.made,
    asked: run.asked,
  }
  return { value, lines: steps.map(({ step, state, what, id, name }) => line(step, what ?? state, id, name)) }
}

/** Why a step failed: our words, the server's, and what to do. */
function whyLine(site: Site, run: Run): string | null {
  const failed = failedStep(run)
  const found = failed?.reason ?? null
  if (failed === null || found === null) return null
  const values = { detail: found.detail ?? '' }
  const next = found.next === null ? '' : site.say(found.next, values)
  const words = found.words === null ? '' : `(${found.words})`
  const why = [site.say(found.why, values), words, next].filter((part) => part !== '').join(' ')
  return `the step ${failed.step} failed: ${why}`
}

/** What an earlier run made is still its to take back. */
function runAndKeep(site: Site, ask: ConnectorAsk): Promise<Run> {
  const at = memoryOf(site, ask.connector.id)
  const before = { made: site.madeBook.read(at), asked: [] }
  return runConnector(site.connectors, ask, { before, told: (run) => site.madeBook.write(at, keepable(run)) })
}

async function setUp(site: Site, told: Told): Promise<CommandEnd> {
  const ask = askOf(site, told)
  if (typeof ask === 'string') return { kind: 'stopped', line: ask, printed: null }
  if (isPrivateUrl(ask.webhookUrl)) site.remark(site.say('connector.warn.private-url'))
  const run = await (told.isOn('dry-run') ? planConnector(site.connectors, ask) : runAndKeep(site, ask))
  const result = told.isOn('env')
    ? { value: { env: summaryOf(run, ask, site.baseUrl).env }, lines: [summaryOf(run, ask, site.baseUrl).env] }
    : printRun(run, ask, site.baseUrl)
  const why = whyLine(site, run)
  return why === null ? { kind: 'accepted', value: result } : { kind: 'stopped', line: why, printed: result }
}

const givenSchema = z.object({ made: z.array(madeThing) })

/** What is to be taken back: what is remembered of a connector, else what was printed by a set-up somewhere else. */
async function madeOf(site: Site, at: MadeAt | null): Promise<Made[] | string> {
  if (at !== null) return site.madeBook.read(at)
  const given = givenSchema.safeParse(jsonOf(await site.readInput()))
  return given.success ? given.data.made : 'standard input is not what connector setup --json printed.'
}

async function remove(site: Site, told: Told): Promise<CommandEnd> {
  const name = told.text('connector')
  if (name !== undefined && connectorNamed(name) === null) {
    return { kind: 'stopped', line: `no connector "${name}". There are: ${names}.`, printed: null }
  }
  const at = name === undefined ? null : memoryOf(site, name)
  const made = await madeOf(site, at)
  if (typeof made === 'string') return { kind: 'stopped', line: made, printed: null }
  const { undone, run: left } = await undoConnector(site.connectors, site.account, { made, asked: [] })
  if (at !== null) site.madeBook.write(at, keepable(left))
  const value = { undone: undone.map(({ kind, id: number, state }) => ({ kind, id: number, state })), made: left.made }
  const result = { value, lines: undone.map(({ kind, id: number, state }) => line(kind, number, state)) }
  if (left.made.length === 0) return { kind: 'accepted', value: result }
  const again = at === null ? 'try again with this output.' : 'try again.'
  return { kind: 'stopped', line: `${left.made.length} could not be removed; ${again}`, printed: result }
}

function memoryOf({ baseUrl, account }: Site, connector: string): MadeAt {
  return { baseUrl, account, connector }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Rows of the guide about the whole set-up (G8–G11). */
export const connectorCommands: readonly AccountCommand[] = [
  {
    kind: 'account',
    words: 'connector setup',
    does: 'wizard.begin',
    summary:
      'Finds or makes inbox, webhook, attribute and test contact, and prints their numbers. What is there is not made again, so it may be run as often as you like. Administrators only.',
    flags: [
      connector,
      { name: 'webhook-url', takes: 'URL', isRequired: true, help: 'Where the connector listens.' },
      { name: 'inbox-name', takes: 'TEXT', help: 'Name of the inbox, when none is there yet.' },
      {
        name: 'event',
        takes: 'EVENT',
        isMany: true,
        help: 'What the webhook is told of; what the connector needs unless said.',
      },
      { name: 'user-id', takes: 'TEXT', help: 'Who the test contact is in the network of the connector.' },
      { name: 'user-name', takes: 'TEXT', help: 'Name of the test contact.' },
      { name: 'no-contact', help: 'Makes no test contact.' },
      { name: 'conversation', help: 'Opens a test conversation with a message each way.' },
      { name: 'dry-run', help: 'Says what would be done, and changes nothing.' },
      { name: 'env', help: 'Prints the lines of an env file instead.' },
    ],
    run: setUp,
  },
  {
    kind: 'account',
    words: 'connector list',
    summary: 'Lists the connectors Perch knows, and the inboxes that look like theirs.',
    flags: [],
    run: ({ server, account }) =>
      printed(server.api.directory.listInboxes(account), (inboxes) => {
        const rows = connectors.map(({ id: name, match }) => ({
          connector: name,
          inboxes: inboxes.filter((inbox) => match !== '' && inbox.name.toLowerCase().includes(match)),
        }))
        const words = rows.map((row) => line(row.connector, row.inboxes.map((inbox) => `${inbox.id} ${inbox.name}`).join(', ')))
        return { value: rows, lines: words }
      }),
  },
  {
    kind: 'account',
    words: 'connector remove',
    does: 'wizard.undo',
    summary:
      'Takes back what set-ups of a connector made, as it is remembered on this computer, and nothing else. Without --connector, give it on standard input what connector setup --json printed.',
    flags: [
      { ...connector, isRequired: false },
      { name: 'yes', isRequired: true, help: 'Says that you mean it.' },
    ],
    run: remove,
  },
]
