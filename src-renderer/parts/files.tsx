import { Download, File, FileText, Image, MapPin, Mic, Play, UserRound, type LucideIcon } from 'lucide-react'
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

/** Pictures come only from our own stored bytes; the window has no network. */
function isHere(url: string | null): url is string {
  return url !== null && url.startsWith('app://media/')
}

function FileCard({ file, onLink }: { file: Attachment; onLink: (url: string) => void }) {
  const t = useText()
  const kind = kinds[file.type]
  const name = file.name || t('file.unnamed')
  const about = [t(`file.kind.${kind?.word ?? 'file'}`), file.size === null ? null : fileSize(file.size)].filter(
    (part) => part !== null,
  )
  const url = file.url
  return (
    <div className="file">
      <span className="file-kind">
        <Icon of={kind?.icon ?? File} size={18} />
      </span>
      <span className="grow">
        <b className="cut" dir="auto">
          {name}
        </b>
        <small>{about.join(', ')}</small>
      </span>
      {url !== null && /^https?:/i.test(url) && (
        <IconButton icon={Download} size={14} label={t('file.open', { name })} onPress={() => onLink(url)} />
      )}
    </div>
  )
}

/** What came along with a message. */
export function Files({ files, onLink }: { files: Attachment[]; onLink: (url: string) => void }) {
  if (files.length === 0) return null
  return (
    <div className="msg-files">
      {files.map((file, index) => {
        const picture = file.type === 'image' ? [file.thumbUrl, file.url].find(isHere) : undefined
        if (!picture) return <FileCard key={file.id ?? index} file={file} onLink={onLink} />
        return (
          <figure className="photo" key={file.id ?? index}>
            <img src={picture} alt={file.name} loading="lazy" />
          </figure>
        )
      })}
    </div>
  )
}
