/** What core asks of the database about pictures and sounds that were shown. */
import type { AccountId, MessageId } from '../../src-preload/contract/ids'

/** A file of a message, or the small one of it. */
export interface PictureKey {
  accountId: AccountId
  messageId: MessageId
  attachmentId: number
  isSmall: boolean
}

/** Bytes that were shown, and what they are by our own table. */
export interface StoredPicture {
  bytes: Uint8Array
  type: string
}

/** Questions. */
export interface PictureReads {
  /** A picture or a sound that was shown before; null: not kept. */
  picture(key: PictureKey): Promise<StoredPicture | null>
}

/** The words they are written in. */
export interface PictureWords {
  /** Goes with its message, in the same commit, and when the message loses its files. */
  putPicture(key: PictureKey, picture: StoredPicture & { usedAt: number }): Promise<void>
  touchPicture(key: PictureKey, usedAt: number): Promise<void>
  /** Keeps those that were used last, so many bytes at most, and none that was not used since `before`. */
  trimPictures(kept: { bytes: number; before: number }): Promise<void>
}
