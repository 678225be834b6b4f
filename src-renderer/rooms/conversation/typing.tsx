import { firstName } from '../../parts/names'
import { useText } from '../../text/t'

/** The last line: who is writing, in words and dots. */
export function Typing({ names }: { names: string[] }) {
  const t = useText()
  const [first] = names
  if (first === undefined) return null
  return (
    <p className="typing" role="status">
      <span className="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {names.length === 1 ? t('talk.writing', { name: firstName(first) }) : t('talk.writingMany', { count: names.length })}
    </p>
  )
}
