/** One running profile over a model server: the real link, queue, catch-up and store rules on a clock moved by hand. */
import type { ConversationKey, ProfileId, UserId } from '../../src-preload/contract/ids'
import type { ServerEvent } from '../../src-main/core/news'
import type { Cable, CableListener, CableTarget, ProfileEntry, Store } from '../../src-main/core/ports'
import { ProfileRuntime } from '../../src-main/core/profile'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import type { Fact } from '../../src-main/core/facts'
import { fakeAwake } from './awake'
import { FakeChance } from './chance'
import { FakeClock } from './clock'
import { FakeLog } from './log'
import { ModelOffice } from './model-office'
import { ME } from './office-people'
import type { Talk } from './office-news'
import { MemoryDisk, openMemoryStore } from './store-memory'

/** A socket that is accepted at once while the line is up, and pings. */
class OfficeCable implements Cable {
  isUp = true
  beats = 0
  private open_: { target: CableTarget; listener: CableListener } | null = null

  constructor(
    private readonly office: ModelOffice,
    private readonly clock: FakeClock,
  ) {}

  open(target: CableTarget, listener: CableListener): { beat: () => void; close: () => void } {
    const connection = { target, listener }
    this.open_ = connection
    this.clock.after(1, () => this.isUp && this.open_ === connection && this.accept(connection))
    const ping = (): void => {
      if (this.open_ !== connection) return
      if (this.isUp) listener.pinged(Math.floor(this.office.now() / 1000) * 1000)
      this.clock.after(3_000, ping)
    }
    this.clock.after(2, ping)
    return {
      beat: () => void (this.beats += 1),
      close: () => {
        if (this.open_ === connection) this.open_ = null
      },
    }
  }

  deliver(account: number, event: ServerEvent): void {
    if (this.isUp && this.open_?.target.pubsubToken === this.office.pubsubToken)
      this.open_.listener.event(account as never, event)
  }

  /** The line goes down: the other side hangs up. */
  cut(): void {
    this.isUp = false
    const connection = this.open_
    this.open_ = null
    connection?.listener.closed('cut')
  }

  private accept({ target, listener }: { target: CableTarget; listener: CableListener }): void {
    listener.welcomed()
    if (target.pubsubToken !== this.office.pubsubToken) return
    for (const account of target.accountIds) listener.confirmed(account)
  }
}

export class OfficeWorld {
  readonly clock = new FakeClock()
  readonly office = new ModelOffice(this.clock)
  readonly cable = new OfficeCable(this.office, this.clock)
  readonly disk = new MemoryDisk()
  /** One for all processes: ids never come twice. */
  private readonly chance = new FakeChance()
  readonly log = new FakeLog()
  readonly told: Fact[] = []
  readonly kept: ProfileEntry[] = []
  store: Store
  isAway = false
  profile: ProfileRuntime

  /** A process starts on what `openStore` opens; without it on the memory disk. */
  constructor(private readonly openStore: () => Store = () => openMemoryStore(this.disk)) {
    this.store = openStore()
    this.profile = this.make()
    this.office.emit = (account, event) => this.cable.deliver(account, event)
  }

  private make(): ProfileRuntime {
    const settings = makeSettings({ read: () => defaultSettings, write: () => undefined })
    const entry: ProfileEntry = {
      id: 'p1' as ProfileId,
      baseUrl: 'https://chat.example',
      version: null,
      user: { id: ME as UserId, name: 'Jo Miller', email: null, avatarUrl: null },
      accounts: [],
      colour: 1,
    }
    const profile = new ProfileRuntime({
      ...{ entry, settings, store: this.store, cable: this.cable, clock: this.clock, log: this.log },
      server: this.office.server(),
      chance: this.chance,
      awake: fakeAwake(() => this.isAway),
      memoryOnly: false,
      bornAt: this.clock.now(),
      keep: (one) => void this.kept.push(one),
    })
    profile.facts.on((fact) => this.told.push(fact))
    return profile
  }

  /** Runs until the link is live. */
  async start(): Promise<void> {
    this.profile.start()
    await this.clock.advance(5_000)
  }

  /** Another process on the same disk. */
  async restart(): Promise<void> {
    const stopped = this.profile.stop()
    // What is on its way is waited for.
    await this.clock.advance(1_000)
    await stopped
    this.store = this.openStore()
    this.profile = this.make()
    await this.start()
  }

  keyOf(talk: Talk): ConversationKey {
    return { accountId: talk.accountId as never, conversationId: talk.id as never }
  }

  async stored(talk: Talk) {
    return (await this.store.conversation(this.keyOf(talk)))?.conversation ?? null
  }

  arrivals(): number[] {
    return this.told.flatMap((fact) => (fact.kind === 'MessageArrived' ? [fact.message.id ?? 0] : []))
  }
}
