import type { Attachment, TimelineMessage } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { call } from '../../bridge/client'
import type { FileDoors } from '../../parts/files'
import { say } from '../../text/t'
import { toast, whyNot } from '../../ui-state'

/** Ours that has not left yet lies in main's store under its own address. */
const isStaged = (file: Attachment): boolean => file.url?.startsWith('app://media/staged/') === true

async function save(conversation: ConversationRef, messageId: NonNullable<TimelineMessage['id']>, file: Attachment) {
  if (file.id === null) return
  try {
    await call('attachment.save', { conversation, messageId, attachmentId: file.id })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: say('file.notSaved', { name: file.name, why: whyNot(thrown) }) })
  }
}

/** What can be done with the files of this message. */
export function doorsOf(conversation: ConversationRef, message: TimelineMessage): FileDoors {
  const { id } = message
  const place = [encodeURIComponent(conversation.profileId), conversation.accountId, id].join('/')
  return {
    source: (file, size) => {
      if (isStaged(file)) return file.url
      return id === null || file.id === null || file.url === null ? null : `app://media/${size}/${place}/${file.id}`
    },
    onSave: id === null ? null : (file) => void save(conversation, id, file),
  }
}
