import type { AttributeValues } from '../../../src-preload/contract/change'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Outcome } from '../outcome'
import type { Server } from '../ports'
import { attributesAfter } from './contact-fields'

/** Nobody said what is there: writing would take away what we do not see. */
const UNREAD = { kind: 'unsure', reason: 'unreadable', status: null, words: null } as const

/**
 * Changes some custom attributes of a conversation, and answers with all of them. The server replaces the whole of them
 * (FACTS §3.3), so they are read as late as possible: what a colleague wrote into another one meanwhile stays.
 */
export async function setAttributes(
  server: Pick<Server, 'conversation' | 'setCustomAttributes'>,
  key: ConversationKey,
  values: AttributeValues,
): Promise<Outcome<{ customAttributes: Record<string, unknown> }>> {
  const read = await server.conversation(key)
  if (read.kind !== 'accepted') return read
  const { customAttributes: there } = read.value.fields
  if (there === undefined) return UNREAD
  const customAttributes = attributesAfter(there, values)
  const set = await server.setCustomAttributes(key, customAttributes)
  return set.kind === 'accepted' ? { kind: 'accepted', value: { customAttributes } } : set
}
