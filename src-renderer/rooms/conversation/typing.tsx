import { Dots, writingWords } from '../../parts/typing'
import { useText } from '../../text/t'

/** The last line: who is writing, in words and dots. */
export function Typing({ names }: { names: string[] }) {
  const t = useText()
  if (names.length === 0) return null
  return (
    <p className="typing" role="status">
      <Dots />
      {writingWords(names, t)}
    </p>
  )
}
