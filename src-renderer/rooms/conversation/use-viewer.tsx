import { type ReactNode, useCallback, useState } from 'react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { doorsOf } from './file-doors'
import { PictureViewer, type Viewed } from './picture-viewer'

/** All pictures of the messages on the page, oldest first. */
function picturesOf(ref: ConversationRef, messages: TimelineMessage[]): Viewed[] {
  return messages.flatMap((message) => {
    if (message.deleted) return []
    const { source, onSave } = doorsOf(ref, message, null)
    return message.attachments.flatMap((file) => {
      const whole = file.type === 'image' ? source(file, 'file') : null
      return whole === null ? [] : [{ file, source: whole, onSave }]
    })
  })
}

/** Opens a picture large; `viewer` is to be drawn while one is open. */
export function useViewer(ref: ConversationRef, messages: TimelineMessage[]) {
  const [open, setOpen] = useState<string | null>(null)
  const openPicture = useCallback((source: string) => setOpen(source), [])
  const pictures = open === null ? [] : picturesOf(ref, messages)
  const at = pictures.findIndex(({ source }) => source === open)
  const viewer: ReactNode = at >= 0 && (
    <PictureViewer
      pictures={pictures}
      at={at}
      onMove={(next) => setOpen(pictures[next]?.source ?? null)}
      onClose={() => setOpen(null)}
    />
  )
  return { openPicture, viewer }
}
