import { ChevronLeft, ChevronRight, Download, Minus, Plus, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { Attachment } from '../../../src-preload/contract/entities'
import { IconButton } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import type { FileDoors } from '../../parts/files'
import { useKeys } from '../../keys'
import { useText } from '../../text/t'

/** A picture of the conversation and what can be done with it. */
export interface Viewed {
  file: Attachment
  source: string
  onSave: FileDoors['onSave']
}

/** Steps of size; the first is the whole picture. */
const SIZES = ['fit', '100', '200', '400'] as const

interface ViewerProps {
  pictures: Viewed[]
  /** Which one is shown. */
  at: number
  onMove: (at: number) => void
  onClose: () => void
}

function Canvas({ viewed, size }: { viewed: Viewed; size: (typeof SIZES)[number] }) {
  const t = useText()
  const [isAway, setAway] = useState(false)
  const name = viewed.file.name || t('file.unnamed')
  if (isAway) return <p className="viewer-away">{t('file.away', { name })}</p>
  return (
    <div className="viewer-canvas" tabIndex={0} role="group" aria-label={name}>
      <img className={`viewer-${size}`} src={viewed.source} alt={name} onError={() => setAway(true)} />
    </div>
  )
}

interface BarProps {
  viewed: Viewed
  /** Which of how many; empty: it is the only one. */
  place: string
  acts: { move: (by: number) => void; resize: (by: number) => void; onClose: () => void }
}

function Bar({ viewed, place, acts: { move, resize, onClose } }: BarProps) {
  const t = useText()
  const name = viewed.file.name || t('file.unnamed')
  return (
    <div className="viewer-bar">
      <b className="cut" dir="auto">
        {name}
      </b>
      <span className="muted">{place}</span>
      <span className="grow" />
      {place !== '' && (
        <>
          <IconButton icon={ChevronLeft} flip label={t('viewer.previous')} keys={['←']} onPress={() => move(-1)} />
          <IconButton icon={ChevronRight} flip label={t('viewer.next')} keys={['→']} onPress={() => move(1)} />
        </>
      )}
      <IconButton icon={Minus} label={t('viewer.smaller')} keys={['-']} onPress={() => resize(-1)} />
      <IconButton icon={Plus} label={t('viewer.larger')} keys={['+']} onPress={() => resize(1)} />
      {viewed.onSave !== null && (
        <IconButton icon={Download} label={t('file.save', { name })} onPress={() => viewed.onSave?.(viewed.file)} />
      )}
      <IconButton icon={X} label={t('act.close')} keys={['Esc']} onPress={onClose} />
    </div>
  )
}

/** A picture, large. It comes from main, which has it without a network when it was shown before. */
export function PictureViewer({ pictures, at, onMove, onClose }: ViewerProps) {
  const t = useText()
  const [step, setStep] = useState(0)
  useKeys({ back: onClose }, true)
  const viewed = pictures[at]
  if (!viewed) return null
  const name = viewed.file.name || t('file.unnamed')
  const resize = (by: number) => setStep((now) => Math.min(Math.max(now + by, 0), SIZES.length - 1))
  const move = (by: number) => {
    if (!pictures[at + by]) return
    setStep(0)
    onMove(at + by)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      ...{ ArrowLeft: () => move(-1), ArrowRight: () => move(1), '0': () => setStep(0) },
      ...{ '+': () => resize(1), '=': () => resize(1), '-': () => resize(-1) },
    }
    const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : acts[event.key]
    // Once it is larger than the window, arrows move about in it.
    if (!act || (step > 0 && event.key.startsWith('Arrow'))) return
    event.preventDefault()
    act()
  }
  const place = pictures.length > 1 ? t('viewer.place', { at: at + 1, of: pictures.length }) : ''
  return (
    <Dialog label={t('viewer.label', { name })} onClose={onClose} isWide>
      <div className="viewer" onKeyDown={onKeyDown}>
        <Bar viewed={viewed} place={place} acts={{ move, resize, onClose }} />
        <Canvas key={viewed.source} viewed={viewed} size={SIZES[step] ?? 'fit'} />
      </div>
    </Dialog>
  )
}
