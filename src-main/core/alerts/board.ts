/**
 * What of one profile is on the screen. One alert per conversation; above five of them one that stands for all; and one more
 * for a reply that is stuck. The desktop gets tokens that mean nothing outside this process.
 */
import type { Message } from '../../../src-preload/contract/entities'
import type { ConversationKey, MessageId } from '../../../src-preload/contract/ids'
import type { AlertKind } from '../../../src-preload/contract/schemas/alert'
import type { Job } from '../outbox/jobs'
import type { Alert } from '../ports'
import type { AlertDeskNeeds } from './needs'
import { strongest } from './strongest'
import { alertOfMessage, alertOfStuck, alertOfSummary, type Names } from './words'

/** What is, or was, on screen for one conversation. */
export interface Shown {
  key: ConversationKey
  token: string
  /** Alerts since the agent last looked; 0: nothing is on screen. */
  count: number
  newest: News | null
  /** The newest message the agent can have read in an alert: a reply from there has seen no more. */
  seenId: MessageId | null
  /** It has an alert of its own on screen, drawn then. */
  isDrawn: boolean
  drawnAt: number
  /** A reply of this conversation that is stuck, in an alert of its own; null: none is on screen. */
  stuckToken: string
  stuck: Job | null
}

/** Why an alert is shown: `message` is null for a customer of whom we remind. `waitedMs` counts then. */
export interface News {
  kind: AlertKind
  message: Message | null
  urgent: boolean
  waitedMs: number
}

/** Alerts that belong to the profile and not to a conversation. */
type OwnAlert = 'signed-out' | 'summary' | 'unkept'

/** More conversations than this are one alert. */
const MOST_APART = 5
/** A conversation in a flood is drawn no more often. */
const APART_MS = 500

type BoardNeeds = Pick<AlertDeskNeeds, 'alerts' | 'chance' | 'store' | 'settings' | 'clock' | 'around' | 'face' | 'screen'> & {
  /** A token was given out. */
  named: (token: string, key: ConversationKey) => void
}

export class Board {
  private readonly shown = new Map<string, Shown>()
  private readonly ownTokens = new Map<OwnAlert, string>()
  private readonly changed = new Set<Shown>()
  /** Conversations without an alert of their own: the summary stands for them. */
  private readonly gathered = new Set<Shown>()
  private isSummaryOld = false

  constructor(private readonly needs: BoardNeeds) {}

  /** One more alert of this conversation; drawn by the next `draw`. */
  add(key: ConversationKey, news: News): void {
    const shown = this.shownOf(key)
    shown.count += 1
    shown.newest = { ...news, message: news.message ?? shown.newest?.message ?? null }
    shown.seenId = news.message?.id ?? shown.seenId
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
  async takeOwn(token: string): Promise<boolean> {
    const kind = [...this.ownTokens].find(([, known]) => known === token)?.[0]
    if (kind === undefined) return false
    this.ownTokens.delete(kind)
    await this.needs.alerts.withdraw(token)
    if (kind === 'summary') for (const one of [...this.gathered]) await this.clear(one.key)
    return true
  }

  showStuck(job: Job): Promise<void> {
    return this.drawStuck(Object.assign(this.shownOf(keyOf(job)), { stuck: job }))
  }

  async clearStuck(shown: Shown): Promise<void> {
    if (shown.stuck === null) return
    shown.stuck = null
    await this.needs.alerts.withdraw(shown.stuckToken)
  }

  /** Takes away what is on screen of this conversation. */
  async clear(key: ConversationKey): Promise<void> {
    const shown = this.find(key)
    if (!shown) return
    this.changed.delete(shown)
    if (this.gathered.delete(shown)) this.isSummaryOld = true
    if (shown.count === 0) return
    shown.count = 0
    shown.newest = null
    shown.drawnAt = -Infinity
    await this.withdraw(shown)
  }

  async clearAll(): Promise<void> {
    for (const shown of this.shown.values()) {
      await this.clear(shown.key)
      await this.clearStuck(shown)
    }
    for (const token of this.ownTokens.values()) await this.needs.alerts.withdraw(token)
  }

  /** Shows what changed since the last time: of a burst, one alert per conversation. True: some wait for their turn. */
  async draw(): Promise<boolean> {
    const now = this.needs.clock.now()
    const due = [...this.changed].filter((one) => Math.abs(now - one.drawnAt) >= APART_MS)
    for (const one of due) {
      this.changed.delete(one)
      one.drawnAt = now
      this.needs.screen.call(one.key)
    }
    const active = [...this.shown.values()].filter((one) => one.count > 0)
    const loudest = strongest(due)
    if (active.length > MOST_APART && due.length > 0) await this.gather(active, loudest)
    else await this.drawApart(due, loudest)
    if (this.isSummaryOld) await this.drawSummary(null)
    return this.changed.size > 0
  }

  /** The same words again, at another privacy level: the screen was locked or unlocked, or is shown to others. */
  async drawAgain(): Promise<void> {
    const all = [...this.shown.values()]
    for (const one of all.filter(({ isDrawn }) => isDrawn)) await this.drawOne(one, null)
    for (const one of all) await this.drawStuck(one)
    if (this.gathered.size > 0) await this.drawSummary(null)
  }

  private async drawStuck({ key, stuckToken, stuck: job }: Shown): Promise<void> {
    if (job === null) return
    const words = { ...(await this.namesOf(key)), privacy: this.privacy() }
    await this.needs.alerts.show(alertOfStuck({ key: stuckToken, job, ...words }))
  }

  private async gather(active: Shown[], loudest: AlertKind | null): Promise<void> {
    for (const one of active) {
      this.gathered.add(one)
      await this.withdraw(one)
    }
    await this.drawSummary(loudest)
  }

  private async drawApart(due: Shown[], loudest: AlertKind | null): Promise<void> {
    for (const one of due) if (this.gathered.delete(one)) this.isSummaryOld = true
    let left = loudest
    const work = due.map((one) => {
      const isLoud = left !== null && one.newest?.kind === left
      if (isLoud) left = null
      return this.drawOne(one, isLoud ? loudest : null)
    })
    const drawn = await Promise.allSettled(work)
    // One that could not be shown does not take the others of its burst along.
    const failed = drawn.find((one) => one.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  private async drawSummary(loudest: AlertKind | null): Promise<void> {
    this.isSummaryOld = false
    const list = [...this.gathered].sort((one, other) => other.drawnAt - one.drawnAt)
    if (list.length === 0) {
      const token = this.ownTokens.get('summary')
      this.ownTokens.delete('summary')
      if (token !== undefined) await this.needs.alerts.withdraw(token)
      return
    }
    const names = await Promise.all(list.slice(0, 3).map(({ key }) => this.namesOf(key)))
    const urgent = list.some(({ newest }) => newest?.urgent === true)
    const shape = { names, urgent, count: list.length, privacy: this.privacy(), sound: this.soundOf(loudest) }
    await this.showOwn('summary', (key) => alertOfSummary({ key, ...shape }))
  }

  private async drawOne(shown: Shown, loudest: AlertKind | null): Promise<void> {
    const { key, token, newest, count } = shown
    if (newest === null || count === 0) return
    const names = await this.namesOf(key)
    const hasDraft = (await this.needs.store.draft(key)) !== null
    const face = this.privacy() === 'nothing' ? null : this.needs.face(key, names.conversation?.contact.avatarUrl ?? null)
    const shape = { ...newest, ...names, count, hasDraft, picture: face, privacy: this.privacy(), sound: this.soundOf(loudest) }
    shown.isDrawn = true
    await this.needs.alerts.show(alertOfMessage({ key: token, ...shape }))
  }

  private async withdraw(shown: Shown): Promise<void> {
    if (!shown.isDrawn) return
    shown.isDrawn = false
    await this.needs.alerts.withdraw(shown.token)
  }

  private privacy() {
    const { blurNames, alertPrivacy } = this.needs.settings()
    return blurNames || this.needs.around.isLocked() ? 'nothing' : alertPrivacy
  }

  private soundOf(kind: AlertKind | null): NonNullable<Alert['sound']> | null {
    if (kind === null) return null
    const { sounds, soundVolume: volume } = this.needs.settings()
    return sounds[kind] === 'none' || volume === 0 ? null : { name: sounds[kind], volume }
  }

  private async namesOf(key: ConversationKey): Promise<Names> {
    const conversation = (await this.needs.store.conversation(key))?.conversation ?? null
    const { inboxes } = await this.needs.store.directory(key.accountId)
    const inboxName = inboxes.find((inbox) => inbox.id === conversation?.inboxId)?.name ?? null
    return { conversation, inboxName }
  }

  private shownOf(key: ConversationKey): Shown {
    const known = this.find(key)
    if (known) return known
    const tokens = { token: this.needs.chance.uuid(), stuckToken: this.needs.chance.uuid() }
    const blank = { count: 0, newest: null, seenId: null, isDrawn: false, drawnAt: -Infinity, stuck: null }
    const fresh: Shown = { key: keyOf(key), ...tokens, ...blank }
    this.shown.set(nameOf(key), fresh)
    this.needs.named(tokens.token, fresh.key)
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
