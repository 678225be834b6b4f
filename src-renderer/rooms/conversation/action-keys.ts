import { assign, markUnread, setStatus, turnMute } from '../../bridge/changes'
import { unlessChoosing } from '../../bridge/many'
import { useKeys } from '../../keys'
import { useUi } from '../../ui-state'
import type { Talk } from './talk-context'

/** One key for each thing that can be done to the conversation that is open (F9), while no others are chosen. */
export function useActionKeys({ ref, conversation, account }: Talk): void {
  const me = account?.profile.user.id
  const { showOverlay } = useUi.getState()
  const subject = { ref, conversation }
  useKeys({
    resolve: unlessChoosing(() => void setStatus(subject, 'resolved')),
    reopen: unlessChoosing(() => void setStatus(subject, 'open')),
    assignMe: unlessChoosing(() => me !== undefined && void assign(subject, me, null)),
    unread: unlessChoosing(() => void markUnread(subject)),
    mute: unlessChoosing(() => void turnMute(subject)),
    snooze: unlessChoosing(() => showOverlay('snooze')),
    assign: unlessChoosing(() => showOverlay('assign')),
    team: unlessChoosing(() => showOverlay('team')),
    label: unlessChoosing(() => showOverlay('labels')),
    priority: unlessChoosing(() => showOverlay('priority')),
  })
}
