import type { Draft } from '../../../src-preload/contract/entities'
import type { StagedFile } from '../../../src-preload/contract/staged'

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
