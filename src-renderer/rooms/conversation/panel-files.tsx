import { Download, File, FileText, Image, MapPin, Mic, Play, UserRound, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { Attachment, TimelineMessage } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { useMessageFiles } from '../../bridge/queries'
import { IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { shortTime } from '../../text/when'
import { useUi } from '../../ui-state'
import { doorsOf } from './file-doors'
import { Asked, Section } from './panel-section'
import { useViewer } from './use-viewer'

/** A glance; more of them on demand. */
const FIRST = 5
const MORE = 50

const SIGNS: Record<string, LucideIcon> = {
  ...{ image: Image, audio: Mic, video: Play, file: FileText, location: MapPin, contact: UserRound },
}

interface LineProps {
  at: ConversationRef
  message: TimelineMessage
  file: Attachment
  openPicture: (source: string) => void
}

/** A picture is shown large; of anything else its message is shown. */
function Line({ at, message, file, openPicture }: LineProps) {
  const t = useText()
  const now = useNow()
  const jumpTo = useUi((ui) => ui.jumpTo)
  const { source, onOpen, onSave } = doorsOf(at, message, openPicture)
  const name = file.name || t('file.unnamed')
  const isPicture = file.type === 'image' && source(file, 'file') !== null
  const open = (): void => (isPicture ? onOpen?.(file) : jumpTo(at, message.id))
  return (
    <li className="panel-file">
      <button type="button" className="panel-line" onClick={open}>
        <Icon of={SIGNS[file.type] ?? File} size={14} />
        <span className="grow cut" dir="auto" title={name}>
          {name}
        </span>
        <span className="muted num">{shortTime(message.createdAt, now)}</span>
      </button>
      {onSave !== null && file.url !== null && file.id !== null && (
        <IconButton
          className="panel-copy"
          icon={Download}
          size={14}
          label={t('file.save', { name })}
          onPress={() => onSave(file)}
        />
      )}
    </li>
  )
}

function List({ at }: { at: ConversationRef }) {
  const t = useText()
  const answer = useMessageFiles(at)
  const [shown, setShown] = useState(FIRST)
  const { openPicture, viewer } = useViewer(at, [...(answer.data ?? [])].reverse())
  const files = answer.data?.flatMap((message) => message.attachments.map((file, index) => ({ message, file, index })))
  const rest = (files?.length ?? 0) - shown
  return (
    <Asked
      answer={{ ...answer, data: files }}
      // They are of this computer.
      isLive
      words={{ asking: t('app.loading'), none: t('panel.noFiles'), needsLine: '' }}
    >
      <ul className="panel-lines">
        {files?.slice(0, shown).map(({ message, file, index }) => (
          <Line key={`${message.id} ${index}`} at={at} message={message} file={file} openPicture={openPicture} />
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" className="fact-pick muted" onClick={() => setShown(shown + MORE)}>
          {t('previous.more', { count: rest })}
        </button>
      )}
      {viewer}
    </Asked>
  )
}

/** Files of the messages that are stored, the newest first. */
export function PanelFiles({ at }: { at: ConversationRef }) {
  const t = useText()
  return (
    <Section title={t('panel.files')} folded>
      <List at={at} />
    </Section>
  )
}
