import type { ConversationRef } from '../../../src-preload/contract/ids'
import { call } from '../../bridge/client'
import { attempt } from '../../ui-state'

/** Brings the main window, at a conversation or as it is; this one goes. */
export function goTo(conversation: ConversationRef | null): void {
  void attempt(call('quick.goTo', { conversation }))
}

/** A link in a message, in the browser. */
export function openLink(url: string): void {
  void attempt(call('link.open', { url }))
}
