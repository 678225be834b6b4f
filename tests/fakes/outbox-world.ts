/**
 * A world around the real outbox: a disk that survives, a process that can die between any two awaits, a server that
 * misbehaves as told, and a record of what the agent asked for.
 */
import type { ClientId, ProfileId, UserId } from '../../src-preload/contract/ids'
import { makeFacts } from '../../src-main/core/facts'
import type { Fact, Facts } from '../../src-main/core/facts'
import type { MessageNews } from '../../src-main/core/news'
import { makeOutbox, type Outbox } from '../../src-main/core/outbox'
import { undoMsOf } from '../../src-main/core/outbox/undo-ring'
import type { Server, Store } from '../../src-main/core/ports'
import { FakeChance, uuidOf } from './chance'
import { FakeClock } from './clock'
import { Life } from './life'
import { keyOf } from './lanes'
import { FakeLog } from './log'
import { me, ModelChatwoot } from './model-chatwoot'
import { MemoryDisk, openMemoryStore } from './store-memory'

export { conversation, keyOf } from './lanes'

const PROFILE = 'p1' as ProfileId

export interface Asked {
  seq: number
  lane: number
  clientId: ClientId
  text: string
  /** What `send` answered; a process that died left it open. */
  kept: boolean
  /** What else was asked; asked again the same. */
  changes: Partial<Parameters<Outbox['send']>[0]>
}

export interface WorldOptions {
  /** Who answers takes what is nobody's (M12). */
  claims?: boolean
  undoMs?: number
  /** By `inboxKey`, of the profile `p1`. */
  undoMsByInbox?: Record<string, number>
  /**
   * A law the model test breaks on purpose: `looks` find nothing; `sending` is on disk only with the commit that follows;
   * each attempt has other `marks`.
   */
  broken?: 'looks' | 'sending' | 'marks'
}

export class OutboxWorld {
  readonly clock = new FakeClock()
  readonly chatwoot = new ModelChatwoot(this.clock)
  readonly disk = new MemoryDisk()
  readonly log = new FakeLog()
  readonly told: Fact[] = []
  readonly asked: Asked[] = []
  outbox!: Outbox
  store!: Store
  facts!: Facts
  private life = new Life()
  private linkUp = true
  /** What a crash leaves on the disk, if that is not the last commit. */
  private survives: MemoryDisk['state'] | null = null
  /** How often the outbox told the link that the token is dead. */
  doubts = 0
  private readonly linkListeners = new Set<() => void>()
  /** Field mode. */
  private isField = false
  private readonly reviewListeners = new Set<() => void>()

  constructor(private readonly options: WorldOptions = {}) {
    this.chatwoot.echo = (news) => {
      this.hear(news).catch((error: unknown) => this.log.bug('echo', error))
    }
  }

  /** A process starts on what the disk holds. */
  async start(): Promise<void> {
    this.life = new Life()
    this.linkListeners.clear()
    this.reviewListeners.clear()
    this.store = this.options.broken === 'sending' ? this.forgetful() : openMemoryStore(this.disk)
    this.facts = makeFacts(this.log)
    this.facts.on((fact) => this.told.push(fact))
    this.outbox = makeOutbox({
      store: this.life.wrap(this.store),
      server: this.life.wrap(this.server()),
      clock: this.life.clock(this.clock),
      chance: new FakeChance(),
      log: this.log,
      facts: this.facts,
      link: {
        canSend: () => this.linkUp,
        onChange: (listener) => (this.linkListeners.add(listener), () => undefined),
        doubt: () => void (this.doubts += 1),
      },
      review: { isOn: () => this.isField, onChange: (listener) => (this.reviewListeners.add(listener), () => undefined) },
      me: { id: me.id as UserId, name: me.name },
      undoMs: (conversation) =>
        undoMsOf(conversation, { undoMs: this.options.undoMs ?? 0, undoMsByInbox: this.options.undoMsByInbox ?? {} }, PROFILE),
      claims: () => this.options.claims ?? false,
      bornAt: this.clock.now() + 1,
      serverNow: () => this.clock.now(),
    })
    await this.outbox.start()
    await this.clock.advance(1)
  }

  /** The process dies at the nth await from now, or at once; then a new one starts. */
  async crash(afterCalls: number): Promise<void> {
    this.life.callsLeft = Math.min(this.life.callsLeft, afterCalls)
    await this.clock.advance(afterCalls === 0 ? 0 : 700)
    this.life.alive = false
    this.disk.state = this.survives ?? this.disk.state
    this.survives = null
    await this.start()
    // The composer still has the text of a send that was never answered, and asks again with the same clientId.
    for (const one of this.asked.filter((other) => !other.kept)) await this.ask(one)
  }

  /** Dies before the nth await from now: the time in between passes by what the test does. */
  dieAfter(calls: number): void {
    this.life.callsLeft = calls
  }

  async setLink(up: boolean): Promise<void> {
    this.linkUp = up
    for (const listener of [...this.linkListeners]) listener()
    await this.clock.advance(0)
  }

  async setField(on: boolean): Promise<void> {
    this.isField = on
    for (const listener of [...this.reviewListeners]) listener()
    await this.clock.advance(0)
  }

  async send(lane: number, changes: Partial<Parameters<Outbox['send']>[0]> = {}): Promise<Asked> {
    const seq = this.asked.length + 1
    const one: Asked = { seq, lane, clientId: uuidOf(seq) as ClientId, text: `reply ${seq}`, kept: false, changes }
    this.asked.push(one)
    await this.ask(one)
    return one
  }

  async undo(one: Asked): Promise<boolean> {
    const answer = this.outbox.undo(one.clientId)
    await this.clock.advance(0)
    return (await Promise.race([answer, Promise.resolve(null)])) ?? false
  }

  private async ask(one: Asked): Promise<void> {
    const key = keyOf(one.lane)
    const seenId = this.chatwoot.page(key, {}).at(-1)?.id ?? null
    const reply = {
      conversation: key,
      clientId: one.clientId,
      text: one.text,
      private: false,
      seenId,
      origin: 'composer' as const,
      ...one.changes,
    }
    this.outbox.send(reply).then(
      () => (one.kept = true),
      (error: unknown) => this.log.bug('send', error),
    )
    await this.clock.advance(0)
  }

  private server(): Server {
    const server = this.chatwoot.server()
    switch (this.options.broken) {
      case 'looks':
        return { ...server, messages: () => Promise.resolve({ kind: 'accepted', value: [] }) }
      case 'marks':
        return {
          ...server,
          send: (message) =>
            server.send({
              ...message,
              clientId: uuidOf(this.chatwoot.posts, 0xf00d),
              marker: message.marker + this.chatwoot.posts / 1_000,
            }),
        }
      default:
        return server
    }
  }

  /** Until the next commit a crash takes the last `sending` back. */
  private forgetful(): Store {
    const store = openMemoryStore(this.disk)
    const commit: Store['commit'] = async (work) => {
      const before = this.disk.state
      let isSending = false
      const result = await store.commit((tx) =>
        work({
          ...tx,
          putJob: (job) => {
            isSending = job.state === 'sending'
            return tx.putJob(job)
          },
        }),
      )
      this.survives = isSending ? before : null
      return result
    }
    return { ...store, commit }
  }

  /** As sync/apply does: acknowledge, then store, in one commit; facts after it. */
  private async hear(news: MessageNews): Promise<void> {
    if (!this.linkUp || !this.life.alive) return
    const { outbox, facts, store } = this
    const told = await store.commit(async (tx) => {
      const own = await outbox.acknowledge(tx, news)
      return own
    })
    for (const fact of told) facts.tell(fact)
  }
}
