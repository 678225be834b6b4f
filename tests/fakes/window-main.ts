/** What main would answer to the window: a desk in memory that keeps drafts and takes replies. */
import type { ListRow, Profile, TimelineMessage } from '../../src-preload/contract/entities'
import type { ActionItem } from '../../src-preload/contract/change'
import type { ConversationRef, StagedId } from '../../src-preload/contract/ids'
import type { StagedFile } from '../../src-preload/contract/staged'
import type { CallInput } from '../../src-preload/contract/schemas/index'
import type { AtLogin } from '../../src-preload/contract/schemas/startup'
import type { Settings } from '../../src-preload/contract/schemas/app'
import type { Counts, ListQuery, OutboxItem } from '../../src-preload/contract/schemas/conversation'
import type { StoredDraft } from '../../src-preload/contract/schemas/message'
import { FakeBridge, type Handlers } from './bridge'
import { uuidOf } from './chance'
import { directory, id, profile, settings } from './desk'

export interface DeskState {
  profiles: Profile[]
  settings: Settings
  rows: ListRow[]
  messages: Map<string, TimelineMessage[]>
  drafts: Map<string, StoredDraft>
  outbox: OutboxItem[]
  actions: ActionItem[]
  counts: Counts
  typing: string[]
  complete: boolean
  atLogin: AtLogin
}

export const nameOf = (ref: ConversationRef): string => `${ref.profileId}/${ref.accountId}/${ref.conversationId}`

const refOfRow = (row: ListRow): ConversationRef => ({
  profileId: row.profileId,
  accountId: row.accountId,
  conversationId: row.id,
})

export function emptyDesk(some: Partial<DeskState> = {}): DeskState {
  return {
    profiles: [profile()],
    settings,
    rows: [],
    messages: new Map(),
    drafts: new Map(),
    outbox: [],
    actions: [],
    counts: { views: {}, inboxes: [], longestWaitingSinceAt: null, outbox: 0, review: 0 },
    typing: [],
    complete: true,
    atLogin: 'off',
    ...some,
  }
}

function listOf(desk: DeskState, query: ListQuery) {
  const fits = desk.rows.filter((row) => query.inboxId === null || row.inboxId === query.inboxId)
  return {
    rows: fits.slice(query.offset, query.offset + query.limit),
    total: fits.length,
    complete: desk.complete,
    asOfAt: Date.now(),
  }
}

function pageOf(desk: DeskState, input: { conversation: ConversationRef; before: number | null; limit: number }) {
  const all = desk.messages.get(nameOf(input.conversation)) ?? []
  const older = input.before === null ? all : all.filter((each) => each.id !== null && each.id < (input.before ?? 0))
  const messages = older.slice(-input.limit)
  return { messages, reachedStart: messages.length === older.length }
}

function openOf(desk: DeskState, ref: ConversationRef) {
  const found = desk.rows.find((row) => nameOf(refOfRow(row)) === nameOf(ref))
  return { conversation: found ?? null, typing: desk.typing }
}

let fileCount = 0

/** Takes a file as main would: it belongs to the draft from now on. */
function stagedIn(desk: DeskState, input: CallInput<'attachment.stage'>): StagedFile {
  const { conversation, name, bytes } = input
  const file = { id: uuidOf((fileCount += 1), 0xf11e) as StagedId, name, size: bytes.byteLength, isWhole: true }
  const staged = { ...file, type: name.endsWith('.png') ? 'image/png' : 'application/octet-stream' }
  const blank = { text: '', private: input.private, cursor: 0, updatedAt: Date.now(), files: [] }
  const draft = desk.drafts.get(nameOf(conversation)) ?? blank
  desk.drafts.set(nameOf(conversation), { ...draft, files: [...draft.files, staged] })
  return staged
}

function dropIn(desk: DeskState, wanted: StagedId): Record<string, never> {
  for (const draft of desk.drafts.values()) draft.files = draft.files.filter(({ id: one }) => one !== wanted)
  return {}
}

/** Handlers over a desk; `more` replaces single ones. */
export function fakeMain(desk: DeskState, more: Handlers = {}): FakeBridge {
  const bridge: FakeBridge = new FakeBridge({
    'profile.list': () => desk.profiles,
    'settings.get': () => desk.settings,
    'startup.get': () => ({ atLogin: desk.atLogin }),
    'startup.set': ({ on }) => ({ atLogin: (desk.atLogin = on ? 'on' : 'off') }),
    'settings.set': (some) => {
      desk.settings = { ...desk.settings, ...some }
      bridge.raise('settings.changed', desk.settings)
      return desk.settings
    },
    'conversation.list': (query) => listOf(desk, query),
    'conversation.counts': () => desk.counts,
    'conversation.open': (ref) => openOf(desk, ref),
    'conversation.change': () => ({ actionId: crypto.randomUUID(), undoUntilAt: Date.now() + 5_000 }),
    'message.remove': () => ({}),
    'action.list': () => desk.actions,
    'action.undo': () => ({ undone: true }),
    'action.release': () => ({}),
    'conversation.markSeen': () => ({}),
    'conversation.setTyping': () => ({}),
    'message.page': (input) => pageOf(desk, input),
    'directory.get': ({ accountId }) => directory(accountId, [[1, 'WhatsApp Orders', 'Channel::Whatsapp']]),
    'draft.get': ({ conversation }) => desk.drafts.get(nameOf(conversation)) ?? null,
    'draft.save': ({ conversation, ...draft }) => {
      const files = desk.drafts.get(nameOf(conversation))?.files ?? []
      if (draft.text === '' && files.length === 0) desk.drafts.delete(nameOf(conversation))
      else desk.drafts.set(nameOf(conversation), { ...draft, files, updatedAt: Date.now() })
      return {}
    },
    'reply.send': ({ clientId, conversation }) => {
      desk.drafts.delete(nameOf(conversation))
      return { clientId, undoUntilAt: Date.now() + desk.settings.undoMs }
    },
    'reply.undo': () => ({ undone: true }),
    'reply.release': () => ({}),
    'reply.retry': () => ({}),
    'reply.discard': () => ({ files: 0 }),
    'attachment.stage': (input) => ({ staged: [stagedIn(desk, input)], refused: [] }),
    'attachment.pick': () => ({ staged: [], refused: [] }),
    'attachment.drop': ({ id: file }) => dropIn(desk, file),
    'attachment.save': () => ({ saved: true }),
    'outbox.list': () => desk.outbox,
    'review.list': () => [],
    'pack.list': () => [],
    'review.send': ({ items }) => ({ sent: items.length }),
    'profile.setAvailability': () => ({}),
    'presence.follow': () => ({}),
    'presence.setAutoOffline': () => ({}),
    'profile.signIn': () => ({ kind: 'signed-in', profileId: id.profile('p1') }),
    'window.report': () => ({}),
    'window.control': () => ({}),
    'missed.get': () => null,
    'missed.dismiss': () => ({}),
    'health.log': () => [],
    'storage.get': () => ({ bytes: 0, messages: 0, choices: [], freeing: null, history: null }),
    'storage.free': () => ({}),
    'diagnostics.export': () => ({ saved: true }),
    'doctor.run': () => ({}),
    'doctor.report': () => null,
    'selfTest.run': () => ({}),
    'selfTest.report': () => null,
    'wizard.report': () => null,
    'wizard.kept': () => ({ made: 0 }),
    'receive.report': () => null,
    'link.open': () => ({ opened: true }),
    ...more,
  })
  return bridge
}
