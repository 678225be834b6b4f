import type { Generated, GeneratedAlways } from 'kysely'

/** A conversation: what lists filter and sort by, and the rest as JSON. `mentioned` and `following` are 0 or 1. */
export interface ConversationsTable {
  row: GeneratedAlways<number>
  account_id: number
  id: number
  inbox_id: number
  contact_id: number
  status: string
  assignee_id: number | null
  unread: number
  waiting_since_at: number | null
  last_activity_at: number
  mentioned: Generated<number>
  evidence_at: number
  entity: string
  search_hash: number
  indexed_as: Generated<number>
  team_id: number | null
  priority: Generated<number>
  labels: Generated<string>
  following: Generated<number>
}

/** A label of a conversation, by the row of the conversation; kept by triggers. */
export interface ConversationLabelsTable {
  row: number
  title: string
}

/**
 * A message. `id` is null while only this computer has it; `marker` in whole microseconds. `search_hash` is of what search
 * finds it by, `indexed_as` what the index has; 0: nothing.
 */
export interface MessagesTable {
  row: GeneratedAlways<number>
  account_id: number
  conversation_id: number
  id: number | null
  client_id: string | null
  marker: number | null
  created_at: number
  evidence_at: number
  entity: string
  search_hash: number
  indexed_as: Generated<number>
}

/** Conversations of which every older message is here. */
export interface WholeHistoriesTable {
  account_id: number
  conversation_id: number
}

/** Every message written since `since_at` is here. */
export interface KnownHistoriesTable {
  account_id: number
  conversation_id: number
  since_at: number
}

/** Every conversation that moved since `since_at` is here. */
export interface KnownListsTable {
  account_id: number
  since_at: number
}

/** An unsent reply, column by column: SQL sees everything the courier decides by. `text`, `template`, `recipients` and `reason` are JSON. */
export interface JobsTable {
  row: GeneratedAlways<number>
  client_id: string
  kind: string
  account_id: number
  conversation_id: number
  state: string
  marker: number
  text: string
  private: number
  in_reply_to: number | null
  template: string | null
  recipients: string | null
  anchor_id: number | null
  seen_id: number | null
  created_at: number
  not_before_at: number | null
  written_blind: number
  unsure_since_at: number | null
  looks: number
  rounds: number
  failures: number
  born_at: number
  reason: string | null
  released: number
  reviewed_at: number | null
  leave_at: number | null
}

/** `text` is a JSON string, `template` and `recipients` JSON. */
export interface DraftsTable {
  account_id: number
  conversation_id: number
  text: string
  private: number
  cursor: number
  updated_at: number
  in_reply_to: number | null
  template: string | null
  recipients: string | null
}

/** An agent's change on its way; `entity` is JSON. */
export interface ActionsTable {
  row: GeneratedAlways<number>
  id: string
  account_id: number
  conversation_id: number
  created_at: number
  entity: string
}

/** Both are JSON; `templates` by inbox, null: nobody has asked. */
export interface DirectoriesTable {
  account_id: number
  entity: string
  templates: string | null
}

/** Names of inboxes, for rows that need nothing else of the directory. */
export interface InboxesTable {
  account_id: number
  id: number
  name: string
}

/** `name` is a JSON string; `client_id` is null while it is the draft's; `whole` is 0 or 1. */
export interface StagedFilesTable {
  id: string
  account_id: number
  conversation_id: number
  client_id: string | null
  position: number
  name: string
  type: string
  size: number
  whole: number
}

/** Bytes of staged files in pieces of 256 KiB. */
export interface BlobsTable {
  blob_id: string
  part: number
  bytes: Uint8Array
}

/** Bytes of a file of a message; `small` is 0 or 1. */
export interface PicturesTable {
  row: GeneratedAlways<number>
  account_id: number
  message_id: number
  attachment_id: number
  small: number
  type: string
  size: number
  used_at: number
  bytes: Uint8Array
}

export interface CursorsTable {
  account_id: number
  last_good_at: number | null
  filled: number
}

export interface VerdictsTable {
  row: GeneratedAlways<number>
  at: number
  account_id: number
  conversation_id: number
  event: string
  alerted: number
  reason: string | null
  rule: string | null
  /** JSON. */
  entity: string | null
}

export interface MembershipsTable {
  account_id: number
  inbox_id: number
  is_member: number
  checked_at: number
}

export interface AlertTokensTable {
  row: GeneratedAlways<number>
  token: string
  account_id: number
  conversation_id: number
}

/** `facts` is JSON. */
export interface HealthTable {
  row: GeneratedAlways<number>
  at: number
  what: string
  facts: string | null
}

/** A canned response that was sent; `stems` is JSON. */
export interface CannedUsesTable {
  row: GeneratedAlways<number>
  account_id: number
  canned_id: number
  stems: string
  used_at: number
}

/** The tables that code reads and writes today; the migrations say what is in the file. */
export interface Tables {
  conversations: ConversationsTable
  conversation_labels: ConversationLabelsTable
  messages: MessagesTable
  whole_histories: WholeHistoriesTable
  known_histories: KnownHistoriesTable
  known_lists: KnownListsTable
  jobs: JobsTable
  actions: ActionsTable
  drafts: DraftsTable
  staged_files: StagedFilesTable
  blobs: BlobsTable
  pictures: PicturesTable
  directories: DirectoriesTable
  inboxes: InboxesTable
  cursors: CursorsTable
  verdicts: VerdictsTable
  memberships: MembershipsTable
  alert_tokens: AlertTokensTable
  health: HealthTable
  canned_uses: CannedUsesTable
}
