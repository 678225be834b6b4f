import { useEffect, useMemo } from 'react'
import type { Conversation, Inbox } from '../../src-preload/contract/entities'
import type { ConversationRef } from '../../src-preload/contract/ids'
import { firstName } from '../parts/names'
import { plainValue, type Variables } from '../parts/variables'
import type { AccountEntry } from './accounts'
import type { Writing } from './writing'

/** The customer somebody writes to, with what is known of account and inbox. */
export interface Subject {
  ref: ConversationRef
  conversation: Conversation
  account: AccountEntry | undefined
  inbox: Inbox | undefined
}

const lastName = (name: string): string => name.trim().split(/\s+/).slice(1).join(' ')

function person(prefix: string, { name, email }: { name: string; email: string | null }): Record<string, unknown> {
  return {
    [`${prefix}.name`]: name,
    [`${prefix}.first_name`]: firstName(name),
    [`${prefix}.last_name`]: lastName(name),
    [`${prefix}.email`]: email,
  }
}

function attributes(prefix: string, own: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [`${prefix}.custom_attribute.${key}`, value]))
}

/** What the names of Chatwoot stand for here: those of its own composer and those the server fills in (FACTS §3.4). */
export function variablesOf({ ref, conversation, account, inbox }: Subject): Variables {
  const { contact, customAttributes } = conversation
  const me = account?.profile.user
  const values: Record<string, unknown> = {
    ...attributes('contact', contact.customAttributes),
    ...attributes('conversation', customAttributes),
    ...person('contact', contact),
    'contact.phone': contact.phoneNumber,
    'contact.phone_number': contact.phoneNumber,
    'contact.id': contact.id,
    'conversation.id': ref.conversationId,
    'conversation.display_id': ref.conversationId,
    ...(me && person('agent', me)),
    'inbox.name': inbox?.name,
    'inbox.id': conversation.inboxId,
    'account.name': account?.name,
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plainValue(value)]))
}

/** The same for a component; the writing is told, so that it can warn before something goes without a value. */
export function useVariables({ ref, conversation, account, inbox }: Subject, writing: Writing): Variables {
  const variables = useMemo(() => variablesOf({ ref, conversation, account, inbox }), [ref, conversation, account, inbox])
  useEffect(() => writing.wording.know(variables), [writing, variables])
  return variables
}
