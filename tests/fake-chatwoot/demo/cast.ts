import type { Priority, Status } from '../model/rows'

/** Who speaks in the history of the demo. */
export type Voice = 'customer' | 'mira' | 'jonas' | 'priya'

/** One thing said, so many minutes ago. */
export interface Said {
  ago: number
  by: Voice
  text: string
  isNote?: boolean
  picture?: boolean
  /** The channel refused it. */
  failed?: string
}

/** A customer with one conversation, what was said in it, and what he will still say. */
export interface Part {
  name: string
  inbox: string
  number?: number
  email?: string
  phone?: string
  city?: string
  attributes?: Record<string, string>
  assignee?: Exclude<Voice, 'customer'>
  status?: Status
  priority?: Priority
  labels?: string[]
  isUnread?: boolean
  history: Said[]
  /** What he writes by himself, one after the other. */
  lines: string[]
  /** What he answers when somebody replies. */
  answers: string[]
}

/** A place customers write to. */
export interface Stage {
  name: string
  channelType: string
}

export interface Cast {
  accountId: number
  inboxes: Stage[]
  parts: Part[]
}
