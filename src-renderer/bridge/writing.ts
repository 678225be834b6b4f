/**
 * What is being written in one conversation. The kind (reply or note) and the text live together in one place and change
 * at once, so a key pressed right after another one never sees an older kind. The text leaves the composer only when main
 * has answered that the reply is on disk.
 */
import type { Draft } from '../../src-preload/contract/entities'
import type { ClientId, ConversationRef, MessageId } from '../../src-preload/contract/ids'
import type { StagedFile, Staging } from '../../src-preload/contract/staged'
import { call } from './client'
import { addressAgain, addressAnew, addressed } from './replying'
import { wrongRecipients } from './recipients'
import { say } from '../text/t'
import { refKey, whyNot } from '../ui-state'
import { keepReply } from './replies'
import { type Place, refusalWords, stageFiles, unfitWords } from './attaching'
import { draftOf, hasContent, isEmpty, isKept, joined, keptOf, MAX_TEXT, restOf, rewritten } from './writing-state'
import type { Kind } from './writing-state'
import { readDraft, Wording } from './wording'
import { Shown } from './writing-shown'

const [SAVE_AFTER_MS, SAVE_AGAIN_MS] = [400, 5_000]

/** By conversation: the save under way, after which a draft is read and a reply sent; and what the disk did not take, to be there again. */
const [saving, unsaved] = [new Map<string, Promise<unknown>>(), new Map<string, Writing>()]

/** The writing of one conversation, from opening it to leaving it. */
export class Writing extends Shown {
  private timer: ReturnType<typeof setTimeout> | undefined
  /** Named once for each thing to send: pressing again after a fault repeats the name, so it cannot arrive twice. */
  private sendId: ClientId | null = null
  /** Files are taken one lot after the other, and a reply waits for the last. */
  private attaching: Promise<unknown> = Promise.resolve()
  private known = keptOf(null)
  readonly wording = new Wording()
  private readonly key: string

  constructor(readonly ref: ConversationRef) {
    super()
    this.key = refKey(ref)
  }

  /** Reads the stored draft. What was typed meanwhile stays. */
  async load(): Promise<void> {
    try {
      await saving.get(this.key)
      const stored = await readDraft(this.ref)
      const left = unsaved.get(this.key)?.handOver(this) ?? stored
      const files = stored?.files ?? []
      addressAgain(this.ref, stored)
      this.known = keptOf(stored)
      const found = left && (left.text !== '' || files.length > 0) ? joined(left, this.state) : {}
      this.set({ ...found, files, isLoading: false, loads: this.state.loads + 1 })
      // The words in the composer are those on the disk.
      if (hasContent(this.state) && isKept(this.state, stored)) this.set({ saved: 'yes' })
    } catch (thrown: unknown) {
      this.set({ isLoading: false, problem: whyNot(thrown), loads: this.state.loads + 1 })
    }
  }

  /** Another window may have written into the same draft. */
  async reread(): Promise<void> {
    await saving.get(this.key)
    const { known } = this
    const stored = await readDraft(this.ref).catch((_thrown: unknown) => undefined)
    // What is being sent is told apart when it has gone, and the first reading is still to come.
    if (stored === undefined || this.state.isSending || this.state.isLoading) return
    if (this.state.copying === 0) this.set({ files: stored?.files ?? [] })
    const change = rewritten(stored, this.state, known)
    if (!change) return
    this.sendId = null
    this.known = keptOf(stored)
    this.set({ ...change, loads: this.state.loads + 1 })
    if (this.state.text !== this.known.text) this.saveSoon()
  }

  /** `isPut`: not by typing, so the cursor must be led there. */
  edit(text: string, cursor: number, isPut = false): void {
    this.sendId = null
    this.set({ text, cursor, problem: null, saved: 'no', loads: this.state.loads + (isPut ? 1 : 0) })
    this.saveSoon()
  }

  moveCursor(cursor: number): void {
    if (cursor === this.state.cursor) return
    this.set({ cursor })
    if (hasContent(this.state)) this.saveSoon()
  }

  /** Another message is answered now, or it is for others: kept with the words. */
  readdressed(): void {
    this.sendId = null
    if (!this.state.isLoading && !this.state.isSending && hasContent(this.state)) this.saveSoon()
  }

  setKind(kind: Kind): void {
    if (kind === this.state.kind) return
    this.sendId = null
    this.set({ kind })
    if (hasContent(this.state)) this.saveSoon()
  }

  /** R and N. A text that was begun as a note never becomes a reply by the way. */
  ask(kind: Kind): void {
    if (kind === 'note' || !hasContent(this.state)) this.setKind(kind)
  }

  /** Pasted or dropped. */
  attach(files: File[]): Promise<void> {
    return this.take(files.length, (place) => stageFiles(place, files, this.state.files.length))
  }

  /** By the system's dialog; how many there will be is main's to know. */
  pick(): Promise<void> {
    return this.take(0, (place) => call('attachment.pick', place))
  }

  async remove(file: StagedFile): Promise<void> {
    this.sendId = null
    try {
      await call('attachment.drop', { profileId: this.ref.profileId, id: file.id })
      this.set({ files: this.state.files.filter(({ id }) => id !== file.id), problem: null })
    } catch (thrown: unknown) {
      this.set({ problem: whyNot(thrown) })
    }
  }

  private take(count: number, stage: (place: Place) => Promise<Staging>): Promise<void> {
    this.sendId = null
    this.set({ copying: this.state.copying + count, problem: null })
    const mine = this.attaching.then(async () => {
      try {
        const { staged, refused } = await stage({ conversation: this.ref, private: this.state.kind === 'note' })
        // The draft may have been read anew meanwhile, with them in it.
        const others = this.state.files.filter((file) => !staged.some(({ id }) => id === file.id))
        this.set({ files: [...others, ...staged], problem: refusalWords(refused) })
        // The kind may have changed while they were copied.
        if (staged.length > 0) this.saveSoon()
      } catch (thrown: unknown) {
        this.set({ problem: say('file.notTaken', { why: whyNot(thrown) }) })
      }
      this.set({ copying: this.state.copying - count })
    })
    this.attaching = mine
    return mine
  }

  private stopTimer(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private saveSoon(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.save(), SAVE_AFTER_MS)
  }

  /** Writes what is not yet written, now. */
  flush(): Promise<void> {
    return this.timer === undefined ? Promise.resolve() : this.save()
  }

  private async save(): Promise<void> {
    this.stopTimer()
    if (this.state.isLoading) return this.saveSoon()
    const { text, kind, cursor } = this.state
    const kept = (this.known = { text: text.slice(0, MAX_TEXT), kind })
    const before = saving.get(this.key) ?? Promise.resolve()
    const run = before
      .then(() => call('draft.save', { ...addressed(this.ref), text: kept.text, private: kind === 'note', cursor }))
      .then(
        () => {
          if (text !== this.state.text) return
          if (unsaved.get(this.key) === this) unsaved.delete(this.key)
          this.set({ saved: hasContent(this.state) ? 'yes' : 'no' })
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
    this.stopTimer()
    unsaved.set(this.key, next)
    next.saveSoon()
    return draftOf(this.state)
  }

  /**
   * Hands the text to main and keeps it until main has it on disk; answers whether it has. Text, kind and `leaveAt` (none:
   * now) are those of the press: what is pressed while files are still being copied belongs to the next one.
   */
  async send(seenId: MessageId | null, leaveAt?: number): Promise<boolean> {
    const { text, kind, isLoading, isSending, copying } = this.state
    if (isLoading || isSending || isEmpty(this.state)) return false
    const words = this.wording.outgoing(text, kind)
    if (words.text.length > MAX_TEXT) return false
    this.stopTimer()
    const clientId = (this.sendId ??= crypto.randomUUID() as ClientId)
    this.set({ isSending: true, problem: null })
    const wrong = kind === 'reply' ? wrongRecipients(this.ref) : null
    if (!(await this.copied(copying, wrong ?? this.wording.warning(text, clientId)))) return this.stays()
    const attachments = this.state.files.map(({ id }) => id)
    if (text.trim() === '' && attachments.length === 0) return this.stays()
    try {
      await saving.get(this.key)
      await keepReply({ ...addressed(this.ref), clientId, seenId, attachments, leaveAt, ...words })
      addressAnew(this.ref)
      this.sent(text, attachments)
      return true
    } catch (thrown: unknown) {
      this.set({ problem: say('composer.sendFailed', { why: whyNot(thrown) }) })
      return this.stays()
    }
  }

  private stays(): false {
    this.set({ isSending: false })
    this.saveSoon()
    return false
  }

  /** A reply waits for files that are being copied. False: not all can go, and the agent decides. */
  private async copied(copying: number, warning: string | null): Promise<boolean> {
    if (copying > 0) await this.attaching
    if (this.state.problem) return false
    const problem = unfitWords(this.state.files) ?? warning
    if (problem !== null) this.set({ problem })
    return problem === null
  }

  private sent(text: string, attachments: StagedFile['id'][]): void {
    const rest = restOf(this.state.text, text)
    this.sendId = null
    this.known = keptOf(null)
    const files = this.state.files.filter(({ id }) => !attachments.includes(id))
    this.set({ text: rest, files, cursor: rest.length, isSending: false, saved: 'no', loads: this.state.loads + 1 })
    if (rest !== '') this.saveSoon()
  }
}
