/**
 * Facts → notifications. One per conversation, the newest replaces, and it goes away when it is no longer news: seen here,
 * resolved, assigned away, answered, read elsewhere. Never on `conversation.read`: that is the customer reading (HOUSE §7).
 * The desktop gets a token that means nothing outside this process.
 */
import type { ClientId, ConversationKey } from '../../../src-preload/contract/ids'
import type { Message } from '../../../src-preload/contract/entities'
import type { Fact, FactOf } from '../facts'
import { assertNever } from '../must'
import type { AlertResponse, Stop } from '../ports'
import { Board, keyOf, nameOf, type Shown } from './board'
import type { AlertDeskNeeds } from './needs'
import { type AlertContext, endsAlert, judge } from './policy'
import { VerdictBook } from './verdict-book'
import { alertOfSignedOut } from './words'

/** A flood must not put off the first alert for ever. */
const LONGEST_BURST = 50

/** The alert desk of one profile. */
export class AlertDesk {
  private readonly board: Board
  private readonly verdicts: VerdictBook
  private readonly stops: Stop[] = []
  private waiting = 0
  private undrawn = 0
  private line: Promise<void> = Promise.resolve()

  constructor(private readonly needs: AlertDeskNeeds) {
    this.board = new Board(needs)
    this.verdicts = new VerdictBook(needs)
  }

  start(): void {
    this.stops.push(
      this.needs.facts.on((fact) => this.inLine(() => this.hear(fact))),
      this.needs.alerts.onResponse((response) => this.inLine(() => this.answer(response))),
    )
  }

  /** Nothing of this profile stays on screen. */
  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0)) stop()
    await this.line
    await this.board.clearAll()
    await this.verdicts.flush()
  }

  /** One after the other, in the order of the facts; what they changed on screen is drawn once, at the end of the burst. */
  private inLine(work: () => Promise<void>): void {
    this.waiting += 1
    this.line = this.line
      .then(work)
      .catch((error: unknown) => void this.needs.log.bug('alerts/desk', error))
      .then(() => {
        this.waiting -= 1
        this.undrawn += 1
        if (this.waiting > 0 && this.undrawn < LONGEST_BURST) return undefined
        this.undrawn = 0
        return this.board.draw()
      })
      .catch((error: unknown) => void this.needs.log.bug('alerts/desk', error))
  }

  private async hear(fact: Fact): Promise<void> {
    switch (fact.kind) {
      case 'MessageArrived':
        return this.arrived(fact)
      case 'MessageChanged':
        return this.messageChanged(fact.message)
      case 'ReplySent':
        return fact.message.private ? undefined : this.board.clear(keyOf(fact.message))
      case 'ConversationChanged':
        return this.conversationChanged(fact)
      case 'ConversationRemoved':
      case 'SeenHere':
        return this.board.clear(fact.conversation)
      case 'NotificationGone':
        return fact.conversation === null ? undefined : this.board.clear(fact.conversation)
      case 'ReplyFailed':
      case 'ReplyHeld':
        return this.stuck(fact)
      case 'OutboxChanged':
        return this.outboxChanged(fact.conversation)
      case 'SignedOut':
        return this.board.showOwn('signed-out', (token) => alertOfSignedOut(token, this.needs.profileName()))
      default:
        return undefined
    }
  }

  private async arrived(fact: FactOf<'MessageArrived'>): Promise<void> {
    const { message } = fact
    if (fact.source === 'history') return
    if (isHumanAnswer(message) && isAfter(message, this.board.find(keyOf(message)))) await this.board.clear(keyOf(message))
    const verdict = judge(fact, await this.contextOf(message, null))
    // Reading what followed costs a query: only for those that would alert.
    const isSecondLookDue = 'alert' in verdict && message.type === 'incoming' && fact.source !== 'socket'
    const final = isSecondLookDue ? judge(fact, await this.contextOf(message, await this.answeredBy(message))) : verdict
    this.verdicts.note(message, final)
    if ('alert' in final) this.board.add(message, final.alert)
  }

  private async contextOf(message: Message, answeredBy: AlertContext['answeredBy']): Promise<AlertContext> {
    const { needs } = this
    const now = needs.clock.now()
    const conversation = (await needs.store.conversation(keyOf(message)))?.conversation ?? null
    return {
      me: needs.me.id,
      now,
      serverNow: needs.serverNow?.() ?? now,
      settings: needs.settings(),
      conversation,
      myInboxes: needs.myInboxes?.(message.accountId) ?? null,
      isSeen: needs.screen.isSeen(keyOf(message)),
      answeredBy,
      isRuledOut: needs.isRuledOut?.(message, conversation) ?? false,
      isQuietHour: needs.isQuietHour?.() ?? false,
      isOsDnd: needs.isOsDnd?.() ?? false,
      hasDaemon: needs.alerts.available,
    }
  }

  private async answeredBy(message: Message): Promise<AlertContext['answeredBy']> {
    const newest = await this.needs.store.messages(keyOf(message), null, 20)
    const answer = newest.find((one) => isHumanAnswer(one) && (one.id ?? 0) > (message.id ?? 0))
    if (!answer) return null
    return answer.sender?.id === this.needs.me.id ? 'me' : 'colleague'
  }

  private async messageChanged(message: Message): Promise<void> {
    const shown = this.board.find(keyOf(message))
    if (message.deleted && shown?.newest?.message.id === message.id) await this.board.clear(keyOf(message))
  }

  private async conversationChanged(fact: FactOf<'ConversationChanged'>): Promise<void> {
    const key = { accountId: fact.conversation.accountId, conversationId: fact.conversation.id }
    const shown = this.board.find(key)
    if (!shown || shown.count === 0) return
    if (endsAlert(fact, this.needs.me.id, this.needs.settings())) await this.board.clear(key)
  }

  private async stuck({ job }: FactOf<'ReplyFailed'> | FactOf<'ReplyHeld'>): Promise<void> {
    if (!this.needs.screen.hasFocus()) await this.board.showStuck(job)
  }

  /** The agent released, edited or dropped it. */
  private async outboxChanged(key: ConversationKey): Promise<void> {
    const shown = this.board.find(key)
    if (!shown?.isStuckShown) return
    const jobs = (await this.needs.store.jobs()).filter((job) => nameOf(job) === nameOf(key))
    if (jobs.some((job) => job.state === 'held' || job.state === 'failed')) return
    await this.board.clearStuck(shown)
  }

  private async answer(response: AlertResponse): Promise<void> {
    const { doors } = this.needs
    const shown = this.board.byToken(response.key)
    const isOwn = this.board.takeOwn(response.key)
    if (isOwn && response.kind === 'open')
      doors.open({ conversation: null, compose: false, activationToken: response.activationToken })
    if (!shown) return
    switch (response.kind) {
      case 'open':
        doors.open({ conversation: shown.key, compose: false, activationToken: response.activationToken })
        break
      case 'reply':
        await this.reply(shown, response)
        break
      case 'resolve':
        await doors.resolve(shown.key)
        break
      case 'dismissed':
        break
      default:
        assertNever(response)
    }
    if (response.key === shown.token) await this.board.clear(shown.key)
  }

  /** Written without seeing the conversation: the guard looks before it leaves (HOUSE §5). */
  private async reply(shown: Shown, { text, activationToken }: Extract<AlertResponse, { kind: 'reply' }>): Promise<void> {
    if (text === null || text.trim() === '') {
      this.needs.doors.open({ conversation: shown.key, compose: true, activationToken })
      return
    }
    const clientId = this.needs.chance.uuid() as ClientId
    const { key: conversation, seenId } = shown
    await this.needs.outbox.send({ conversation, clientId, text, private: false, seenId, origin: 'notification' })
  }
}

function isHumanAnswer(message: Message): boolean {
  return message.id !== null && message.type === 'outgoing' && !message.private && message.sender?.type === 'user'
}

/** A page of older messages says nothing about a newer alert. */
function isAfter(message: Message, shown: Shown | null): boolean {
  return (message.id ?? 0) > (shown?.newest?.message.id ?? 0)
}
