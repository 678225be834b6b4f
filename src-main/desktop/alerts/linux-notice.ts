/** What a notification daemon is given to show: escaped where it reads markup, buttons and hints it knows, and no more. */
import type { Alert } from '../../core/ports'
import type { Bus } from '../bus'
import type { Text } from '../text'
import { alertWords, escapeMarkup } from './words'

export interface NoticeNeeds {
  bus: Pick<Bus, 'variant'>
  text: Text
  /** Name of the .desktop file without its ending: the desktop finds icon and name by it. */
  desktopEntry: string
}
interface Notice {
  title: string
  body: string
  /** Pairs of name and label. */
  actions: string[]
  hints: Record<string, unknown>
}

const NORMAL = 1
const CRITICAL = 2

/** The words of Notify (Desktop Notifications Specification 1.3) for a daemon with these capabilities. */
export async function noticeOf(alert: Alert, needs: NoticeNeeds, capabilities: ReadonlySet<string>): Promise<Notice> {
  const { title, context, body } = alertWords(alert, needs.text)
  const plainBody = context === null ? body : `${body}\n${context}`
  return {
    title,
    body: capabilities.has('body-markup') ? escapeMarkup(plainBody) : plainBody,
    actions: actionsOf(alert, capabilities, needs.text),
    hints: await hintsOf(alert, needs, capabilities),
  }
}

async function hintsOf(
  { actions, urgent }: Alert,
  { bus, text, desktopEntry }: NoticeNeeds,
  capabilities: ReadonlySet<string>,
): Promise<Record<string, unknown>> {
  const canReply = actions.includes('reply') && capabilities.has('inline-reply')
  return {
    urgency: await bus.variant('y', urgent ? CRITICAL : NORMAL),
    'desktop-entry': await bus.variant('s', desktopEntry),
    category: await bus.variant('s', 'im.received'),
    ...(canReply ? { 'x-kde-reply-placeholder-text': await bus.variant('s', text.t('alert.replyHint')) } : {}),
  }
}

/** The reply field has a name of its own; without it "Reply" is a button and opens the window. */
function actionsOf(alert: Alert, capabilities: ReadonlySet<string>, text: Text): string[] {
  if (!capabilities.has('actions')) return []
  const pairs: Record<Alert['actions'][number], () => [string, string]> = {
    reply: () => [capabilities.has('inline-reply') ? 'inline-reply' : 'reply', text.t('alert.reply')],
    open: () => ['open', text.t('alert.open')],
    resolve: () => ['resolve', text.t('alert.resolve')],
  }
  return ['default', text.t('alert.open'), ...alert.actions.flatMap((action) => pairs[action]())]
}
