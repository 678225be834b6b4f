/** Every word that crosses the bridge. The preload bundles this file and nothing else of the treaty: no zod here. */
export const callNames = [
  'profile.list',
  'profile.probe',
  'profile.signIn',
  'profile.answerMfa',
  'profile.signOut',
  'profile.setAvailability',
  'conversation.list',
  'conversation.counts',
  'conversation.open',
  'conversation.setStatus',
  'conversation.assign',
  'conversation.markSeen',
  'conversation.setTyping',
  'message.page',
  'reply.send',
  'reply.undo',
  'reply.release',
  'reply.retry',
  'reply.discard',
  'outbox.list',
  'draft.get',
  'draft.save',
  'directory.get',
  'alert.history',
  'settings.get',
  'settings.set',
  'window.control',
  'window.report',
  'link.open',
] as const
export type CallName = (typeof callNames)[number]

export const eventNames = [
  'store.changed',
  'link.changed',
  'target.requested',
  'room.requested',
  'settings.changed',
  'notice.raised',
] as const
export type EventName = (typeof eventNames)[number]
