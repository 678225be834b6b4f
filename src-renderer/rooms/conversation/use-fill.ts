import { startTransition, useEffect, useState } from 'react'

/** As many parts of a conversation as fill a tall window. */
export const FIRST_PARTS = 14
/** Whoever stays this long reads; going through a list is faster. */
const SETTLED_MS = 300

/** How much of a conversation is drawn: its end, all that was read of it, and that with the menus of all its messages. */
export type Fill = 'end' | 'whole' | 'settled'

/**
 * What is seen comes first, and the rest when that is on the screen (P5). With `isAsked` there is no waiting: somebody wants a place
 * further up.
 */
export function useFill(isAsked: boolean): Fill {
  const [fill, setFill] = useState<Fill>(isAsked ? 'whole' : 'end')
  useEffect(() => {
    if (fill === 'settled') return
    const go = (to: Fill) => startTransition(() => setFill(to))
    if (fill === 'whole') {
      const timer = setTimeout(go, SETTLED_MS, 'settled')
      return () => clearTimeout(timer)
    }
    // The second frame begins when the first was drawn.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => go('whole'))
    })
    return () => cancelAnimationFrame(frame)
  }, [fill])
  return isAsked && fill === 'end' ? 'whole' : fill
}
