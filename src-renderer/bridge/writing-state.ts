import type { Draft } from '../../src-preload/contract/entities'
import type { StagedFile } from '../../src-preload/contract/staged'

/** Who will read it. */
export type Kind = 'reply' | 'note'

/** What the composer shows. `loads` grows when a stored draft was put in, so that the cursor can be set. */
export interface WritingState {
  text: string
  kind: Kind
  cursor: number
  /** What goes with it; in main's store already. */
  files: StagedFile[]
  /** How many files are being copied there. */
  copying: number
  isLoading: boolean
  isSending: boolean
  problem: string | null
  saved: 'no' | 'yes' | 'failed'
  loads: number
}

/** The longest message the server takes. */
export const MAX_TEXT = 150_000

/** Whether there is anything that could be sent or lost. */
export function hasContent({ text, files }: WritingState): boolean {
  return text !== '' || files.length > 0
}

/** Whether there is nothing to send: no words, no file, and none that is still being copied. */
export function isEmpty({ text, files, copying }: WritingState): boolean {
  return text.trim() === '' && files.length + copying === 0
}

/** Before anything was read. */
export const blank: WritingState = {
  text: '',
  kind: 'reply',
  cursor: 0,
  files: [],
  copying: 0,
  isLoading: true,
  isSending: false,
  problem: null,
  saved: 'no',
  loads: 0,
}

/** The words that were put back, with what was already there. A note among them makes the whole a note. */
export function joined(stored: Draft, was: WritingState): Pick<WritingState, 'text' | 'kind' | 'cursor'> {
  const mine = was.text
  const isThere = mine === '' || stored.text.includes(mine)
  const kind = stored.private || (was.kind === 'note' && (mine !== '' || was.files.length > 0)) ? 'note' : 'reply'
  if (isThere) return { text: stored.text, kind, cursor: Math.min(stored.cursor, stored.text.length) }
  const text = mine.includes(stored.text) ? mine : `${stored.text}\n${mine}`
  return { text, kind, cursor: text.length }
}

/** Words and kind, as they lie on disk or are on their way there. */
export type Kept = Pick<WritingState, 'text' | 'kind'>

export const keptOf = (stored: Draft | null): Kept => ({
  text: stored?.text ?? '',
  kind: stored?.private ? 'note' : 'reply',
})

/** Whether it is what lies on disk, word for word. */
export function isKept({ text, kind }: Kept, stored: Draft | null): boolean {
  const kept = keptOf(stored)
  return text === kept.text && kind === kept.kind
}

/**
 * What another window made of the draft; null when that is what this one knew. Words of this one that are not kept yet stay;
 * where there are none, both show the same.
 */
export function rewritten(stored: Draft | null, was: WritingState, known: Kept): Partial<WritingState> | null {
  const now = keptOf(stored)
  if (now.text === known.text && now.kind === known.kind) return null
  if (was.text === known.text)
    return { ...now, cursor: Math.min(stored?.cursor ?? 0, now.text.length), saved: now.text === '' ? 'no' : 'yes' }
  return stored === null ? null : joined(stored, was)
}

/** What is written now, as a draft that nobody has kept yet. */
export const draftOf = ({ text, kind, cursor }: WritingState): Draft => ({
  text,
  private: kind === 'note',
  cursor,
  updatedAt: 0,
})

/** What was typed while `sent` was on its way. */
export const restOf = (now: string, sent: string): string => (now.startsWith(sent) ? now.slice(sent.length) : now)
