import type { TimelineMessage } from '../../src-preload/contract/entities'

/** The name of a message that stays the same when the server gives it an id. */
export function messageKey(message: TimelineMessage): string {
  return message.clientId ?? `id-${message.id}`
}
