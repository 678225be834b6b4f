import { Link2 } from 'lucide-react'
import { findAccount, useAccounts } from '../../bridge/accounts'
import { call } from '../../bridge/client'
import { showConversation, useLinked } from '../../bridge/pasted-link'
import { useText } from '../../text/t'
import { attempt } from '../../ui-state'
import type { Entry } from './entries'

/** The conversation whose address was pasted; one of nobody here can be looked at in the browser. */
export function useLinkedEntry(query: string): Entry[] {
  const t = useText()
  const accounts = useAccounts()
  const linked = useLinked(query)
  if (linked === null) return []
  const { url, conversation } = linked
  const line = { id: 'linked', group: 'palette.conversations', icon: Link2 } as const
  if (conversation === null) {
    const onPick = () => void attempt(call('link.open', { url }))
    return [{ ...line, text: t('palette.linkElsewhere'), more: t('palette.linkBrowser'), onPick }]
  }
  const number = conversation.conversationId
  const more = findAccount(accounts, conversation)?.name ?? ''
  return [{ ...line, text: t('palette.link', { number: String(number) }), more, onPick: () => showConversation(conversation) }]
}
