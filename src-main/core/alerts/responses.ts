/** What the agent does with an alert. What was written comes first and is never lost: to the outbox, or back to the agent. */
import type { ClientId, ConversationKey } from '../../../src-preload/contract/ids'
import { assertNever } from '../must'
import type { AlertResponse } from '../ports'
import type { Board } from './board'
import { keyOf } from './board'
import type { AlertDeskNeeds } from './needs'
import { alertOfUnkept } from './words'

type Reply = Extract<AlertResponse, { kind: 'reply' }>

export class Responses {
  constructor(
    private readonly needs: AlertDeskNeeds,
    private readonly board: Board,
  ) {}

  /** Keeps what was written, at once. Written without seeing the conversation: the guard looks before it leaves (HOUSE §5). */
  async keep(response: AlertResponse): Promise<void> {
    if (!isWritten(response)) return
    const shown = this.board.byToken(response.key)
    const conversation = shown?.key ?? (await this.needs.store.alertToken(response.key).catch(() => null))
    if (conversation === null) return
    const clientId = this.needs.chance.uuid() as ClientId
    const seenId = shown?.seenId ?? null
    const reply = { conversation: keyOf(conversation), clientId, text: response.text, private: false, seenId }
    try {
      const kept = await this.needs.outbox.send({ ...reply, origin: 'notification' })
      if (kept !== null) return
    } catch (error: unknown) {
      this.needs.log.bug('alerts/reply', error)
    }
    await this.board.showOwn('unkept', (token) => alertOfUnkept(token, response.text))
  }

  /** Everything else. Which conversation it was about; null: of none, or strange. */
  async follow(response: AlertResponse): Promise<ConversationKey | null> {
    const { doors, store } = this.needs
    const shown = this.board.byToken(response.key)
    if (!shown && (await this.board.takeOwn(response.key))) {
      if (response.kind === 'open')
        doors.open({ conversation: null, compose: false, activationToken: response.activationToken })
      return null
    }
    const key = shown?.key ?? (await store.alertToken(response.key))
    if (key === null) return null
    await this.act(key, response)
    if (shown && response.key === shown.token) await this.board.clear(key)
    return key
  }

  private async act(key: ConversationKey, response: AlertResponse): Promise<void> {
    const { doors } = this.needs
    switch (response.kind) {
      case 'open':
        return doors.open({ conversation: key, compose: false, activationToken: response.activationToken })
      case 'reply':
        if (isWritten(response)) return
        return doors.open({ conversation: key, compose: true, activationToken: response.activationToken })
      case 'resolve':
        return doors.resolve(key)
      case 'snooze':
        return doors.snooze(key)
      case 'read':
        return doors.markRead(key, this.board.find(key)?.seenId ?? null)
      case 'dismissed':
        return
      default:
        return assertNever(response)
    }
  }
}

function isWritten(response: AlertResponse): response is Reply & { text: string } {
  return response.kind === 'reply' && response.text !== null && response.text.trim() !== ''
}
