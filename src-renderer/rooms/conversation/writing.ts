/**
 * What is being written in one conversation. The kind (reply or note) and the text live together in one place and change
 * at once, so a key pressed right after another one never sees an older kind. The text leaves the composer only when main
 * has answered that the reply is on disk.
 */
import type { Draft } from '../../../src-preload/contract/entities'
import type { ClientId, ConversationRef, MessageId } from '../../../src-preload/contract/ids'
import { call } from '../../bridge/client'
import { say } from '../../text/t'
import { refKey, whyNot } from '../../ui-state'

/** The longest message the server takes. */
export const MAX_TEXT = 150_000
const SAVE_AFTER_MS = 400
const SAVE_AGAIN_MS = 5_000

/** Who will read it. */
export type Kind = 'reply' | 'note'

/** What the composer shows. `loads` grows when a stored draft was put in, so that the cursor can be set. */
export interface WritingState {
  text: string
  kind: Kind
  cursor: number
  isLoading: boolean
  isSending: boolean
  problem: string | null
  saved: 'no' | 'yes' | 'failed'
  loads: number
}

/** The save under way by conversation: a draft is read, and a reply sent, only after it. */
const saving = new Map<string, Promise<unknown>>()
/** What the disk did not take, by conversation: it must be there again when the conversation is. */
const unsaved = new Map<string, Writing>()
const blank: WritingState = {
  text: '',
  kind: 'reply',
  cursor: 0,
  isLoading: true,
  isSending: false,
  problem: null,
  saved: 'no',
  loads: 0,
}

/** The words that were put back, with what was already there. A note among them makes the whole a note. */
function joined(stored: Draft, was: WritingState): Pick<WritingState, 'text' | 'kind' | 'cursor'> {
  const mine = was.text
  const isThere = mine === '' || stored.text.includes(mine)
  const kind = stored.private || (was.kind === 'note' && mine !== '') ? 'note' : 'reply'
  if (isThere) return { text: stored.text, kind, cursor: Math.min(stored.cursor, stored.text.length) }
  const text = mine.includes(stored.text) ? mine : `${stored.text}\n${mine}`
  return { text, kind, cursor: text.length }
}

/** The writing of one conversation, from opening it to leaving it. */
export class Writing {
  private state: WritingState = blank
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  /** Named once for each thing to send: pressing again after a fault repeats the name, so it cannot arrive twice. */
  private sendId: ClientId | null = null
  private readonly key: string

  constructor(readonly ref: ConversationRef) {
    this.key = refKey(ref)
  }

  readonly get = (): WritingState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private set(change: Partial<WritingState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }

  /** Reads the stored draft. What was typed meanwhile stays. */
  async load(): Promise<void> {
    try {
      await saving.get(this.key)
      const stored = await call('draft.get', { conversation: this.ref })
      const left = unsaved.get(this.key)?.handOver(this) ?? stored
      const found = left && left.text !== '' ? joined(left, this.state) : {}
      this.set({ ...found, isLoading: false, loads: this.state.loads + 1 })
    } catch (thrown: unknown) {
      this.set({ isLoading: false, problem: whyNot(thrown), loads: this.state.loads + 1 })
    }
  }

  edit(text: string, cursor: number): void {
    this.sendId = null
    this.set({ text, cursor, problem: null, saved: 'no' })
    this.saveSoon()
  }

  moveCursor(cursor: number): void {
    if (cursor === this.state.cursor) return
    this.state = { ...this.state, cursor }
    if (this.state.text !== '') this.saveSoon()
  }

  setKind(kind: Kind): void {
    if (kind === this.state.kind) return
    this.sendId = null
    this.set({ kind })
    if (this.state.text !== '') this.saveSoon()
  }

  /** R and N. A text that was begun as a note never becomes a reply by the way. */
  ask(kind: Kind): void {
    if (kind === 'note' || this.state.text === '') this.setKind(kind)
  }

  private saveSoon(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.save(), SAVE_AFTER_MS)
  }

  /** Writes what is not yet written, now. */
  flush(): Promise<void> {
    if (this.timer === undefined) return Promise.resolve()
    return this.save()
  }

  private async save(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.state.isLoading) return this.saveSoon()
    const { text, kind, cursor } = this.state
    const before = saving.get(this.key) ?? Promise.resolve()
    const run = before
      .then(() =>
        call('draft.save', { conversation: this.ref, text: text.slice(0, MAX_TEXT), private: kind === 'note', cursor }),
      )
      .then(
        () => {
          if (text !== this.state.text) return
          if (unsaved.get(this.key) === this) unsaved.delete(this.key)
          this.set({ saved: text === '' ? 'no' : 'yes' })
        },
        () => this.saveAgain(),
      )
    saving.set(this.key, run)
    await run
    if (saving.get(this.key) === run) saving.delete(this.key)
  }

  /** The disk said no: the text stays here, and is tried again until it is kept. */
  private saveAgain(): void {
    this.set({ saved: 'failed' })
    unsaved.set(this.key, this)
    this.timer ??= setTimeout(() => void this.save(), SAVE_AGAIN_MS)
  }

  /** Gives what could not be kept to the next writing of this conversation. */
  private handOver(next: Writing): Draft | null {
    if (next === this) return null
    clearTimeout(this.timer)
    this.timer = undefined
    unsaved.set(this.key, next)
    next.saveSoon()
    const { text, kind, cursor } = this.state
    return { text, private: kind === 'note', cursor, updatedAt: 0 }
  }

  /** Hands the text to main. It stays here until main has it on disk. Answers whether it has. */
  async send(seenId: MessageId | null): Promise<boolean> {
    const { text, kind, isLoading, isSending } = this.state
    if (isLoading || isSending || text.trim() === '' || text.length > MAX_TEXT) return false
    clearTimeout(this.timer)
    this.timer = undefined
    this.sendId ??= crypto.randomUUID() as ClientId
    const clientId = this.sendId
    this.set({ isSending: true, problem: null })
    try {
      await saving.get(this.key)
      await call('reply.send', { conversation: this.ref, clientId, text, private: kind === 'note', seenId, attachments: [] })
      this.sent(text)
      return true
    } catch (thrown: unknown) {
      this.set({ isSending: false, problem: say('composer.sendFailed', { why: whyNot(thrown) }) })
      this.saveSoon()
      return false
    }
  }

  private sent(text: string): void {
    const now = this.state.text
    const rest = now.startsWith(text) ? now.slice(text.length) : now
    this.sendId = null
    this.set({ text: rest, cursor: rest.length, isSending: false, saved: 'no', loads: this.state.loads + 1 })
    if (rest !== '') this.saveSoon()
  }
}
