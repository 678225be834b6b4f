/** What a notification daemon is given to show: escaped where it reads markup, buttons and hints it knows, and no more. */
import type { Alert, AlertResponse } from '../../core/ports'
import type { Bus } from '../bus'
import type { Text } from '../text'
import type { Paint, Pixels } from './paint'
import { alertWords, escapeMarkup } from './words'

export interface NoticeNeeds {
  bus: Pick<Bus, 'variant'>
  text: Text
  /** Pixels of a picture, or null when it is none that can be shown. */
  paint: Paint
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
  { actions, urgent, picture }: Alert,
  { bus, text, desktopEntry, paint }: NoticeNeeds,
  capabilities: ReadonlySet<string>,
): Promise<Record<string, unknown>> {
  const canReply = actions.includes('reply') && capabilities.has('inline-reply')
  const pixels = picture ? paint(picture) : null
  return {
    urgency: await bus.variant('y', urgent ? CRITICAL : NORMAL),
    'desktop-entry': await bus.variant('s', desktopEntry),
    category: await bus.variant('s', 'im.received'),
    // Perch plays its own, with its volume.
    'suppress-sound': await bus.variant('b', true),
    ...(pixels === null ? {} : { 'image-data': await bus.variant('(iiibiiay)', imageWords(pixels)) }),
    ...(canReply ? { 'x-kde-reply-placeholder-text': await bus.variant('s', text.t('alert.replyHint')) } : {}),
  }
}

/** Width, height, bytes of a row, alpha, bits of a sample, samples of a pixel, and the pixels (specification, "image-data"). */
function imageWords({ width, height, rgba }: Pixels): unknown[] {
  return [width, height, width * 4, true, 8, 4, rgba]
}

/** The reply field has a name of its own; without it "Reply" is a button and opens the window. */
function actionsOf(alert: Alert, capabilities: ReadonlySet<string>, text: Text): string[] {
  if (!capabilities.has('actions')) return []
  const pairs: Record<Alert['actions'][number], () => [string, string]> = {
    reply: () => [capabilities.has('inline-reply') ? 'inline-reply' : 'reply', text.t('alert.reply')],
    open: () => ['open', text.t('alert.open')],
    resolve: () => ['resolve', text.t('alert.resolve')],
    snooze: () => ['snooze', text.t('alert.snooze')],
    read: () => ['read', text.t('alert.read')],
  }
  return ['default', text.t('alert.open'), ...alert.actions.flatMap((action) => pairs[action]())]
}

/** What a pressed button answers. A reply by button has no text: the popover opens. */
export function responseTo(
  { key, activationToken }: { key: string; activationToken: string | null },
  action: string,
): AlertResponse {
  if (action === 'reply' || action === 'inline-reply') return { kind: 'reply', key, text: null, activationToken }
  if (action === 'resolve' || action === 'snooze' || action === 'read') return { kind: action, key }
  return { kind: 'open', key, activationToken }
}
