import { Download, File, FileText, Image, ImageOff, MapPin, Mic, Play, UserRound, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '../../src-preload/contract/entities'
import { useText } from '../text/t'
import { fileSize } from '../text/when'
import { IconButton } from './button'
import { Icon } from './icon'

const kinds: Record<string, { icon: LucideIcon; word: 'image' | 'audio' | 'video' | 'file' | 'location' | 'contact' }> = {
  image: { icon: Image, word: 'image' },
  audio: { icon: Mic, word: 'audio' },
  video: { icon: Play, word: 'video' },
  file: { icon: FileText, word: 'file' },
  location: { icon: MapPin, word: 'location' },
  contact: { icon: UserRound, word: 'contact' },
}

/** What can be done with the files of a message. */
export interface FileDoors {
  /** Where main has the bytes: the window has no network. Null: it has none. */
  source: (file: Attachment, size: 'small' | 'file') => string | null
  /** Null for files that have not left. */
  onSave: ((file: Attachment) => void) | null
}

function FileCard({ file, onSave }: { file: Attachment; onSave: FileDoors['onSave'] }) {
  const t = useText()
  const kind = kinds[file.type]
  const name = file.name || t('file.unnamed')
  const about = [t(`file.kind.${kind?.word ?? 'file'}`), file.size === null ? null : fileSize(file.size)].filter(
    (part) => part !== null,
  )
  return (
    <div className="file">
      <span className="file-kind">
        <Icon of={kind?.icon ?? File} size={18} />
      </span>
      <span className="grow">
        <b className="cut" dir="auto" title={name}>
          {name}
        </b>
        <small>{about.join(', ')}</small>
      </span>
      {onSave !== null && file.url !== null && file.id !== null && (
        <IconButton icon={Download} size={14} label={t('file.save', { name })} onPress={() => onSave(file)} />
      )}
    </div>
  )
}

/** A box of one size, whether the picture is there, on its way or not to be had: nothing below it moves. */
function Picture({ file, source, onSave }: { file: Attachment; source: string; onSave: FileDoors['onSave'] }) {
  const t = useText()
  const [isAway, setAway] = useState(false)
  const name = file.name || t('file.unnamed')
  return (
    <figure className="photo" title={isAway ? t('file.away', { name }) : name}>
      {isAway ? (
        <span className="photo-away" role="img" aria-label={t('file.away', { name })}>
          <Icon of={ImageOff} size={18} />
        </span>
      ) : (
        <img src={source} alt={name} width={216} height={116} loading="lazy" onError={() => setAway(true)} />
      )}
      {onSave !== null && (
        <IconButton
          className="photo-save"
          icon={Download}
          size={14}
          label={t('file.save', { name })}
          onPress={() => onSave(file)}
        />
      )}
    </figure>
  )
}

function Sound({ file, source, onSave }: { file: Attachment; source: string; onSave: FileDoors['onSave'] }) {
  const t = useText()
  const [isAway, setAway] = useState(false)
  if (isAway) return <FileCard file={file} onSave={onSave} />
  const name = file.name || t('file.unnamed')
  return <audio className="sound" controls preload="none" src={source} aria-label={name} onError={() => setAway(true)} />
}

function OneFile({ file, doors }: { file: Attachment; doors: FileDoors }) {
  const { source, onSave } = doors
  const small = file.type === 'image' ? source(file, 'small') : null
  if (small !== null) return <Picture file={file} source={small} onSave={onSave} />
  const sound = file.type === 'audio' ? source(file, 'file') : null
  return sound === null ? <FileCard file={file} onSave={onSave} /> : <Sound file={file} source={sound} onSave={onSave} />
}

/** What came along with a message. */
export function Files({ files, doors }: { files: Attachment[]; doors: FileDoors }) {
  if (files.length === 0) return null
  return (
    <div className="msg-files">
      {files.map((file, index) => (
        <OneFile key={file.id ?? file.url ?? index} file={file} doors={doors} />
      ))}
    </div>
  )
}

/** The names alone, where there is no room for more. */
export function FileNames({ files }: { files: Attachment[] }) {
  const t = useText()
  if (files.length === 0) return null
  return (
    <ul className="file-names">
      {files.map((file, index) => (
        <li key={file.url ?? index} dir="auto">
          {file.name || t('file.unnamed')}
        </li>
      ))}
    </ul>
  )
}
