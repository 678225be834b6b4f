/** "Receive a test" for the window: one at a time. It ends when asked, when the time is over, with the window, and with Perch. */
import type { AppError } from '../../../src-preload/contract/errors'
import type { Answer } from '../../../src-preload/contract/errors'
import type { CallInput, CallOutput } from '../../../src-preload/contract/schemas'
import type { ReceiveReport } from '../../../src-preload/contract/schemas/receive'
import { ok, refuse } from '../answer'
import type { Chance, Clock, Log } from '../ports'
import { type AccountAt, atAccount, type DoorNeeds } from './account-door'
import { Receiving, type ReceiveEnd } from './receive'
import type { HookEar, TestBook, TestMark } from './receive-port'
import { sweepTest } from './sweep'

export interface ReceiveDesk {
  open(input: CallInput<'receive.open'>): Promise<Answer<CallOutput<'receive.open'>>>
  ask(input: CallInput<'receive.ask'>): Promise<Answer<CallOutput<'receive.ask'>>>
  end(why: ReceiveEnd): Promise<void>
  report(): ReceiveReport | null
  /** Removes what tests left on servers that can be reached now. */
  sweep(): Promise<void>
}

interface ReceiveDeskNeeds extends DoorNeeds {
  ear: HookEar
  memory: TestBook
  clock: Clock
  chance: Chance
  log: Log
  /** There is more to read. */
  changed: () => void
}

/** Makes the desk; it holds the newest test, with what came in, in memory only. */
export function makeReceiveDesk(needs: ReceiveDeskNeeds): ReceiveDesk {
  return new TheDesk(needs)
}

const busy: AppError = { kind: 'invalid-request' }

class TheDesk implements ReceiveDesk {
  private test: { at: AccountAt; receiving: Receiving } | null = null

  constructor(private readonly needs: ReceiveDeskNeeds) {}

  report(): ReceiveReport | null {
    return this.test === null ? null : { ...this.test.at, ...this.test.receiving.state }
  }

  async open({ reach, ...at }: CallInput<'receive.open'>): Promise<Answer<CallOutput<'receive.open'>>> {
    if (this.isOn()) return refuse(busy)
    const allowed = await atAccount(this.needs, at, ({ isAdmin }) =>
      Promise.resolve(isAdmin ? ok(null) : refuse({ kind: 'needs-admin' })),
    )
    if (!allowed.ok) return allowed
    const over = (): void => this.endSoon('time')
    const receiving = new Receiving({ ...this.needs, told: this.needs.changed, over }, reach)
    this.test = { at, receiving }
    const isOpen = await receiving.open()
    if (!isOpen) this.test = null
    this.needs.changed()
    return ok({ isOpen })
  }

  async ask({ address, events, trigger }: CallInput<'receive.ask'>): Promise<Answer<CallOutput<'receive.ask'>>> {
    const { test } = this
    if (test === null || test.receiving.state.phase !== 'listening') return refuse(busy)
    return atAccount(this.needs, test.at, async ({ entry, connectors: server }) => {
      const { accountId: account } = test.at
      const ask = { server, baseUrl: entry.baseUrl, account, address, events, trigger, untilAt: 0 }
      const trouble = await test.receiving.ask(ask)
      return ok(trouble === null ? { kind: 'done' } : { kind: 'trouble', trouble })
    })
  }

  async end(why: ReceiveEnd): Promise<void> {
    const { test } = this
    if (test === null) return
    const answer = await atAccount(this.needs, test.at, async ({ connectors }) => {
      await test.receiving.end(why, connectors)
      return ok(null)
    })
    if (!answer.ok) await test.receiving.end(why, null)
  }

  async sweep(): Promise<void> {
    const now = this.needs.clock.now()
    const running = this.isOn() ? this.test?.receiving.mark : null
    for (const left of this.needs.memory.list()) {
      if (left.mark !== running && left.untilAt < now) await this.sweepOne(left)
    }
  }

  /** A server that no administrator of this computer is signed in to keeps its traces: nobody here may remove them. */
  private async sweepOne(left: TestMark): Promise<void> {
    const entry = this.needs.book
      .list()
      .find((one) => one.baseUrl === left.baseUrl && one.accounts.some(({ id, role }) => id === left.account && role === ADMIN))
    if (!entry) return
    await atAccount(this.needs, { profileId: entry.id, accountId: left.account }, async ({ connectors }) => {
      if ((await sweepTest(connectors, left)) !== 'failed') this.needs.memory.drop(left.mark)
      return ok(null)
    })
  }

  private isOn(): boolean {
    return this.test !== null && this.test.receiving.state.phase !== 'ended'
  }

  private endSoon(why: ReceiveEnd): void {
    this.end(why).catch((error: unknown) => void this.needs.log.bug('receive', error))
  }
}

const ADMIN = 'administrator'
