/**
 * Facts → notifications. One per conversation, the newest replaces, and it goes away when it is no longer news: seen here,
 * resolved, snoozed, assigned away, answered, read elsewhere. Never on `conversation.read`: that is the customer reading (HOUSE
 * §7). The desktop gets a token that means nothing outside this process.
 */
import type { Message } from '../../../src-preload/contract/entities'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Fact, FactOf } from '../facts'
import type { AlertResponse, Stop } from '../ports'
import { Board, keyOf, nameOf, type Shown } from './board'
import { caseOfMessage, caseOfWaiting } from './case'
import type { AlertDeskNeeds } from './needs'
import { concerns, endsAlert, isOfTheMoment, judge, shownAs } from './policy'
import { Responses } from './responses'
import { VerdictBook } from './verdict-book'
import { WaitingCustomers } from './waiting'
import { alertOfSignedOut } from './words'
import { worldOf } from './world'

/** A flood must not put off the first alert for ever. */
const LONGEST_BURST = 50
/** What a conversation in a flood waits for its next turn. */
const NEXT_TURN_MS = 500
/** After an absence so many customers are watched; the longest waiting come first. */
const MOST_FOUND = 50

/** The alert desk of one profile. */
export class AlertDesk {
  private readonly board: Board
  private readonly verdicts: VerdictBook
  private readonly responses: Responses
  private readonly waitingCustomers: WaitingCustomers
  private readonly stops: Stop[] = []
  private waiting = 0
  private undrawn = 0
  private line: Promise<void> = Promise.resolve()
  private stopTurn: Stop | null = null

  constructor(private readonly needs: AlertDeskNeeds) {
    this.verdicts = new VerdictBook(needs)
    this.board = new Board({ ...needs, named: (token, key) => this.verdicts.name(token, key) })
    this.responses = new Responses(needs, this.board)
    this.waitingCustomers = new WaitingCustomers({ ...needs, due: (key) => this.inLine(() => this.remind(key)) })
  }

  start(): void {
    this.stops.push(
      this.needs.facts.on((fact) => this.inLine(() => this.hear(fact))),
      this.needs.alerts.onResponse((response) => this.answer(response)),
    )
    this.inLine(() => this.findWaiting())
  }

  /** Nothing of this profile stays on screen. */
  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0)) stop()
    this.stopTurn?.()
    this.waitingCustomers.stop()
    await this.line
    await this.board.clearAll()
    await this.verdicts.flush()
  }

  /** The screen was locked or unlocked, or is shown to others: what is on it says as much as it may. */
  privacyChanged(): void {
    this.inLine(() => this.board.drawAgain())
  }

  /** One after the other, in the order of the facts; what they changed on screen is drawn once, at the end of the burst. */
  private inLine(work: () => Promise<void>): void {
    this.waiting += 1
    const written = (error: unknown): void => void this.needs.log.bug('alerts/desk', error)
    this.line = this.line
      .then(work)
      .catch(written)
      .then(async () => {
        this.waiting -= 1
        this.undrawn += 1
        if (this.waiting > 0 && this.undrawn < LONGEST_BURST) return
        this.undrawn = 0
        if (await this.board.draw()) this.windTurn()
      })
      .catch(written)
  }

  private windTurn(): void {
    this.stopTurn ??= this.needs.clock.after(NEXT_TURN_MS, () => {
      this.stopTurn = null
      this.inLine(() => Promise.resolve())
    })
  }

  private async hear(fact: Fact): Promise<void> {
    switch (fact.kind) {
      case 'MessageArrived':
        return this.arrived(fact)
      case 'MessageChanged':
        return this.messageChanged(fact.message)
      case 'ReplySent':
        return fact.message.private ? undefined : this.over(keyOf(fact.message))
      case 'ConversationChanged':
        return this.conversationChanged(fact)
      case 'ConversationRemoved':
      case 'SeenHere':
        return this.over(fact.conversation)
      case 'NotificationGone':
        return fact.conversation === null ? undefined : this.over(fact.conversation)
      case 'ReplyFailed':
      case 'ReplyHeld':
        return this.stuck(fact)
      case 'OutboxChanged':
        return this.outboxChanged(fact.conversation)
      case 'CaughtUp':
        return this.findWaiting()
      case 'SignedOut':
        return this.board.showOwn('signed-out', (token) => alertOfSignedOut(token, this.needs.profileName()))
      default:
        return undefined
    }
  }

  /** It is no longer news, and nobody waits. */
  private over(key: ConversationKey): Promise<void> {
    this.waitingCustomers.end(key)
    return this.board.clear(key)
  }

  private async arrived(fact: FactOf<'MessageArrived'>): Promise<void> {
    const { message } = fact
    if (fact.source === 'history') return
    const key = keyOf(message)
    if (isHumanAnswer(message) && isAfter(message, this.board.find(key))) await this.over(key)
    const settings = this.needs.settings()
    let given = caseOfMessage(fact, await worldOf(this.needs, key, null))
    let verdict = judge(given, settings)
    // Reading what followed costs a query: only for those that would alert.
    if ('alert' in verdict && message.type === 'incoming' && fact.source !== 'socket') {
      given = caseOfMessage(fact, await worldOf(this.needs, key, await this.answeredBy(message)))
      verdict = judge(given, settings)
    }
    this.verdicts.note(key, given, verdict)
    const kind = shownAs(given, settings, verdict)
    const urgent = 'alert' in verdict && verdict.woke
    if (kind !== null) this.board.add(key, { kind, message, urgent, waitedMs: 0 })
    const isWaiting = given.what === 'customer' && ('alert' in verdict || isOfTheMoment(verdict))
    if (isWaiting) this.waitingCustomers.begin(key, this.needs.clock.now())
  }

  private async answeredBy(message: Message): Promise<'me' | 'colleague' | null> {
    const newest = await this.needs.store.messages(keyOf(message), null, 20)
    const answer = newest.find((one) => isHumanAnswer(one) && (one.id ?? 0) > (message.id ?? 0))
    if (!answer) return null
    return answer.sender?.id === this.needs.me.id ? 'me' : 'colleague'
  }

  /** A customer has waited as long as the agent wants to let anybody wait. */
  private async remind(key: ConversationKey): Promise<void> {
    const sinceAt = this.waitingCustomers.sinceAt(key)
    const world = await worldOf(this.needs, key, null)
    if (sinceAt === null || world.conversation === null || world.conversation.waitingSinceAt === null)
      return this.waitingCustomers.end(key)
    const given = caseOfWaiting(key, world)
    const verdict = judge(given, this.needs.settings())
    this.verdicts.note(key, given, verdict)
    const isAlert = 'alert' in verdict
    if (!isAlert && !isOfTheMoment(verdict)) return this.waitingCustomers.end(key)
    if (isAlert) this.board.add(key, { kind: 'waiting', message: null, urgent: true, waitedMs: world.now - sinceAt })
    this.waitingCustomers.reminded(key, isAlert)
  }

  /** Who waited before we came. */
  private async findWaiting(): Promise<void> {
    const { store, me, clock, serverNow, accounts, settings } = this.needs
    const ask = { me: me.id, scope: settings().alertScope, accounts: accounts(), limit: MOST_FOUND }
    const { rows } = await store.waiting(ask)
    const aheadMs = clock.now() - serverNow()
    for (const { accountId, conversationId, waitingSinceAt } of rows) {
      const key = { accountId, conversationId }
      const unread = (await store.conversation(key))?.conversation.unreadCount ?? 0
      if (unread > 0) this.waitingCustomers.found(key, waitingSinceAt + aheadMs)
    }
  }

  private async messageChanged(message: Message): Promise<void> {
    const shown = this.board.find(keyOf(message))
    if (message.deleted && shown?.newest?.message?.id === message.id) await this.board.clear(keyOf(message))
  }

  private async conversationChanged(fact: FactOf<'ConversationChanged'>): Promise<void> {
    const key = { accountId: fact.conversation.accountId, conversationId: fact.conversation.id }
    const isShown = (this.board.find(key)?.count ?? 0) > 0
    if (!isShown && this.waitingCustomers.sinceAt(key) === null) return
    const world = await worldOf(this.needs, key, null)
    const given = caseOfWaiting(key, { ...world, conversation: fact.conversation })
    if (endsAlert(fact, this.needs.me.id, concerns(given, this.needs.settings()))) await this.over(key)
  }

  private async stuck({ job }: FactOf<'ReplyFailed'> | FactOf<'ReplyHeld'>): Promise<void> {
    if (!this.needs.screen.hasFocus()) await this.board.showStuck(job)
  }

  /** The agent released, edited or dropped it. */
  private async outboxChanged(key: ConversationKey): Promise<void> {
    const shown = this.board.find(key)
    if (!shown?.stuck) return
    const jobs = (await this.needs.store.jobs()).filter((job) => nameOf(job) === nameOf(key))
    if (jobs.some((job) => job.state === 'held' || job.state === 'failed')) return
    await this.board.clearStuck(shown)
  }

  /** What was written goes into the outbox before anything else, whatever waits in line (M2). */
  private answer(response: AlertResponse): void {
    const kept = this.responses.keep(response)
    this.inLine(async () => {
      await kept
      const key = await this.responses.follow(response)
      if (key !== null && response.kind !== 'dismissed' && response.kind !== 'open') this.waitingCustomers.end(key)
    })
  }
}

function isHumanAnswer(message: Message): boolean {
  return message.id !== null && message.type === 'outgoing' && !message.private && message.sender?.type === 'user'
}

/** A page of older messages says nothing about a newer alert. */
function isAfter(message: Message, shown: Shown | null): boolean {
  return (message.id ?? 0) > (shown?.newest?.message?.id ?? 0)
}
