/** Keys beside the button they press. */
export function KeysHint({ keys }: { keys: string[] }) {
  if (keys.length === 0) return null
  return (
    <span className="keys" aria-hidden="true">
      {keys.map((key, index) => (
        <kbd className="kbd" key={index}>
          {key}
        </kbd>
      ))}
    </span>
  )
}
