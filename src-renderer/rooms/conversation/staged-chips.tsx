import { FileText, Film, Image, Mic, TriangleAlert, X } from 'lucide-react'
import type { StagedFile } from '../../../src-preload/contract/staged'
import { IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { fileSize } from '../../text/when'

const DRAWN = /^image\/(png|jpeg|gif|webp|bmp)$/

function Sign({ file }: { file: StagedFile }) {
  if (!file.isWhole) return <Icon of={TriangleAlert} size={16} />
  if (DRAWN.test(file.type)) return <img src={`app://media/staged/${file.id}`} alt="" />
  const noun = file.type.split('/')[0]
  return <Icon of={noun === 'audio' ? Mic : noun === 'video' ? Film : noun === 'image' ? Image : FileText} size={16} />
}

function Chip({ file, onRemove }: { file: StagedFile; onRemove: () => void }) {
  const t = useText()
  const name = file.name || t('file.unnamed')
  return (
    <li className={`staged${file.isWhole ? '' : ' is-broken'}`}>
      <span className="staged-sign">
        <Sign file={file} />
      </span>
      <span className="staged-words">
        <b className="cut" dir="auto" title={name}>
          {name}
        </b>
        <small>{file.isWhole ? fileSize(file.size) : t('file.broken')}</small>
      </span>
      <IconButton icon={X} size={14} label={t('file.remove', { name })} onPress={onRemove} />
    </li>
  )
}

/** The files of a draft: name, size, and the way to take one off. */
export function StagedChips({ files, onRemove }: { files: StagedFile[]; onRemove: (file: StagedFile) => void }) {
  const t = useText()
  if (files.length === 0) return null
  return (
    <ul className="staged-list" aria-label={t('file.attached', { count: files.length })}>
      {files.map((file) => (
        <Chip key={file.id} file={file} onRemove={() => onRemove(file)} />
      ))}
    </ul>
  )
}
