import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** This close to the end still counts as "at the bottom". */
const NEAR_PX = 40
/** Older messages are fetched before the top is reached. */
const AHEAD_PX = 300

interface ScrollAsk {
  /** Name of the oldest message: when it changes, older ones were put above. */
  oldest: string | undefined
  newest: string | undefined
  /** The message to show: its number, and how many wishes came before. */
  target: { messageId: number; count: number } | null
  fetchOlder: (() => void) | null
}

/** What the timeline does with the scroll: stays at the bottom when there, else stays where the eye is. */
export function useTimelineScroll(box: RefObject<HTMLElement | null>, { oldest, newest, target, fetchOlder }: ScrollAsk) {
  const [isAtBottom, setAtBottom] = useState(true)
  const follows = useRef(true)
  const last = useRef({ oldest, height: 0 })
  const toBottom = () => {
    follows.current = true
    box.current?.scrollTo?.({ top: box.current.scrollHeight })
  }
  const isNear = (): boolean => isAtEnd(box.current)
  // A message at the very end is shown where new ones come.
  useTarget(box, target, () => {
    follows.current = isNear()
    setAtBottom(follows.current)
  })
  useLayoutEffect(() => {
    const node = box.current
    if (!node) return
    if (follows.current) node.scrollTop = node.scrollHeight
    else if (last.current.oldest !== oldest) node.scrollTop += node.scrollHeight - last.current.height
    last.current = { oldest, height: node.scrollHeight }
  }, [box, oldest, newest])
  useEffect(() => {
    const node = box.current
    if (!node || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => {
      if (follows.current) node.scrollTop = node.scrollHeight
      last.current.height = node.scrollHeight
    })
    observer.observe(node)
    if (node.firstElementChild) observer.observe(node.firstElementChild)
    return () => observer.disconnect()
  }, [box])
  const onScroll = () => {
    const node = box.current
    if (!node) return
    follows.current = isNear()
    setAtBottom(follows.current)
    if (node.scrollTop < AHEAD_PX) fetchOlder?.()
  }
  return { isAtBottom, toBottom, onScroll }
}

/** The box that a message is drawn in; null while it is not on the page. */
function placeOf(box: HTMLElement | null, messageId: number): Element | null {
  return box?.querySelector(`[data-message="${messageId}"]`)?.firstElementChild ?? null
}

function isAtEnd(node: HTMLElement | null): boolean {
  return node === null || node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_PX
}

/** Shows the message that somebody asked for, once for each wish, as soon as it is on the page. */
function useTarget(box: RefObject<HTMLElement | null>, target: ScrollAsk['target'], moved: () => void): void {
  const shown = useRef(0)
  const tell = useRef(moved)
  useEffect(() => {
    tell.current = moved
  })
  useLayoutEffect(() => {
    const place = target && placeOf(box.current, target.messageId)
    if (!place || shown.current === target.count) return
    shown.current = target.count
    place.scrollIntoView?.({ block: 'center' })
    tell.current()
  })
}
