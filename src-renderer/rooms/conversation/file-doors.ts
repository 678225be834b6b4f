import type { Attachment, TimelineMessage } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { call } from '../../bridge/client'
import type { FileDoors } from '../../parts/files'
import { say } from '../../text/t'
import { attempt, toast, whyNot } from '../../ui-state'

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

/** The agent's own browser goes there: the map learns where the customer is only when somebody wants to see it. */
function showPlace({ latitude, longitude }: NonNullable<Attachment['place']>): void {
  const at = `${latitude}/${longitude}`
  void attempt(call('link.open', { url: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${at}` }))
}

/** What can be done with the files of this message. */
export function doorsOf(
  conversation: ConversationRef,
  message: TimelineMessage,
  openPicture: ((source: string) => void) | null,
): FileDoors {
  const { id } = message
  const place = [encodeURIComponent(conversation.profileId), conversation.accountId, id].join('/')
  const source: FileDoors['source'] = (file, size) => {
    if (isStaged(file)) return file.url
    return id === null || file.id === null || file.url === null ? null : `app://media/${size}/${place}/${file.id}`
  }
  return {
    source,
    onPlace: showPlace,
    onLink: (url) => void attempt(call('link.open', { url })),
    onOpen: openPicture && ((file) => openPicture(source(file, 'file') ?? '')),
    onSave: id === null ? null : (file) => void save(conversation, id, file),
  }
}
