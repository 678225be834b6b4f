/**
 * Copies files into the store before anything is promised: the original may change, move or vanish (F18). A file is first
 * written down as broken, then its bytes follow in commits of their own, and only the last commit makes it whole. A process
 * that dies on the way leaves a name without bytes, which the draft shows.
 */
import type { ConversationKey, StagedId } from '../../../src-preload/contract/ids'
import { type FileRefusal, type StagedFile, type Staging } from '../../../src-preload/contract/staged'
import { MAX_FILE_BYTES, MAX_FILES } from '../../../src-preload/contract/staged-limits'
import { isBlank } from '../drafts'
import type { Facts } from '../facts'
import type { Chance, Clock, Store, StoredFile } from '../ports'
import { filesOfDraft } from './on-the-way'
import { cleanName } from './names'
import { PIECE_BYTES } from './pieces'
import { HEAD_BYTES, typeOf } from './types'

/** A file as it lies outside: opened and looked at, but not read. */
export interface FileSource {
  name: string
  /** In bytes, or why it cannot be read. */
  size: number | FileRefusal
  /** Throws, or gives another number of bytes than `size`, when the file became another one. */
  pieces(): AsyncIterable<Uint8Array>
}

export interface StagingDeps {
  store: Store
  facts: Facts
  clock: Clock
  chance: Chance
}

/** Between two commits of so many pieces others get their turn. */
const PIECES_A_COMMIT = 4

/** The file stopped being what it was when it was looked at. */
class BecameAnother extends Error {}

/** The files of one profile's drafts. */
export class Stager {
  /** One file after the other: the limit counts what is there, and two at once would be no faster. */
  private line: Promise<unknown> | null = null
  private readonly copying = new Set<string>()

  constructor(private readonly deps: StagingDeps) {}

  /** Clears away what an earlier process left half done. */
  start(): Promise<void> {
    return this.inLine(() => this.deps.store.commit((tx) => tx.sweepFiles()))
  }

  /** Copies them for the draft of a conversation; `private`: a draft that begins with them is a note. */
  async stage(key: ConversationKey, draft: { private: boolean }, sources: readonly FileSource[]): Promise<Staging> {
    const staging: Staging = { staged: [], refused: [] }
    for (const source of sources) {
      const name = cleanName(source.name)
      const result = await this.inLine(() => this.stageOne(key, draft, { ...source, name }))
      if (typeof result === 'string') staging.refused.push({ name, why: result })
      else staging.staged.push(result)
    }
    return staging
  }

  /** Files of a draft for the window: those that are just being copied are not there yet. */
  async list(key: ConversationKey): Promise<StagedFile[]> {
    return (await filesOfDraft(this.deps.store, key)).filter(({ id }) => !this.copying.has(id)).map(shown)
  }

  /** Takes a file off a draft. */
  drop(id: StagedId): Promise<void> {
    return this.inLine(async () => {
      const key = await this.deps.store.commit(async (tx) => {
        const file = await tx.file(id)
        if (file === null || file.clientId !== null) return null
        await tx.removeFile(id)
        const draft = await tx.draft(keyOf(file))
        if (draft !== null && isBlank(draft, await filesOfDraft(tx, keyOf(file)))) await tx.removeDraft(keyOf(file))
        return keyOf(file)
      })
      if (key) this.deps.facts.tell({ kind: 'DraftChanged', conversation: key })
    })
  }

  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.line ? this.line.then(work, work) : work()
    this.line = mine
    return mine
  }

  private async stageOne(
    key: ConversationKey,
    draft: { private: boolean },
    source: FileSource,
  ): Promise<StagedFile | FileRefusal> {
    const { store, chance } = this.deps
    const there = await filesOfDraft(store, key)
    const why = refusalOf(source, there.length)
    if (why !== null || typeof source.size === 'string') return why ?? 'unreadable'
    const file: StoredFile = {
      ...key,
      id: chance.uuid() as StagedId,
      clientId: null,
      position: Math.max(-1, ...there.map(({ position }) => position)) + 1,
      name: source.name,
      type: 'application/octet-stream',
      size: source.size,
      isWhole: false,
    }
    this.copying.add(file.id)
    try {
      return await this.copy(file, draft, source)
    } catch (error: unknown) {
      const isOurs = error instanceof BecameAnother
      await store
        .commit((tx) => tx.removeFile(file.id))
        .catch((again: unknown) => {
          // A full disk says no to this too. The first trouble is the one to tell; the next start clears away.
          if (isOurs) throw again
        })
      if (isOurs) return 'gone'
      throw error
    } finally {
      this.copying.delete(file.id)
    }
  }

  private async copy(file: StoredFile, draft: { private: boolean }, source: FileSource): Promise<StagedFile> {
    const { store, facts, clock } = this.deps
    await store.commit((tx) => tx.putFile(file))
    const head = await this.copyBytes(file, source)
    const whole: StoredFile = { ...file, type: typeOf(file.name, head), isWhole: true }
    await store.commit(async (tx) => {
      await tx.putFile(whole)
      if ((await tx.draft(file)) === null)
        await tx.putDraft(keyOf(file), { text: '', private: draft.private, cursor: 0, updatedAt: clock.now() })
    })
    facts.tell({ kind: 'DraftChanged', conversation: keyOf(file) })
    return shown(whole)
  }

  /** Returns the first bytes, which tell what it is. */
  private async copyBytes(file: StoredFile, source: FileSource): Promise<Uint8Array> {
    let head = new Uint8Array()
    let piece = 0
    for await (const batch of batches(readSafely(source), PIECES_A_COMMIT)) {
      if (piece === 0) head = batch[0]?.slice(0, HEAD_BYTES) ?? head
      else await this.letOthers()
      await this.deps.store.commit(async (tx) => {
        for (const bytes of batch) await tx.putFilePiece(file.id, piece++, bytes)
      })
    }
    return head
  }

  private letOthers(): Promise<void> {
    return new Promise((resolve) => void this.deps.clock.after(0, resolve))
  }
}

function refusalOf({ size }: FileSource, already: number): FileRefusal | null {
  if (already >= MAX_FILES) return 'too-many'
  if (typeof size === 'string') return size
  if (size === 0) return 'empty'
  return size > MAX_FILE_BYTES ? 'too-large' : null
}

/** The pieces as the store wants them, all of the same size but the last; throws BecameAnother when they are not what was announced. */
async function* readSafely(source: FileSource): AsyncGenerator<Uint8Array, void, void> {
  let rest = new Uint8Array()
  let read = 0
  const size = typeof source.size === 'number' ? source.size : 0
  const pieces = source.pieces()[Symbol.asyncIterator]()
  for (;;) {
    const next = await pieces.next().catch((error: unknown) => {
      throw new BecameAnother('unreadable', { cause: error })
    })
    if (next.done === true) break
    read += next.value.byteLength
    if (read > size) throw new BecameAnother('longer')
    const joined = new Uint8Array(rest.byteLength + next.value.byteLength)
    joined.set(rest)
    joined.set(next.value, rest.byteLength)
    let at = 0
    for (; joined.byteLength - at >= PIECE_BYTES; at += PIECE_BYTES) yield joined.slice(at, at + PIECE_BYTES)
    rest = joined.slice(at)
  }
  if (read !== size) throw new BecameAnother('shorter')
  if (rest.byteLength > 0) yield rest
}

async function* batches<T>(source: AsyncIterable<T>, size: number): AsyncGenerator<T[], void, void> {
  let batch: T[] = []
  for await (const one of source) {
    batch.push(one)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function shown({ id, name, type, size, isWhole }: StoredFile): StagedFile {
  return { id, name, type, size, isWhole }
}

function keyOf({ accountId, conversationId }: ConversationKey): ConversationKey {
  return { accountId, conversationId }
}
