/** What main would answer to the window: a desk in memory that keeps drafts and takes replies. */
import type { ListRow, Profile, TimelineMessage } from '../../src-preload/contract/entities'
import type { ActionItem } from '../../src-preload/contract/change'
import type { ConversationRef, StagedId } from '../../src-preload/contract/ids'
import type { MessageTemplate, TemplateUse } from '../../src-preload/contract/message-template'
import type { StagedFile } from '../../src-preload/contract/staged'
import type { CallInput } from '../../src-preload/contract/schemas/index'
import type { ManagedView } from '../../src-preload/contract/schemas/managed'
import type { AtLogin } from '../../src-preload/contract/schemas/startup'
import type { UpdateState } from '../../src-preload/contract/schemas/update'
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
  /** For the list: where somebody writes. */
  writers: { conversation: ConversationRef; names: string[] }[]
  /** Agents who are writing. */
  colleagues: string[]
  /** The end of every conversation's reply window. */
  replyUntilAt: number | null
  /** Of every inbox; null: nobody has asked the server. */
  templates: MessageTemplate[] | null
  complete: boolean
  atLogin: AtLogin
  updates: UpdateState
  managed: ManagedView
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
    counts: { views: {}, inboxes: [], labels: [], teams: [], longestWaitingSinceAt: null, outbox: 0, review: 0 },
    typing: [],
    writers: [],
    colleagues: [],
    replyUntilAt: null,
    templates: [],
    complete: true,
    atLogin: 'off',
    updates: updateState(),
    managed: { file: null, server: null, isPinned: false, updates: null, alertPrivacy: null, off: [], fixed: [], problems: [] },
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
  const { typing, colleagues, replyUntilAt } = desk
  return { conversation: found ?? null, typing: [...typing, ...colleagues], colleagues, replyUntilAt }
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

const draftTopic = ({ accountId, conversationId }: ConversationRef) => `draft:${accountId}:${conversationId}`

/** As main does: beside the words. */
function keepTemplateIn(desk: DeskState, ref: ConversationRef, begun: TemplateUse | null): void {
  const blank = { text: '', private: false, cursor: 0, updatedAt: Date.now(), files: [] }
  const draft = desk.drafts.get(nameOf(ref)) ?? blank
  desk.drafts.set(nameOf(ref), { ...draft, template: begun ?? undefined })
}

/** A copy that was never looked for. */
export function updateState(some: Partial<UpdateState> = {}): UpdateState {
  return {
    ...{ version: '1.0.0', way: 'self', phase: 'idle', newer: null, share: 0, lookedAt: null, fault: null, heldBy: 0 },
    ...{ locked: { updates: false, channel: null }, page: 'https://perch.test' },
    ...some,
  }
}

/** Handlers over a desk; `more` replaces single ones. */
export function fakeMain(desk: DeskState, more: Handlers = {}): FakeBridge {
  const bridge: FakeBridge = new FakeBridge({
    'profile.list': () => desk.profiles,
    'settings.get': () => desk.settings,
    'update.state': () => desk.updates,
    'update.check': () => ({}),
    'update.install': () => ({ begun: true }),
    'managed.get': () => desk.managed,
    'quick.key': () => ({ state: desk.settings.quickKey === '' ? 'none' : 'held', trigger: null }),
    'link.find': () => ({ isLink: false, conversation: null }),
    'startup.get': () => ({ atLogin: desk.atLogin }),
    'startup.set': ({ on }) => ({ atLogin: (desk.atLogin = on ? 'on' : 'off') }),
    'settings.set': (some) => {
      desk.settings = { ...desk.settings, ...some }
      bridge.raise('settings.changed', desk.settings)
      if (some.quickKey !== undefined) bridge.raise('quick.keyChanged', {})
      return desk.settings
    },
    'conversation.list': (query) => listOf(desk, query),
    'conversation.counts': () => desk.counts,
    'conversation.typing': () => desk.writers,
    'conversation.open': (ref) => openOf(desk, ref),
    'conversation.change': () => ({ actionId: crypto.randomUUID(), undoUntilAt: Date.now() + 5_000 }),
    'conversation.changeMany': ({ accounts }) => ({
      kept: accounts.flatMap(({ profileId, conversations }) =>
        conversations.map(() => ({ profileId, actionId: crypto.randomUUID() })),
      ),
      notChanged: 0,
      undoUntilAt: Date.now() + 5_000,
    }),
    'conversation.listed': ({ refs }) => ({
      refs: refs.filter((ref) => desk.rows.some((row) => nameOf(refOfRow(row)) === nameOf(ref))),
    }),
    'action.undoMany': ({ actions }) => ({ undone: actions.length }),
    'message.remove': () => ({}),
    'action.list': () => desk.actions,
    'action.undo': () => ({ undone: true }),
    'action.release': () => ({}),
    'conversation.markSeen': () => ({}),
    'conversation.setTyping': () => ({}),
    'message.page': (input) => pageOf(desk, input),
    'directory.get': ({ accountId }) => directory(accountId, [[1, 'WhatsApp Orders', 'Channel::Whatsapp']]),
    'contact.talks': () => [],
    'contact.attributes': () => [],
    'draft.get': ({ conversation }) => desk.drafts.get(nameOf(conversation)) ?? null,
    'draft.save': ({ conversation, ...draft }) => {
      const files = desk.drafts.get(nameOf(conversation))?.files ?? []
      if (draft.text === '' && files.length === 0) desk.drafts.delete(nameOf(conversation))
      else desk.drafts.set(nameOf(conversation), { ...draft, files, updatedAt: Date.now() })
      return {}
    },
    'template.list': ({ conversation }) => ({
      templates: desk.templates,
      begun: desk.drafts.get(nameOf(conversation))?.template ?? null,
    }),
    'template.keep': ({ conversation, begun }) => {
      keepTemplateIn(desk, conversation, begun)
      bridge.raise('store.changed', { profileId: conversation.profileId, topics: [draftTopic(conversation)] })
      return {}
    },
    'reply.send': ({ clientId, conversation }) => {
      desk.drafts.delete(nameOf(conversation))
      return { clientId, undoUntilAt: Date.now() + desk.settings.undoMs, claimId: null }
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
    'canned.suggest': () => [],
    'canned.learnt': () => ({ uses: 0 }),
    'canned.forget': () => ({}),
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
    'about.get': () => ({
      ...{ perch: '0.1.0', electron: '45.4.1', chromium: '150.0.1', node: '24.1.0', system: 'linux x64' },
      homepage: 'https://perch.example',
    }),
    'link.open': () => ({ opened: true }),
    ...more,
  })
  return bridge
}
