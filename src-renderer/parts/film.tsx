import { Download, Play } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../text/t'
import { IconButton } from './button'
import { Icon } from './icon'
import { speakAlone } from './sound'

interface FilmProps {
  /** Where main has the bytes. */
  source: string
  name: string
  /** It cannot be had, or nothing here can play it. `hadFocus`: whoever works by keys was on it. */
  onAway: (hadFocus: boolean) => void
  /** Null: it has not left yet. */
  onSave: (() => void) | null
}

/** The button that was pressed is gone, and keys go on in what came for it. */
const focus = (film: HTMLVideoElement | null): void => film?.focus()

/**
 * A film: a dark box of one size, so that nothing below it moves. Nothing is fetched before it is played; then it has the
 * controls of the browser. Whoever wants it larger saves it: the window has no full screen.
 */
export function Film({ source, name, onAway, onSave }: FilmProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <figure className="photo film" title={name}>
      {isOpen ? (
        <video
          ref={focus}
          tabIndex={0}
          src={source}
          controls
          autoPlay
          controlsList="nodownload nofullscreen noremoteplayback"
          disablePictureInPicture
          aria-label={name}
          onPlay={(event) => speakAlone(event.currentTarget)}
          onError={(event) => onAway(document.activeElement === event.currentTarget)}
        />
      ) : (
        <button type="button" className="film-play" aria-label={t('sound.play', { name })} onClick={() => setOpen(true)}>
          <Icon of={Play} size={20} />
          <span className="cut" dir="auto">
            {name}
          </span>
        </button>
      )}
      {onSave !== null && (
        <IconButton className="photo-save" icon={Download} size={14} label={t('file.save', { name })} onPress={onSave} />
      )}
    </figure>
  )
}
