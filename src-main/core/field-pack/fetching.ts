/** One conversation of a pack: all its messages since a time, then the files that are wanted. Each step may be done twice. */
import type { ConversationKey, MessageId } from '../../../src-preload/contract/ids'
import type { Attachment, Message } from '../../../src-preload/contract/entities'
import type { PackFiles } from '../../../src-preload/contract/schemas/pack'
import type { Media } from '../files/media'
import type { StoredPack } from '../ports'
import { fillHistory, type HistoryReading, type HistoryStep } from '../sync/history-pages'

/** Messages that are in memory at once. */
const PAGE = 100

export interface Fetching extends HistoryReading {
  media: Pick<Media, 'take'>
}

/** What cannot be read is said and passed over. */
export async function fetchStep(fetching: Fetching, pack: StoredPack, key: ConversationKey): Promise<HistoryStep> {
  const { since, ask } = pack
  const end = await fillHistory(fetching, key, since)
  if (end !== 'done' && end !== 'unreadable') return end
  const files = end === 'done' && ask.files !== null ? await takeFiles(fetching, key, { since, files: ask.files }) : end
  if (files !== 'done' && files !== 'unreadable') return files
  const state = end === 'done' ? 'here' : 'unreadable'
  await fetching.store.commit((tx) => tx.setPackState(pack.id, key, state))
  return 'done'
}

async function takeFiles(
  fetching: Fetching,
  key: ConversationKey,
  { since, files }: { since: number; files: PackFiles },
): Promise<HistoryStep> {
  for (let before: MessageId | null = null; ;) {
    const page: Message[] = await fetching.store.messages(key, before, PAGE)
    for (const message of page.filter(({ createdAt }) => createdAt >= since)) {
      const end = await takeFrom(fetching, message, files)
      if (end !== 'done') return end
    }
    const oldest = page.find(({ id }) => id !== null)
    const isPast = page.length < PAGE || oldest === undefined || oldest.createdAt < since
    if (isPast || oldest.id === before) return 'done'
    before = oldest.id
  }
}

async function takeFrom({ media, isOver }: Fetching, message: Message, files: PackFiles): Promise<HistoryStep> {
  const { accountId, id: messageId } = message
  for (const { id: attachmentId } of message.attachments.filter((one) => isWanted(one, files))) {
    if (messageId === null || attachmentId === null) continue
    if (isOver()) return 'over'
    const end = await media.take({ accountId, messageId, attachmentId }, files.maxBytes)
    if (end !== 'kept' && end !== 'left') return end
  }
  return 'done'
}

/** Without a size it is tried, and left when it turns out too big. */
function isWanted({ type, size, url }: Attachment, { kinds, maxBytes }: PackFiles): boolean {
  return url !== null && (kinds === 'all' || type === 'image') && (size ?? 0) <= maxBytes
}
