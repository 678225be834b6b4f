/**
 * What of one profile is on the screen. One alert per conversation and one more for a reply that is stuck; the desktop
 * gets tokens that mean nothing outside this process.
 */
import type { Conversation, Message } from '../../../src-preload/contract/entities'
import type { ConversationKey, MessageId } from '../../../src-preload/contract/ids'
import type { Job } from '../outbox/jobs'
import type { Alert } from '../ports'
import type { AlertDeskNeeds } from './needs'
import type { AlertCause } from './policy'
import { alertOfMessage, alertOfStuck } from './words'

/** What is, or was, on screen for one conversation. */
export interface Shown {
  key: ConversationKey
  token: string
  /** Alerts since the agent last looked; 0: nothing is on screen. */
  count: number
  newest: { message: Message; cause: AlertCause } | null
  /** The newest message the agent can have read in an alert: a reply from there has seen no more. */
  seenId: MessageId | null
  /** A reply of this conversation that is stuck, in an alert of its own. */
  stuckToken: string
  isStuckShown: boolean
}

/** Alerts that belong to the profile and not to a conversation. */
type OwnAlert = 'signed-out'

export class Board {
  private readonly shown = new Map<string, Shown>()
  private readonly ownTokens = new Map<OwnAlert, string>()
  private readonly changed = new Set<Shown>()

  constructor(private readonly needs: Pick<AlertDeskNeeds, 'alerts' | 'chance' | 'store' | 'settings'>) {}

  /** One more alert of this conversation; drawn by the next `draw`. */
  add(message: Message, cause: AlertCause): void {
    const shown = this.shownOf(keyOf(message))
    shown.count += 1
    shown.newest = { message, cause }
    shown.seenId = message.id
    this.changed.add(shown)
  }

  find(key: ConversationKey): Shown | null {
    return this.shown.get(nameOf(key)) ?? null
  }

  byToken(token: string): Shown | null {
    return [...this.shown.values()].find((one) => one.token === token || one.stuckToken === token) ?? null
  }

  /** An alert that belongs to no conversation: the newest of its kind replaces. */
  async showOwn(kind: OwnAlert, make: (token: string) => Alert): Promise<void> {
    const token = this.ownTokens.get(kind) ?? this.needs.chance.uuid()
    this.ownTokens.set(kind, token)
    await this.needs.alerts.show(make(token))
  }

  /** Whether the token was one of those; it is used up then. */
  takeOwn(token: string): boolean {
    const kind = [...this.ownTokens].find(([, known]) => known === token)?.[0]
    return kind !== undefined && this.ownTokens.delete(kind)
  }

  async showStuck(job: Job): Promise<void> {
    const shown = this.shownOf(keyOf(job))
    const names = await this.namesOf(shown.key)
    shown.isStuckShown = true
    await this.needs.alerts.show(
      alertOfStuck({ key: shown.stuckToken, job, ...names, privacy: this.needs.settings().alertPrivacy }),
    )
  }

  async clearStuck(shown: Shown): Promise<void> {
    if (!shown.isStuckShown) return
    shown.isStuckShown = false
    await this.needs.alerts.withdraw(shown.stuckToken)
  }

  /** Takes away what is on screen of this conversation. */
  async clear(key: ConversationKey): Promise<void> {
    const shown = this.find(key)
    if (!shown) return
    this.changed.delete(shown)
    if (shown.count === 0) return
    shown.count = 0
    shown.newest = null
    await this.needs.alerts.withdraw(shown.token)
  }

  async clearAll(): Promise<void> {
    for (const shown of this.shown.values()) {
      await this.clear(shown.key)
      await this.clearStuck(shown)
    }
    for (const token of this.ownTokens.values()) await this.needs.alerts.withdraw(token)
  }

  /** Shows what changed since the last time: of a burst, one alert per conversation. */
  async draw(): Promise<void> {
    const due = [...this.changed]
    this.changed.clear()
    const drawn = await Promise.allSettled(due.map((shown) => this.drawOne(shown)))
    // One that could not be shown does not take the others of its burst along.
    const failed = drawn.find((one) => one.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  private async drawOne(shown: Shown): Promise<void> {
    const alert = await this.alertOf(shown)
    if (alert) await this.needs.alerts.show(alert)
  }

  private async alertOf({ key, token, newest, count }: Shown): Promise<Alert | null> {
    if (newest === null || count === 0) return null
    const names = await this.namesOf(key)
    return alertOfMessage({ key: token, ...newest, ...names, count, privacy: this.needs.settings().alertPrivacy })
  }

  private async namesOf(key: ConversationKey): Promise<{ conversation: Conversation | null; inboxName: string | null }> {
    const conversation = (await this.needs.store.conversation(key))?.conversation ?? null
    const { inboxes } = await this.needs.store.directory(key.accountId)
    const inboxName = inboxes.find((inbox) => inbox.id === conversation?.inboxId)?.name ?? null
    return { conversation, inboxName }
  }

  private shownOf(key: ConversationKey): Shown {
    const { accountId, conversationId } = key
    const known = this.shown.get(nameOf(key))
    if (known) return known
    const tokens = { token: this.needs.chance.uuid(), stuckToken: this.needs.chance.uuid() }
    const fresh: Shown = {
      key: { accountId, conversationId },
      ...tokens,
      count: 0,
      newest: null,
      seenId: null,
      isStuckShown: false,
    }
    this.shown.set(nameOf(key), fresh)
    return fresh
  }
}

/** A conversation's name within its profile. */
export function nameOf({ accountId, conversationId }: ConversationKey): string {
  return `${accountId}/${conversationId}`
}

/** Nothing but the key of whatever belongs to a conversation. */
export function keyOf({ accountId, conversationId }: ConversationKey): ConversationKey {
  return { accountId, conversationId }
}
