/**
 * Pictures and sounds for the window, which has no network. A token names a message's file; where its bytes lie is main's
 * knowledge. What they are is read from the bytes themselves: only what is surely a picture or a sound is shown (HOUSE §8.9).
 */
import type { Attachment } from '../../../src-preload/contract/entities'
import type { AccountId, MessageId } from '../../../src-preload/contract/ids'
import type { Outcome } from '../outcome'
import type { Server, Store } from '../ports'
import { outgoing } from './on-the-way'
import { HEAD_BYTES, pictureType, soundType } from './types'

/** A picture or a sound, and what it is by our own table. */
export interface Shown {
  bytes: Uint8Array
  type: string
}

/** A file of a message that the server has. */
export interface FilePlace {
  accountId: AccountId
  messageId: MessageId
  attachmentId: number
}

/** What is bigger is saved, not shown. */
const LARGEST_SHOWN = 12 * 1024 * 1024
/** What is kept in memory of all that was shown. */
const SHELF_BYTES = 32 * 1024 * 1024
/** A file that is saved may be big, and the line slow. */
const LARGEST_SAVED = 256 * 1024 * 1024
const SHOW_MS = 30_000
const SAVE_MS = 15 * 60_000

/** The files of one profile's messages. */
export class Media {
  /** In the order they were last asked for. */
  private readonly shelf = new Map<string, Shown>()
  private readonly coming = new Map<string, Promise<Shown | null>>()

  constructor(private readonly deps: { store: Store; server: Pick<Server, 'readFile'> }) {}

  /** A file that has not left; null when it is not here or no picture. */
  async staged(id: string): Promise<Shown | null> {
    const file = await this.deps.store.file(id)
    if (file === null || !file.isWhole || file.size > LARGEST_SHOWN) return null
    const pieces: Uint8Array[] = []
    for await (const piece of outgoing(this.deps.store, file).pieces()) pieces.push(piece)
    return sure(joined(pieces, file.size))
  }

  /** A file of a message, small where the server has it small. Null: not to be had now, or nothing that is shown. */
  received(place: FilePlace, isSmall: boolean): Promise<Shown | null> {
    const name = `${place.accountId}/${place.messageId}/${place.attachmentId}/${isSmall}`
    const known = this.shelf.get(name)
    if (known) {
      this.keep(name, known)
      return Promise.resolve(known)
    }
    const coming = this.coming.get(name) ?? this.fetch(name, place, isSmall).finally(() => this.coming.delete(name))
    this.coming.set(name, coming)
    return coming
  }

  /** All of it, to be saved. Null: there is no such file. */
  async whole(place: FilePlace): Promise<{ name: string; outcome: Outcome<Uint8Array> } | null> {
    const file = await this.find(place)
    if (file === null || file.url === null) return null
    const read = await this.deps.server.readFile(file.url, { maxBytes: LARGEST_SAVED, answerMs: SAVE_MS })
    return { name: file.name, outcome: read.kind === 'accepted' ? { kind: 'accepted', value: read.value.bytes } : read }
  }

  private async find({ accountId, messageId, attachmentId }: FilePlace): Promise<Attachment | null> {
    const stored = await this.deps.store.message(accountId, messageId)
    return stored?.message.attachments.find(({ id }) => id === attachmentId) ?? null
  }

  private async fetch(name: string, place: FilePlace, isSmall: boolean): Promise<Shown | null> {
    const file = await this.find(place)
    if (file === null) return null
    // A server without a previewer answers 500 for the small one (FACTS §3.5): then the whole does.
    for (const url of isSmall ? [file.thumbUrl, file.url] : [file.url]) {
      if (!url) continue
      const read = await this.deps.server.readFile(url, { maxBytes: LARGEST_SHOWN, answerMs: SHOW_MS })
      const shown = read.kind === 'accepted' ? sure(read.value.bytes) : null
      if (shown === null) continue
      this.keep(name, shown)
      return shown
    }
    return null
  }

  private keep(name: string, shown: Shown): void {
    this.shelf.delete(name)
    this.shelf.set(name, shown)
    let size = [...this.shelf.values()].reduce((sum, one) => sum + one.bytes.byteLength, 0)
    for (const [oldest, one] of this.shelf) {
      if (size <= SHELF_BYTES) return
      this.shelf.delete(oldest)
      size -= one.bytes.byteLength
    }
  }
}

function sure(bytes: Uint8Array): Shown | null {
  const head = bytes.slice(0, HEAD_BYTES)
  const type = pictureType(head) ?? soundType(head)
  return type === null ? null : { bytes, type }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.byteLength
  }
  return all
}
