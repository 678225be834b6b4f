const ROUND = 44

/** A ring that empties; `left` goes from 1 to 0. The figures beside it say the same. */
export function Ring({ left }: { left: number }) {
  const shown = Math.max(0, Math.min(1, left)) * ROUND
  return (
    <svg className="ring" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r="7" />
      <circle cx="9" cy="9" r="7" strokeDasharray={`${shown.toFixed(1)} ${ROUND}`} />
    </svg>
  )
}
