/** Files between a draft, a reply and the server. All words run inside the caller's commit. */
import type { Attachment } from '../../../src-preload/contract/entities'
import type { ClientId, ConversationKey } from '../../../src-preload/contract/ids'
import type { Job } from '../outbox/jobs'
import type { OutgoingFile, Reads, StoredFile, Tx } from '../ports'
import { PIECE_BYTES } from './pieces'
import { kindOf } from './types'

/** Where the window finds the bytes of a file that has not left. */
const STAGED_URL = 'app://media/staged/'

/** Files of the draft of a conversation, broken ones too. */
export async function filesOfDraft(reads: Pick<Reads, 'files'>, key: ConversationKey): Promise<StoredFile[]> {
  return (await reads.files(key)).filter((file) => file.clientId === null)
}

/** Files of a reply that has not left. */
export async function filesOfJob(reads: Pick<Reads, 'files'>, job: Job): Promise<StoredFile[]> {
  const key = { accountId: job.accountId, conversationId: job.conversationId }
  return (await reads.files(key)).filter((file) => file.clientId === job.clientId)
}

/** The files of the draft with these ids, in this order; null when one of them is not there or not whole. */
export async function findForReply(tx: Tx, key: ConversationKey, ids: readonly string[]): Promise<StoredFile[] | null> {
  const inDraft = await filesOfDraft(tx, key)
  const found = ids.map((id) => inDraft.find((file) => file.id === id && file.isWhole))
  return found.every((file): file is StoredFile => file !== undefined) ? found : null
}

/** Gives files to a reply, or to the draft (null), in this order. */
export async function giveFiles(tx: Tx, files: readonly StoredFile[], clientId: ClientId | null): Promise<void> {
  for (const [position, file] of files.entries()) await tx.putFile({ ...file, clientId, position })
}

/** The reply is gone, or the server has it: its bytes are not needed here any more. */
export async function removeFilesOf(tx: Tx, job: Job): Promise<void> {
  for (const file of await filesOfJob(tx, job)) await tx.removeFile(file.id)
}

/** As the bubble shows them until the server has named them. */
export function asAttachment(file: StoredFile): Attachment {
  const url = `${STAGED_URL}${file.id}`
  return {
    id: null,
    type: kindOf(file.type),
    name: file.name,
    url,
    thumbUrl: null,
    size: file.size,
    width: null,
    height: null,
  }
}

/** The bytes of a file, piece by piece, out of the store. */
export function outgoing(reads: Pick<Reads, 'filePiece'>, file: StoredFile): OutgoingFile {
  return { name: file.name, type: file.type, size: file.size, pieces: () => piecesOf(reads, file) }
}

/** Throws when a piece is missing: then the request is not whole and the server refuses it. */
async function* piecesOf(reads: Pick<Reads, 'filePiece'>, file: StoredFile): AsyncGenerator<Uint8Array, void, void> {
  for (let piece = 0; piece * PIECE_BYTES < file.size; piece += 1) {
    const bytes = await reads.filePiece(file.id, piece)
    if (bytes === null) throw new Error('A piece of a staged file is missing')
    yield bytes
  }
}
