import { KeysHint } from './keys-hint'

/** The last line of a dialog in which one chooses by keys: each key with what it does. */
export function DialogFoot({ hints }: { hints: [keys: string[], does: string][] }) {
  return (
    <div className="dialog-foot">
      {hints.map(([keys, does]) => (
        <span key={does}>
          <KeysHint keys={keys} /> {does}
        </span>
      ))}
    </div>
  )
}
