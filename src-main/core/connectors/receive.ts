/**
 * "Receive a test" (G6): Perch listens for a moment, asks the server to tell it of something, and shows what comes. What it
 * makes on the server for that (a webhook, at most a contact) is remembered on disk first and removed at the end, by what is
 * written into it: so an answer that never came, or an end of Perch in the middle, leaves nothing behind.
 */
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ReceiveReport } from '../../../src-preload/contract/schemas/receive'
import type { Outcome } from '../outcome'
import type { Chance, Clock, Stop } from '../ports'
import type { WebhookEvent } from './events'
import type { ConnectorServer } from './port'
import { reasonFrom, type OwnReason } from './reason'
import type { HookCall, HookEar, OpenEar, Reach, TestBook, TestMark } from './receive-port'
import { urlTrouble } from './rules'
import { sweepTest, traceOf } from './sweep'

/** Long enough to start a tunnel and to write a message; nobody should find a listener that was forgotten. */
export const LISTEN_MS = 10 * 60_000
/** More are counted, not shown. */
const MOST_SHOWN = 50

export type ReceiveState = Omit<ReceiveReport, 'profileId' | 'accountId'>
export type ReceiveEnd = NonNullable<ReceiveReport['ended']>

export interface ReceiveNeeds {
  ear: HookEar
  memory: TestBook
  clock: Clock
  chance: Chance
  /** There is more to see. */
  told: () => void
  /** The time is over: whoever has the server ends it. */
  over: () => void
}

/** Where the server is asked, and for what. */
export interface ReceiveAsk {
  server: ConnectorServer
  baseUrl: string
  account: AccountId
  /** Under which the server reaches this computer. */
  address: string
  events: readonly WebhookEvent[]
  /** Makes a contact, so that something happens at once. */
  trigger: boolean
  /** See `TestMark`. */
  untilAt: number
}

/** One test from opening to removal; used once. */
export class Receiving {
  readonly state: ReceiveState
  readonly mark: string
  private readonly known = new Set<string>()
  private ear: OpenEar | null = null
  private stopTime: Stop = () => undefined
  private asked: TestMark | null = null
  /** The server may do later what it has not answered: then the trace is looked for once more, at the next start. */
  private isUnsure = false

  constructor(
    private readonly needs: ReceiveNeeds,
    reach: Reach,
  ) {
    this.mark = needs.chance.uuid().replace(/-/g, '')
    const nothing = { addresses: [], url: null, heard: [], more: 0, ended: null, trouble: null, isClean: null }
    this.state = { ...nothing, reach, phase: 'listening', path: traceOf(this.mark).path, endsAt: needs.clock.now() + LISTEN_MS }
  }

  /** False: the port cannot be had. */
  async open(port = 0): Promise<boolean> {
    const { path, reach } = this.state
    this.ear = await this.needs.ear.open({ reach, port, path }, (call) => this.hear(call))
    if (this.ear === null) return false
    this.state.addresses = this.ear.addresses
    this.stopTime = this.needs.clock.after(LISTEN_MS, this.needs.over)
    return true
  }

  /** Null: asked, or refused by the server (then `trouble` says why); else what Perch does not send. */
  async ask(ask: ReceiveAsk): Promise<OwnReason | null> {
    const wrong = urlTrouble(ask.address) ?? (ask.events.length === 0 && !ask.trigger ? 'no-events' : null)
    if (wrong !== null) return wrong
    const url = ask.address.trim().replace(/\/+$/, '') + this.state.path
    Object.assign(this.state, { phase: 'asking', url, trouble: null })
    this.needs.told()
    this.asked = { baseUrl: ask.baseUrl, account: ask.account, mark: this.mark, untilAt: ask.untilAt }
    this.needs.memory.add(this.asked)
    await this.make(ask, url)
    if (this.state.phase === 'asking') this.state.phase = this.state.trouble === null ? 'waiting' : 'listening'
    this.needs.told()
    return null
  }

  private async make({ server, account, events, trigger }: ReceiveAsk, url: string): Promise<void> {
    const subscriptions = trigger ? [...new Set<WebhookEvent>([...events, 'contact_created'])] : events
    const hook = this.noted(await server.createWebhook(account, { url, subscriptions }))
    if (!hook || !trigger) return
    const { name, identifier } = traceOf(this.mark)
    this.noted(await server.createContact(account, { name, identifier, customAttributes: {} }))
  }

  private noted(outcome: Outcome<unknown>): boolean {
    if (outcome.kind === 'accepted') return true
    if (outcome.kind === 'unsure') this.isUnsure = true
    this.state.trouble = reasonFrom(outcome)
    return false
  }

  /** Stops listening at once, then removes what was made. Without a server it stays remembered, for the next start. */
  async end(why: ReceiveEnd, server: ConnectorServer | null): Promise<void> {
    if (this.state.phase === 'ended' || this.state.phase === 'ending') return
    Object.assign(this.state, { phase: 'ending', ended: why })
    this.stopTime()
    this.needs.told()
    await this.ear?.close()
    this.state.isClean = this.asked === null || (server !== null && (await this.clean(server, this.asked)))
    this.state.phase = 'ended'
    this.needs.told()
  }

  private async clean(server: ConnectorServer, asked: TestMark): Promise<boolean> {
    const swept = await sweepTest(server, asked)
    if (swept === 'failed') return false
    if (this.isUnsure && swept === 'nothing') return true
    this.needs.memory.drop(asked.mark)
    return true
  }

  private hear(call: HookCall): void {
    if (this.state.phase === 'ending' || this.state.phase === 'ended') return
    if (this.state.heard.length >= MOST_SHOWN) this.state.more++
    else this.state.heard = [...this.state.heard, this.readable(call)]
    this.needs.told()
  }

  private readable(call: HookCall): ReceiveState['heard'][number] {
    const body = parsed(call.body)
    const event = typeof body?.['event'] === 'string' ? body['event'].slice(0, 100) : null
    const id = typeof body?.['id'] === 'number' || typeof body?.['id'] === 'string' ? String(body['id']).slice(0, 100) : null
    const what = `${event} ${id}`
    const again = event !== null && id !== null && this.known.has(what)
    this.known.add(what)
    const text = body === null ? call.body : JSON.stringify(body, null, 2)
    const { headers, bytes, isCut } = call
    return {
      number: this.state.heard.length + 1,
      at: this.needs.clock.now(),
      event,
      id,
      again,
      headers,
      bytes,
      isCut,
      body: text,
    }
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
