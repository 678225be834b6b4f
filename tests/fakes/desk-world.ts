import type { InboxId } from '../../src-preload/contract/ids'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { makeAlertDesk } from '../../src-main/core/alerts'
import type { AlertDoors } from '../../src-main/core/alerts'
import { type Fact, makeFacts } from '../../src-main/core/facts'
import type { NewReply } from '../../src-main/core/outbox'
import { defaultSettings } from '../../src-main/core/settings'
import { FakeAlerts } from './alerts'
import { FakeChance } from './chance'
import { FakeClock } from './clock'
import { FakeLog } from './log'
import { customerMessage } from './messages'
import { conversation } from './outbox-world'
import { MemoryDisk, openMemoryStore } from './store-memory'

type Opened = Parameters<AlertDoors['open']>[0]

/** The real alert desk with a fake screen, for the fake agent who looks at it. */
export class DeskWorld {
  readonly clock = new FakeClock()
  readonly log = new FakeLog()
  readonly facts = makeFacts(this.log)
  readonly alerts = new FakeAlerts()
  readonly store = openMemoryStore(new MemoryDisk())
  readonly sent: NewReply[] = []
  readonly opened: Opened[] = []
  /** What was done by buttons, in words. */
  readonly done: [what: string, key: unknown][] = []
  readonly called: unknown[] = []
  readonly around = {
    away: false,
    locked: false,
    busy: false,
    quiet: null as boolean | null,
    mine: null as ReadonlySet<InboxId> | null,
    isAway: () => this.around.away,
    isLocked: () => this.around.locked,
    isBusy: () => this.around.busy,
    isDesktopQuiet: () => this.around.quiet,
    myInboxes: () => this.around.mine,
    participates: () => false,
  }
  face: Uint8Array | null = null
  sendFails = false
  settings: Settings = defaultSettings
  seen = false
  focus = false
  private nextId = 500

  readonly desk = makeAlertDesk({
    store: this.store,
    facts: this.facts,
    alerts: this.alerts,
    clock: this.clock,
    chance: new FakeChance(),
    log: this.log,
    me: { id: 7 as never },
    settings: () => this.settings,
    outbox: {
      send: (reply) => {
        if (this.sendFails) return Promise.reject(new Error('the disk is full'))
        this.sent.push(reply)
        return Promise.resolve({ clientId: reply.clientId, undoUntilAt: 0, claimId: null })
      },
    },
    profileId: 'p1' as never,
    accounts: () => [1 as never],
    screen: { isSeen: () => this.seen, hasFocus: () => this.focus, call: (key) => void this.called.push(key) },
    doors: {
      open: (target) => void this.opened.push(target),
      resolve: (key) => this.did('resolve', key),
      snooze: (key) => this.did('snooze', key),
      markRead: (key, seenId) => this.did('read', { ...key, seenId }),
    },
    around: this.around,
    face: () => this.face,
    serverNow: () => this.clock.now(),
    profileName: () => 'Acme Support',
  })

  private did(what: string, key: unknown): Promise<void> {
    this.done.push([what, key])
    return Promise.resolve()
  }

  async begin(): Promise<void> {
    await this.store.commit(async (tx) => {
      for (const lane of [0, 1]) await tx.putConversation({ conversation: conversation(lane), evidenceAt: 0 })
      const inbox = {
        id: 3 as never,
        name: 'WhatsApp',
        channel: 'Channel::Whatsapp',
        avatarUrl: null,
        phoneNumber: null,
        email: null,
      }
      const inboxes = [{ ...inbox, webhookUrl: null, inboxIdentifier: null }]
      await tx.putDirectory({ accountId: 1 as never, inboxes, agents: [], teams: [], labels: [], cannedResponses: [] })
    })
    this.desk.start()
  }

  async tell(...facts: Fact[]): Promise<void> {
    for (const fact of facts) this.facts.tell(fact)
    await this.clock.advance(1)
  }

  arrived(
    lane: number,
    changes: Parameters<typeof customerMessage>[1] = {},
    more: Partial<Fact & { kind: 'MessageArrived' }> = {},
  ): Fact {
    const message = customerMessage(lane, { id: (this.nextId += 1) as never, createdAt: this.clock.now(), ...changes })
    return { kind: 'MessageArrived', message, source: 'socket', gapMs: 0, mentionsMe: false, ...more }
  }

  get onScreen() {
    return [...this.alerts.onScreen.values()]
  }
}
