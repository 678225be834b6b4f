/** What the quick-reply page may ask. It shows one customer and answers; nothing of accounts, settings or channels is its business. */
import type { CallName } from '../../src-preload/contract/names'

export const quickCalls: ReadonlySet<CallName> = new Set<CallName>([
  'profile.list',
  'directory.get',
  'settings.get',
  'quick.queue',
  'quick.close',
  'quick.goTo',
  'conversation.open',
  'conversation.change',
  'conversation.markSeen',
  'conversation.setTyping',
  'message.page',
  'action.undo',
  'action.release',
  'reply.send',
  'reply.undo',
  'reply.release',
  'reply.retry',
  'reply.discard',
  'draft.get',
  'draft.save',
  'attachment.drop',
  'canned.suggest',
  'window.report',
  'link.open',
])
