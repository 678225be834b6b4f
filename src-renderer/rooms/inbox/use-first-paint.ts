import { useEffect } from 'react'

/** Leaves the mark `list-painted` with the first frame that has rows: what "Perch is there" means (P1). Later frames leave none. */
export function useFirstPaint(hasRows: boolean): void {
  useEffect(() => {
    if (!hasRows || performance.getEntriesByName('list-painted').length > 0) return
    requestAnimationFrame(() => performance.mark('list-painted'))
  }, [hasRows])
}
