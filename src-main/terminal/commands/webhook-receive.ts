/** `perch webhook receive`: what the server really sends, seen once (G6). */
import { Receiving, sweepTest, WEBHOOK_EVENTS, type WebhookEvent } from '../../core/connectors'
import { line, type AccountCommand, type CommandEnd, type Printed, type Site, type Told } from '../command'

const SECONDS = 60
const USUAL: readonly WebhookEvent[] = ['message_created', 'conversation_status_changed']

function waitMs(told: Told): number {
  return (told.number('seconds') ?? SECONDS) * 1_000
}

async function receive(site: Site, told: Told): Promise<CommandEnd> {
  await sweepEarlier(site)
  const events = told.all('event') as WebhookEvent[]
  const odd = events.find((event) => !WEBHOOK_EVENTS.includes(event))
  if (odd !== undefined) return stopped(`no event "${odd}". There are: ${WEBHOOK_EVENTS.join(', ')}.`)
  const wanted = told.number('count') ?? 1
  let wake: () => void = () => undefined
  const isEnough = new Promise<void>((resolve) => (wake = resolve))
  const tellOf = (): void => void (test.state.heard.length >= wanted && wake())
  const test = new Receiving(
    { ear: site.hookEar, memory: site.testBook, clock: site.clock, chance: site.chance, told: tellOf, over: wake },
    told.isOn('network') ? 'network' : 'computer',
  )
  site.onInterrupt(wake)
  if (!(await test.open(told.number('port')))) return stopped('the port cannot be had.')
  if (told.isOn('network')) site.remark('every machine of this network can reach the listener until it ends.')
  const address = told.text('address') ?? test.state.addresses[0] ?? ''
  const ask = {
    server: site.connectors,
    baseUrl: site.baseUrl,
    account: site.account,
    address,
    untilAt: site.clock.now() + waitMs(told),
  }
  const wrong = await test.ask({ ...ask, events: events.length > 0 ? events : USUAL, trigger: told.isOn('trigger') })
  if (wrong === null && test.state.trouble === null) await heardOrLate(site, told, isEnough)
  await test.end('asked', site.connectors)
  return endOf(site, test, wrong)
}

function heardOrLate({ clock }: Site, told: Told, isEnough: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(waitMs(told), resolve)
    void isEnough.then(() => {
      stop()
      resolve()
    })
  })
}

function endOf(site: Site, { state }: Receiving, wrong: string | null): CommandEnd {
  if (wrong !== null) return stopped(`${site.say(`connector.why.${wrong}`)} ${site.say(`connector.next.${wrong}`)}`)
  const { url, heard, more, isClean, trouble } = state
  const result: Printed = {
    value: { url, heard, more, isClean },
    lines: heard.flatMap(({ event, id, bytes, again, headers, body }) => [
      line(event, id, `${bytes} B`, again ? 'again' : null),
      ...headers.map(({ name, value }) => `${name}: ${value}`),
      ...['', body, ''],
    ]),
  }
  if (trouble !== null) {
    const values = { detail: trouble.detail ?? '' }
    return stopped(`${site.say(trouble.why, values)} ${trouble.words === null ? '' : `(${trouble.words})`}`.trim(), result)
  }
  if (isClean !== true) return stopped('what was made is still on the server; the next webhook receive removes it.', result)
  return heard.length > 0 ? { kind: 'accepted', value: result } : stopped('nothing came.', result)
}

/** A test that was killed left its webhook: it goes before the next one begins. */
async function sweepEarlier({ testBook, connectors, baseUrl, account, clock }: Site): Promise<void> {
  for (const left of testBook.list()) {
    // One of the window is the window's; one of another command may still run.
    const isOver = left.untilAt > 0 && left.untilAt < clock.now()
    const isHere = isOver && left.baseUrl === baseUrl && left.account === account
    if (isHere && (await sweepTest(connectors, left)) !== 'failed') testBook.drop(left.mark)
  }
}

function stopped(text: string, printed: Printed | null = null): CommandEnd {
  return { kind: 'stopped', line: text, printed }
}

/** Listens, has the server send something, prints it, and removes what it made. */
export const webhookReceive: AccountCommand = {
  kind: 'account',
  words: 'webhook receive',
  does: 'receive.open',
  summary:
    'Listens on a port of this computer, makes a webhook that leads there, prints what the server sends, and removes the webhook again. The server must be able to reach this computer.',
  flags: [
    { name: 'event', takes: 'EVENT', isMany: true, help: `What to be told of; ${USUAL.join(' and ')} unless said.` },
    { name: 'trigger', help: 'Makes a contact for a moment, so that something is sent at once.' },
    { name: 'address', takes: 'URL', help: 'Under which the server reaches this computer: that of a tunnel, for example.' },
    {
      name: 'port',
      takes: 'NUMBER',
      help: 'The port to listen on, for a tunnel that leads there; any that is free unless said.',
    },
    { name: 'network', help: 'Listens for every machine of the network, not for this computer alone.' },
    { name: 'count', takes: 'NUMBER', help: 'Ends after so many; 1 unless said.' },
    { name: 'seconds', takes: 'NUMBER', help: `Ends after so long; ${SECONDS} unless said.` },
  ],
  run: receive,
}
