import type { AccountId, ConversationId, ConversationKey } from '../../../src-preload/contract/ids'
import type { ConversationNews } from '../../core/news'
import type { ConversationsQuery, Priority } from '../../core/ports'
import { line, printed, type AccountCommand, type Told } from '../command'

const id = { name: 'CONVERSATION', help: 'The number of the conversation, as its page shows it.' }

/** The conversation that was named. */
export function keyOf(account: AccountId, told: Told): ConversationKey {
  return { accountId: account, conversationId: Number(told.id) as ConversationId }
}

/** Number, status, customer. */
export function conversationLine({ id: number, fields }: ConversationNews): string {
  return line(number, fields.status, fields.contact?.name)
}

const one = (news: ConversationNews) => ({ value: news, lines: [conversationLine(news)] })

/** Rows of the guide about conversations (G4). */
export const conversationCommands: readonly AccountCommand[] = [
  {
    kind: 'account',
    words: 'conversation list',
    summary: 'Lists conversations, 25 a page.',
    flags: [
      { name: 'status', takes: 'STATUS', help: 'open, resolved, pending, snoozed or all; open unless told.' },
      { name: 'inbox', takes: 'NUMBER', help: 'Of this inbox only.' },
      { name: 'page', takes: 'NUMBER', help: 'Which page; the first unless told.' },
    ],
    run: ({ server, account }, told) => {
      const status = (told.text('status') ?? 'open') as ConversationsQuery['status']
      const [inboxId, page] = [told.number('inbox'), told.number('page')]
      const ask = { status, ...(inboxId === undefined ? {} : { inboxId }), ...(page === undefined ? {} : { page }) }
      return printed(server.api.conversations.listConversations(account, ask), (found) => ({
        value: found,
        lines: found.conversations.map(conversationLine),
      }))
    },
  },
  {
    kind: 'account',
    words: 'conversation show',
    summary: 'Shows one conversation.',
    id,
    flags: [],
    run: ({ server, account }, told) => printed(server.conversation(keyOf(account, told)), one),
  },
  {
    kind: 'account',
    words: 'conversation create',
    summary: 'Begins a conversation. Always name the source id: without it the server makes a new one at each call.',
    flags: [
      { name: 'inbox', takes: 'NUMBER', isRequired: true, help: 'In which inbox.' },
      { name: 'contact', takes: 'NUMBER', isRequired: true, help: 'With whom.' },
      { name: 'source-id', takes: 'TEXT', isRequired: true, help: 'What the contact is called in that inbox.' },
    ],
    run: ({ server, account }, told) => {
      const made = {
        inboxId: told.number('inbox') ?? 0,
        contactId: told.number('contact') ?? 0,
        sourceId: told.text('source-id') ?? '',
      }
      type Made = Parameters<typeof server.api.conversations.createConversation>[1]
      return printed(server.api.conversations.createConversation(account, made as Made), one)
    },
  },
  {
    kind: 'account',
    words: 'conversation update',
    summary: 'Changes the status or the priority.',
    id,
    flags: [
      { name: 'status', takes: 'STATUS', help: 'open, resolved or pending.' },
      { name: 'priority', takes: 'PRIORITY', help: 'urgent, high, medium, low or none.' },
    ],
    async run({ server, account }, told) {
      const key = keyOf(account, told)
      const [status, priority] = [told.text('status'), told.text('priority')]
      if (status !== undefined) {
        const outcome = await server.setStatus(key, status as 'open' | 'resolved' | 'pending')
        if (outcome.kind !== 'accepted') return outcome
      }
      if (priority !== undefined) {
        const outcome = await server.setPriority(key, priority === 'none' ? null : (priority as Priority))
        if (outcome.kind !== 'accepted') return outcome
      }
      return printed(server.conversation(key), one)
    },
  },
]
