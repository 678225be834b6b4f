import type { FoundPiece } from '../../../src-preload/contract/schemas/search'

/** A text with the words that were looked for marked. */
export function Words({ pieces, className }: { pieces: FoundPiece[]; className: string }) {
  return (
    <span className={className} dir="auto">
      {pieces.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>))}
    </span>
  )
}
