import { assign, markUnread, setStatus, turnMute } from '../../bridge/changes'
import { useKeys } from '../../keys'
import { useUi } from '../../ui-state'
import type { Talk } from './talk-context'

/** One key for each thing that can be done to the conversation that is open (F9). */
export function useActionKeys({ ref, conversation, account }: Talk): void {
  const me = account?.profile.user.id
  const { showOverlay } = useUi.getState()
  const subject = { ref, conversation }
  useKeys({
    resolve: () => void setStatus(subject, 'resolved'),
    reopen: () => void setStatus(subject, 'open'),
    assignMe: () => me !== undefined && void assign(subject, me, null),
    unread: () => void markUnread(subject),
    mute: () => void turnMute(subject),
    snooze: () => showOverlay('snooze'),
    assign: () => showOverlay('assign'),
    team: () => showOverlay('team'),
    label: () => showOverlay('labels'),
    priority: () => showOverlay('priority'),
  })
}
