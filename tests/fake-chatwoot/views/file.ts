import { toEpoch } from '../model/clock'
import type { JsonObject } from '../model/json'
import { signed } from '../model/secrets'
import type { Attachment, Blob, Message } from '../model/rows'
import type { World } from '../model/world'

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/bmp', 'image/webp'])

/** The lasting address of a file; it needs no credentials and leads on to the place of the file. */
export function fileUrl({ base }: World, blob: Blob): string {
  return `${base}/rails/active_storage/blobs/redirect/${signed(`blob ${blob.id}`)}/${encodeURIComponent(blob.filename)}`
}

/** The address of a small picture of the file, or '' for anything but pictures. */
export function pictureUrl({ base }: World, blob: Blob | null): string {
  if (!blob || !PICTURES.has(blob.contentType)) return ''
  const place = `${signed(`blob ${blob.id}`)}/${signed(`variation ${blob.id} 250x250`)}`
  return `${base}/rails/active_storage/representations/redirect/${place}/${encodeURIComponent(blob.filename)}`
}

/** A file as messages tell it. */
export function attachmentView(world: World, attachment: Attachment): JsonObject {
  return {
    id: attachment.id,
    message_id: attachment.messageId,
    file_type: attachment.fileType,
    account_id: attachment.accountId,
    extension: null,
    data_url: fileUrl(world, attachment.blob),
    thumb_url: attachment.fileType === 'image' ? pictureUrl(world, attachment.blob) : '',
    file_size: attachment.blob.bytes.length,
    width: attachment.width,
    height: attachment.height,
  }
}

/** A file as the list of a conversation's files tells it. */
export function listedAttachmentView(
  world: World,
  attachment: Attachment,
  { message, sender }: { message: Message; sender: JsonObject | undefined },
): JsonObject {
  const { id: _id, account_id: _account, ...told } = attachmentView(world, attachment)
  return { ...told, created_at: toEpoch(message.createdAt), sender }
}
