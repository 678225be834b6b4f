/** What the rows of the model office look like as news (FACTS §3.2, §3.4, §5.3). */
import type { Message } from '../../src-preload/contract/entities'
import type { AccountId, MessageId } from '../../src-preload/contract/ids'
import type { ConversationNews, MessageNews } from '../../src-main/core/news'

export interface Line {
  id: number
  type: Message['type']
  private: boolean
  senderId: number
  content: string
  status: string
  deleted: boolean
  createdAt: number
  updatedAt: number
}

/** A customer as the office knows them. */
export interface Customer {
  id: number
  name: string
  email: string | null
  phoneNumber: string | null
}

export interface Talk {
  id: number
  accountId: number
  inboxId: number
  status: string
  assigneeId: number | null
  labels: string[]
  priority: string | null
  /** Users among its participants. */
  followers?: number[]
  /** False: who asks may not answer in the inbox. */
  mayFollow?: boolean
  attributes: Record<string, unknown>
  agentSeenAt: number
  waitingSinceAt: number | null
  lastActivityAt: number
  updatedAt: number
  lines: Line[]
  customer: Customer
}

/** The server writes times of messages in whole seconds (FACTS §3.4). */
export const inSeconds = (at: number): number => Math.floor(at / 1000) * 1000

/** The server counts to ten (FACTS §3.2). */
export function unreadOf(talk: Talk): number {
  return Math.min(10, talk.lines.filter((line) => line.type === 'incoming' && line.createdAt > talk.agentSeenAt).length)
}

/** A conversation with the messages that come inside it. */
export function conversationNews(talk: Talk, how: { evidenceAt: number; inside: (Line | undefined)[] }): ConversationNews {
  const { status, waitingSinceAt, lastActivityAt } = talk
  const lines = [...new Set(how.inside)].filter((line) => line !== undefined)
  return {
    accountId: talk.accountId as AccountId,
    id: talk.id as ConversationNews['id'],
    evidenceAt: how.evidenceAt,
    fields: {
      inboxId: talk.inboxId as never,
      contact: { ...talk.customer, id: talk.customer.id as never },
      assignee: talk.assigneeId === null ? null : { id: talk.assigneeId, name: 'Agent', avatarUrl: null },
      agentLastSeenAt: inSeconds(talk.agentSeenAt) || null,
      unreadCount: unreadOf(talk),
      createdAt: 1,
      labels: [...talk.labels],
      priority: talk.priority,
      customAttributes: { ...talk.attributes },
      ...{ status, waitingSinceAt, lastActivityAt },
    },
    messages: lines.map((line) => messageNews(talk, line, how.evidenceAt)),
  }
}

/** A message of either form. */
export function messageNews(talk: Talk, line: Line, evidenceAt: number): MessageNews {
  const { content, type, status, deleted, createdAt } = line
  const sender = { type: line.senderId === 1 ? 'contact' : 'user', id: line.senderId, name: 'Somebody', avatarUrl: null }
  return {
    accountId: talk.accountId as AccountId,
    conversationId: talk.id as MessageNews['conversationId'],
    id: line.id as MessageId,
    evidenceAt,
    clientId: null,
    fields: { content, type, status, deleted, createdAt, private: line.private, sender, attachments: [] },
  }
}
