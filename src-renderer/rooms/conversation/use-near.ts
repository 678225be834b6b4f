import { useEffect, useRef, useState } from 'react'

/** About to be scrolled into sight. */
const MARGIN = '1200px'

/** True from the moment its box comes near what is seen: a page of fifty mails does not draw them all. */
export function useNear() {
  const box = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (isNear || !box.current) return
    const observer = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && setNear(true), {
      root: box.current.closest('.timeline'),
      rootMargin: MARGIN,
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [isNear])
  return { box, isNear }
}
