/**
 * Addresses of conversations that were copied elsewhere: from a browser with the dashboard, from a colleague's message. Pasted
 * outside of a text field they open the conversation; in the palette they are a line of their own.
 */
import { useQuery } from '@tanstack/react-query'
import { isField } from '../keys'
import { say } from '../text/t'
import { attempt, toast, useUi } from '../ui-state'
import { call } from './client'
import type { ConversationRef } from '../../src-preload/contract/ids'

/** What may be an address; main reads it (`desktop/deep-link`). */
const ADDRESS = /^(?:https?|perch):\/\/\S{1,4000}$/i

function asAddress(text: string): string | null {
  const trimmed = text.trim()
  return ADDRESS.test(trimmed) ? trimmed : null
}

/** Which conversation the text names, and whether it names one at all; null: it is no address, or nobody knows yet. */
export function useLinked(text: string): { url: string; conversation: ConversationRef | null } | null {
  const address = asAddress(text)
  const { data } = useQuery({
    queryKey: ['linked', address],
    queryFn: () => call('link.find', { text: address ?? '' }),
    enabled: address !== null,
  })
  return address !== null && data?.isLink === true ? { url: address, conversation: data.conversation } : null
}

/** Shows this conversation. */
export function showConversation(conversation: ConversationRef): void {
  useUi.getState().go('workspace')
  useUi.getState().select(conversation)
}

async function open(address: string): Promise<void> {
  const { isLink, conversation } = await call('link.find', { text: address })
  if (conversation !== null) showConversation(conversation)
  else if (isLink) toast({ level: 'warn', text: say('link.notOurs') })
}

/** Listens for addresses that are pasted where nothing is written. Returns the way to stop. */
export function startPastedLinks(): () => void {
  const onPaste = (event: ClipboardEvent) => {
    if (event.defaultPrevented || isField(event.target) || document.querySelector('[role="dialog"]') !== null) return
    const address = asAddress(event.clipboardData?.getData('text/plain') ?? '')
    if (address !== null) void attempt(open(address))
  }
  document.addEventListener('paste', onPaste)
  return () => document.removeEventListener('paste', onPaste)
}
