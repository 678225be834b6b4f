/**
 * Pictures and sounds for the window, which has no network. A token names a message's file; where its bytes lie is main's
 * knowledge. What they are is read from the bytes themselves: only what is surely a picture or a sound is shown (HOUSE §8.9).
 */
import type { Attachment } from '../../../src-preload/contract/entities'
import type { AccountId, MessageId } from '../../../src-preload/contract/ids'
import type { Outcome } from '../outcome'
import type { Clock, Log, PictureKey, Server, Store, StoredPicture } from '../ports'
import { pictureBytes, type SettingsBook } from '../settings'
import { writeDown } from '../store-trouble'
import { outgoing } from './on-the-way'
import { isTooLargeToDraw } from './pixels'
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
/** One that is kept on this computer is written in one go: bigger ones are only in memory. */
const LARGEST_KEPT = 2 * 1024 * 1024
const SAVE_MS = 15 * 60_000
const TAKE_MS = 120_000
/** A file that is not shown: a pack keeps it, to be saved without a network. */
const PLAIN = 'application/octet-stream'

export interface MediaDeps {
  store: Store
  server: Pick<Server, 'readFile'>
  clock: Pick<Clock, 'now'>
  log: Log
  settings: Pick<SettingsBook, 'get'>
}

/** The files of one profile's messages. */
export class Media {
  /** In the order they were last asked for. */
  private readonly shelf = new Map<string, Shown>()
  private readonly coming = new Map<string, Promise<Shown | null>>()

  constructor(private readonly deps: MediaDeps) {}

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
    const key = { ...place, isSmall }
    const coming = this.coming.get(nameOf(key)) ?? this.look(key).finally(() => this.coming.delete(nameOf(key)))
    this.coming.set(nameOf(key), coming)
    return coming
  }

  /**
   * For a pack: all of it, on this computer until the pack goes; twice is harmless. `left`: it cannot be had, or is too big;
   * else how the request ended.
   */
  async take(place: FilePlace, maxBytes: number): Promise<'kept' | 'left' | Exclude<Outcome<never>['kind'], 'accepted'>> {
    const { store, server, clock } = this.deps
    const key = { ...place, isSmall: false }
    if ((await store.picture(key)) === null) {
      const file = await this.find(place)
      if (!file?.url) return 'left'
      const read = await server.readFile(file.url, { maxBytes, answerMs: TAKE_MS })
      if (read.kind !== 'accepted') return isLeft(read) ? 'left' : read.kind
      const { bytes } = read.value
      await this.put(key, { bytes, type: sure(bytes)?.type ?? PLAIN, usedAt: clock.now() })
    }
    await store.commit((tx) => tx.keepPicture(key))
    return 'kept'
  }

  /** All of it, to be saved. Null: there is no such file. */
  async whole(place: FilePlace): Promise<{ name: string; outcome: Outcome<Uint8Array> } | null> {
    const file = await this.find(place)
    if (file === null || file.url === null) return null
    const kept = await this.deps.store.picture({ ...place, isSmall: false })
    if (kept) return { name: file.name, outcome: { kind: 'accepted', value: kept.bytes } }
    const read = await this.deps.server.readFile(file.url, { maxBytes: LARGEST_SAVED, answerMs: SAVE_MS })
    return { name: file.name, outcome: read.kind === 'accepted' ? { kind: 'accepted', value: read.value.bytes } : read }
  }

  private async find({ accountId, messageId, attachmentId }: FilePlace): Promise<Attachment | null> {
    const stored = await this.deps.store.message(accountId, messageId)
    return stored?.message.attachments.find(({ id }) => id === attachmentId) ?? null
  }

  /** In memory, on this computer, on the server. What a message no longer has is shown by none of them. */
  private async look(key: PictureKey): Promise<Shown | null> {
    const file = await this.find(key)
    if (file === null) return null
    const known = this.shelf.get(nameOf(key)) ?? (await this.stored(key)) ?? (await this.fetch(key, file))
    if (known) this.keep(nameOf(key), known)
    return known
  }

  /** Where only the whole is here, as a pack has it, it stands for the small one. */
  private async stored(key: PictureKey): Promise<Shown | null> {
    const { store, clock, log } = this.deps
    const found = (await store.picture(key)) ?? (key.isSmall ? await store.picture({ ...key, isSmall: false }) : null)
    const stored = found?.type === PLAIN ? null : found
    const usedAt = clock.now()
    if (stored)
      store.commit((tx) => tx.touchPicture(key, usedAt)).catch((error: unknown) => writeDown(log, 'media/touch', error))
    return stored
  }

  private async fetch(key: PictureKey, file: Attachment): Promise<Shown | null> {
    // A server without a previewer answers 500 for the small one (FACTS §3.5): then the whole does.
    for (const url of key.isSmall ? [file.thumbUrl, file.url] : [file.url]) {
      if (!url) continue
      const read = await this.deps.server.readFile(url, { maxBytes: LARGEST_SHOWN, answerMs: SHOW_MS })
      const shown = read.kind === 'accepted' ? sure(read.value.bytes) : null
      if (shown === null) continue
      this.write(key, shown).catch((error: unknown) => writeDown(this.deps.log, 'media/keep', error))
      return shown
    }
    return null
  }

  /** For a time without a network. The message may have lost it meanwhile. */
  private async write(key: PictureKey, shown: Shown): Promise<void> {
    const { store, clock, settings } = this.deps
    if (shown.bytes.byteLength > LARGEST_KEPT) return
    await this.put(key, { ...shown, usedAt: clock.now() })
    await store.commit((tx) => tx.trimPictures({ bytes: pictureBytes(settings.get()), before: Number.MIN_SAFE_INTEGER }))
  }

  private async put(key: PictureKey, picture: StoredPicture & { usedAt: number }): Promise<void> {
    await this.deps.store.commit(async (tx) => {
      const stored = await tx.message(key.accountId, key.messageId)
      if (stored?.message.attachments.some(({ id }) => id === key.attachmentId)) await tx.putPicture(key, picture)
    })
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

function nameOf({ accountId, messageId, attachmentId, isSmall }: PictureKey): string {
  return `${accountId}/${messageId}/${attachmentId}/${isSmall}`
}

/** It would end like that again: what is too big, gone, or broken on the server is not asked for for ever. */
function isLeft(outcome: Outcome<unknown>): boolean {
  if (outcome.kind === 'never-sent') return outcome.reason === 'too-large'
  return outcome.kind === 'refused' || (outcome.kind === 'unsure' && outcome.reason !== 'timeout' && outcome.reason !== 'reset')
}

function sure(bytes: Uint8Array): Shown | null {
  const head = bytes.slice(0, HEAD_BYTES)
  const type = pictureType(head) ?? soundType(head)
  return type === null || isTooLargeToDraw(bytes) ? null : { bytes, type }
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
