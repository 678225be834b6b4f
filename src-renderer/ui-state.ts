/** What the window remembers while it is open. Nothing here must survive a restart. */
import { create } from 'zustand'
import type { AppError } from '../src-preload/contract/errors'
import type { AccountId, ContactId, ConversationRef, InboxId, MessageId, ProfileId } from '../src-preload/contract/ids'
import type { ListCondition } from '../src-preload/contract/list-filter'
import type { ListQuery, ListView } from '../src-preload/contract/schemas/conversation'
import { errorOf } from './bridge/client'
import { isTextKey, say, type TextKey, type TextValues } from './text/t'

/** An account anywhere. */
export interface AccountRef {
  profileId: ProfileId
  accountId: AccountId
}

/** A contact anywhere. */
export interface ContactRef extends AccountRef {
  contactId: ContactId
}

/** The list on screen: a view over all accounts in scope, or one inbox. */
export interface Place {
  view: ListView
  inbox: (AccountRef & { inboxId: InboxId }) | null
  /** A list of one label, one team, or a saved filter: its name, and what narrows the view. */
  only?: { name: string; where: ListCondition[] }
}

/** A line at the bottom, with a way back where there is one. */
export interface Toast {
  id: number
  level: 'info' | 'warn' | 'error'
  text: string
  undo: (() => void) | null
}

/** Short lists to choose from for the open conversation. */
export type PickKind = 'snooze' | 'assign' | 'team' | 'labels' | 'priority' | 'later'

/** What is looked for; `within`: only in this conversation. */
export interface SearchState {
  text: string
  within: ConversationRef | null
}

/** `alerts`, `keys`, `field`, `connection`, `channels`, `connector` and `about` are pages of the settings. */
export type Room =
  | 'workspace'
  | 'contacts'
  | 'review'
  | 'settings'
  | 'alerts'
  | 'keys'
  | 'field'
  | 'connection'
  | 'channels'
  | 'connector'
  | 'about'
  | 'sign-in'
type Side = 'contact' | 'outbox' | null

interface UiState {
  room: Room
  scope: AccountRef | null
  /** The one that is open in the room of the contacts. */
  contact: ContactRef | null
  place: Place
  status: ListQuery['status']
  sort: ListQuery['sort']
  /** Conditions the agent has put up herself; they stay while she goes from list to list. */
  where: ListCondition[]
  selected: ConversationRef | null
  side: Side
  /** Stands in the place of the list while it is not null. */
  search: SearchState | null
  /** The message that the chosen conversation is to be shown at; `count` grows with each wish. */
  jump: { key: string; messageId: MessageId; count: number } | null
  /** `template` is drawn by the composer of the chosen conversation. */
  overlay: 'palette' | 'keys' | 'filter' | 'template' | PickKind | null
  /** Somebody asks for the composer: it stands until the composer of the chosen conversation is there and takes it. */
  composerAsk: { kind: 'reply' | 'note' | null } | null
  /** A time was chosen for what stands in the composer: it stands until the composer takes it. */
  laterAt: number | null
  /** Grows when the stored draft of a conversation was written by something else than its composer. */
  draftNews: { count: number; key: string }
  toasts: Toast[]
  go: (room: Room) => void
  goTo: (place: Place) => void
  setScope: (scope: AccountRef | null) => void
  selectContact: (contact: ContactRef | null) => void
  /** Goes to the room of the contacts, to one of them. */
  openContact: (contact: ContactRef) => void
  setFilter: (filter: Partial<Pick<UiState, 'status' | 'sort' | 'where'>>) => void
  select: (ref: ConversationRef | null) => void
  showSide: (side: Side) => void
  /** Back to the contact where it has a place of its own, else to nothing. */
  closeSide: () => void
  showOverlay: (overlay: UiState['overlay']) => void
  showSearch: (search: SearchState | null) => void
  /** Chooses a conversation, at a message or at its end. */
  jumpTo: (ref: ConversationRef, messageId: MessageId | null) => void
  askComposer: (kind: 'reply' | 'note' | null) => void
  takeComposerAsk: () => void
  /** Null: the composer has taken it. */
  sendLater: (at: number | null) => void
  draftIsNew: (ref: ConversationRef) => void
  dropToast: (id: number) => void
}

/** Narrower than this the side panel lies over the conversation, so it is opened only when asked for. The widths are LOOK §11's. */
export const SIDE_LIES_OVER = '(max-width: 1099px)'
let lastToast = 0

/** Whether the side panel has no place of its own now. */
function sideLiesOver(): boolean {
  return typeof window !== 'undefined' && (window.matchMedia?.(SIDE_LIES_OVER).matches ?? false)
}

/** What a new window shows. */
function atStart() {
  return {
    room: 'workspace',
    scope: null,
    contact: null,
    place: { view: 'mine', inbox: null },
    status: 'open',
    sort: 'waiting',
    where: [],
    selected: null,
    side: sideLiesOver() ? null : 'contact',
    search: null,
    jump: null,
    overlay: null,
    composerAsk: null,
    laterAt: null,
    draftNews: { count: 0, key: '' },
    toasts: [],
  } satisfies Partial<UiState>
}

/** The state of the window's own making: what is chosen, which panes are open. */
export const useUi = create<UiState>((set) => ({
  ...atStart(),
  go: (room) => set({ room, overlay: null }),
  goTo: (place) => set({ place, room: 'workspace', overlay: null, search: null }),
  setScope: (scope) =>
    set((was) => ({ scope, place: was.place.inbox || was.place.only ? { view: 'mine', inbox: null } : was.place })),
  selectContact: (contact) => set({ contact }),
  openContact: (contact) => set({ contact, room: 'contacts', overlay: null }),
  setFilter: (filter) => set(filter),
  select: (selected) =>
    set((was) => (sameRef(was.selected, selected) ? was : { selected, composerAsk: null, laterAt: null, jump: null })),
  showSide: (side) => set({ side }),
  closeSide: () => set({ side: sideLiesOver() ? null : 'contact' }),
  showOverlay: (overlay) => set({ overlay }),
  showSearch: (search) =>
    set((was) => ({ search, ...(search && { room: 'workspace' as const, overlay: null }), jump: search ? was.jump : null })),
  jumpTo: (ref, messageId) =>
    set((was) => ({
      ...(sameRef(was.selected, ref) ? {} : { selected: ref, composerAsk: null }),
      jump: messageId === null ? null : { key: refKey(ref), messageId, count: (was.jump?.count ?? 0) + 1 },
    })),
  askComposer: (kind) => set({ composerAsk: { kind } }),
  takeComposerAsk: () => set({ composerAsk: null }),
  sendLater: (laterAt) => set({ laterAt }),
  draftIsNew: (ref) => set((was) => ({ draftNews: { count: was.draftNews.count + 1, key: refKey(ref) } })),
  dropToast: (id) => set((was) => ({ toasts: was.toasts.filter((toast) => toast.id !== id) })),
}))

/** Whether two names mean the same conversation. */
export function sameRef(a: ConversationRef | null, b: ConversationRef | null): boolean {
  return a === b || (a?.profileId === b?.profileId && a?.accountId === b?.accountId && a?.conversationId === b?.conversationId)
}

/** One word for a conversation, for keys and maps. */
export function refKey(ref: ConversationRef): string {
  return `${ref.profileId}/${ref.accountId}/${ref.conversationId}`
}

/** So many lines stand at once; the others wait. */
const MOST_TOASTS = 3
/** A flood of news is not read to its end. */
const MOST_WAITING = 20

/** What is on screen of all that is to be said: a way back, whatever came since, and the oldest of the rest. */
export function shownToasts(toasts: Toast[]): Toast[] {
  const back = toasts.filter(({ undo }) => undo !== null)
  const news = toasts.filter(({ undo }) => undo === null).slice(0, MOST_TOASTS - back.length)
  return toasts.filter((one) => back.includes(one) || news.includes(one))
}

/**
 * Shows a line at the bottom. A newer line with an undo replaces the older one, so that Z is never in doubt; nothing else takes
 * a way back away: news come when they like, also between a press and its undo. News that come in one moment are all said: what
 * has no place yet waits for one. The same line again is one line. Answers the line's `id`.
 */
export function toast(line: { level?: Toast['level']; text: string; undo?: () => void }): number {
  const made: Toast = { id: ++lastToast, level: line.level ?? 'info', text: line.text, undo: line.undo ?? null }
  useUi.setState(({ toasts }) => {
    const isSame = (old: Toast): boolean => old.undo === null && old.level === made.level && old.text === made.text
    const kept = toasts.filter((old) => (old.undo === null || made.undo === null) && !(made.undo === null && isSame(old)))
    return { toasts: [...kept, made].slice(-MOST_WAITING) }
  })
  return made.id
}

/** The sentences for a refusal: why, the server's own words, what to do. What a newer main explains is said by its kind. */
export function whyNot(thrown: unknown): string {
  return whySay(errorOf(thrown))
}

/** The same for a refusal that came as a value. */
export function whySay(error: AppError): string {
  const explained = error.kind === 'internal' ? undefined : error.explained
  if (explained && isTextKey(explained.why) && isTextKey(explained.next)) {
    const values = { detail: explained.detail ?? '' }
    const words = explained.words === null ? [] : [say('error.words', { words: explained.words })]
    return [say(explained.why, values), ...words, say(explained.next, values)].join(' ')
  }
  const values: TextValues =
    error.kind === 'refused' ? { words: error.words } : error.kind === 'internal' ? { incident: error.incident } : {}
  const key: TextKey = `error.${error.kind}`
  return say(key, values)
}

/** Runs a command; a refusal becomes a line at the bottom. Answers whether it went through. */
export async function attempt(command: Promise<unknown>): Promise<boolean> {
  try {
    await command
    return true
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
    return false
  }
}
