import {
  Download,
  ExternalLink,
  File,
  FileText,
  Image,
  ImageOff,
  Link,
  MapPin,
  Mic,
  Play,
  UserRound,
  type LucideIcon,
} from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '../../src-preload/contract/entities'
import { useText } from '../text/t'
import { fileSize } from '../text/when'
import { IconButton } from './button'
import { Film } from './film'
import { Icon } from './icon'
import { Sound } from './sound'

type Word = 'image' | 'audio' | 'video' | 'file' | 'location' | 'contact' | 'link' | 'story' | 'post'

const kinds: Record<string, { icon: LucideIcon; word: Word }> = {
  image: { icon: Image, word: 'image' },
  audio: { icon: Mic, word: 'audio' },
  video: { icon: Play, word: 'video' },
  file: { icon: FileText, word: 'file' },
  location: { icon: MapPin, word: 'location' },
  contact: { icon: UserRound, word: 'contact' },
  // What was shared from elsewhere: an address, and what lies there where it can be had (FACTS §3.5).
  fallback: { icon: Link, word: 'link' },
  share: { icon: Link, word: 'link' },
  embed: { icon: Link, word: 'link' },
  story_mention: { icon: Image, word: 'story' },
  ig_story: { icon: Image, word: 'story' },
  ig_post: { icon: Image, word: 'post' },
  ig_reel: { icon: Play, word: 'video' },
}

/** What can be done with the files of a message. */
export interface FileDoors {
  /** Where main has the bytes: the window has no network. Null: it has none. */
  source: (file: Attachment, size: 'small' | 'file') => string | null
  /** Null for files that have not left. */
  onSave: ((file: Attachment) => void) | null
  /** Shows a picture large; null: there is no place for that. */
  onOpen: ((file: Attachment) => void) | null
  /** Shows what was shared from elsewhere, in the browser. */
  onLink: ((url: string, name: string) => void) | null
  /** Shows a place on a map. */
  onPlace: ((place: NonNullable<Attachment['place']>) => void) | null
}

interface CardProps {
  file: Attachment
  doors: FileDoors
  /** It was to be played and could not; `hadFocus`: keys go on in the card. Null: nobody tried. */
  failed: { hadFocus: boolean } | null
}

const focus = (button: HTMLButtonElement | null): void => button?.focus()

/** A map, a page elsewhere, a place on this computer: what of it this file has. */
function CardDoors({ file, name, doors, failed }: CardProps & { name: string }) {
  const t = useText()
  const { onSave, onPlace, onLink } = doors
  const { place } = file
  return (
    <>
      {place && onPlace && (
        <IconButton icon={MapPin} size={14} label={t('file.map', { name })} onPress={() => onPlace(place)} />
      )}
      {isLink(file) && file.url !== null && onLink && (
        <IconButton
          icon={ExternalLink}
          size={14}
          label={t('file.link', { name })}
          onPress={() => onLink(file.url ?? '', name)}
        />
      )}
      {onSave !== null && file.url !== null && file.id !== null && !isLink(file) && (
        <IconButton
          {...(failed?.hadFocus ? { ref: focus } : {})}
          icon={Download}
          size={14}
          label={t('file.save', { name })}
          onPress={() => onSave(file)}
        />
      )}
    </>
  )
}

function FileCard({ file, doors, failed }: CardProps) {
  const t = useText()
  const kind = kinds[file.type]
  const { place } = file
  const where = place ? `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}` : ''
  const name = file.name || where || t('file.unnamed')
  const about = [
    t(`file.kind.${kind?.word ?? 'file'}`),
    file.size === null ? null : fileSize(file.size),
    failed && t('file.notPlayed'),
  ].filter((part) => part !== null)
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
      <CardDoors {...{ file, name, doors, failed }} />
    </div>
  )
}

/** A box of one size, whether the picture is there, on its way or not to be had: nothing below it moves. */
interface PictureProps {
  file: Attachment
  source: string
  doors: FileDoors
  onAway: () => void
}

function Picture({ file, source, doors: { onSave, onOpen }, onAway }: PictureProps) {
  const t = useText()
  const [isAway, setAway] = useState(false)
  const name = file.name || t('file.unnamed')
  const away = () => {
    setAway(true)
    onAway()
  }
  return (
    <figure className="photo" title={isAway ? t('file.away', { name }) : name}>
      {isAway ? (
        <span className="photo-away" role="img" aria-label={t('file.away', { name })}>
          <Icon of={ImageOff} size={18} />
        </span>
      ) : (
        <button
          type="button"
          className="photo-open"
          aria-label={t('file.open', { name })}
          onClick={onOpen === null ? undefined : () => onOpen(file)}
        >
          <img src={source} alt={name} width={216} height={116} loading="lazy" onError={away} />
        </button>
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

/** No bytes of the server's: a page somewhere else. */
function isLink({ type }: Attachment): boolean {
  return kinds[type]?.word === 'link'
}

/** Those that may be a picture; what is none is a card. */
const PICTURES = ['image', 'story_mention', 'ig_story', 'ig_post']

const PLAYED = ['audio', 'video']

function OneFile({ file, doors }: { file: Attachment; doors: FileDoors }) {
  const { source, onSave } = doors
  const t = useText()
  const [away, setAway] = useState<{ hadFocus: boolean } | null>(null)
  const onAway = (hadFocus = false) => setAway({ hadFocus })
  const small = PICTURES.includes(file.type) ? source(file, 'small') : null
  if (small !== null && !(away && file.type !== 'image'))
    return <Picture file={file} source={small} doors={doors} onAway={onAway} />
  const isPlayed = PLAYED.includes(file.type)
  const played = isPlayed && !away ? source(file, 'file') : null
  if (played === null) return <FileCard file={file} doors={doors} failed={isPlayed ? away : null} />
  const name = file.name || t('file.unnamed')
  if (file.type === 'audio') return <Sound source={played} name={name} onAway={onAway} />
  return <Film source={played} name={name} onAway={onAway} onSave={onSave && (() => onSave(file))} />
}

/** What came along with a message. A sticker is shown whole and without a frame. */
export function Files({ files, doors, isSticker = false }: { files: Attachment[]; doors: FileDoors; isSticker?: boolean }) {
  if (files.length === 0) return null
  return (
    <div className={isSticker ? 'msg-files is-sticker' : 'msg-files'}>
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
