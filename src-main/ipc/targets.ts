/**
 * Which conversation each page shows, and where a click on an alert leads. A page that was only just made cannot hear yet:
 * it reports once when it is ready, and is told then (F1: the click opens that conversation, also from a cold start).
 */
import type { ConversationRef } from '../../src-preload/contract/ids'
import type { RoomName } from '../../src-preload/contract/schemas/index'
import type { Screen, Target } from '../core/screen'
import type { Broadcast } from './broadcast'

interface TargetsNeeds {
  window: {
    show(token: string | null): void
    isFocusedAndVisible(): boolean
    flash(): void
    contents(): Iterable<{ id: number }>
  }
  broadcast: Pick<Broadcast, 'say'>
}

export interface Targets {
  goTo(target: Target): void
  goToRoom(room: RoomName): void
  /** A page tells what it shows; its first word also says that it listens. */
  report(contentsId: number, open: ConversationRef | null): void
  /** The page is loaded anew and cannot hear until it reports again; `whenBack` runs when it does. */
  forget(whenBack: () => void): void
  /** A page of the window listens. */
  canHear(): boolean
  screen: Screen
}

export function openTargets({ window, broadcast }: TargetsNeeds): Targets {
  const shown = new Map<number, ConversationRef | null>()
  /** The last wish that no page could hear yet. */
  let pending: () => void = () => undefined
  let whenBack: () => void = () => undefined

  const live = (): number[] => [...window.contents()].map((contents) => contents.id)
  const canHear = (): boolean => live().some((id) => shown.has(id))
  const tell = (say: () => void): void => {
    if (canHear()) say()
    else pending = say
  }
  return {
    canHear,
    goTo({ conversation, compose, activationToken }) {
      window.show(activationToken)
      if (conversation !== null) tell(() => broadcast.say('target.requested', { conversation, compose }))
    },
    goToRoom(room) {
      window.show(null)
      tell(() => broadcast.say('room.requested', { room }))
    },
    report(contentsId, open) {
      for (const id of shown.keys()) if (!live().includes(id)) shown.delete(id)
      shown.set(contentsId, open)
      whenBack()
      whenBack = () => undefined
      const say = pending
      pending = () => undefined
      say()
    },
    forget(next) {
      shown.clear()
      whenBack = next
    },
    screen: {
      hasFocus: () => window.isFocusedAndVisible(),
      call: (conversation) => call({ window, broadcast }, conversation),
      isSeen: (conversation) => window.isFocusedAndVisible() && live().some((id) => isSame(shown.get(id), conversation)),
    },
  }
}

function call({ window, broadcast }: TargetsNeeds, conversation: ConversationRef): void {
  window.flash()
  broadcast.say('alert.raised', { conversation })
}

/** Whether a page shows this conversation. */
export function isSame(open: ConversationRef | null | undefined, other: ConversationRef): boolean {
  return (
    open !== null &&
    open !== undefined &&
    open.profileId === other.profileId &&
    open.accountId === other.accountId &&
    open.conversationId === other.conversationId
  )
}
