import { type RefObject, useEffect, useState } from 'react'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

/** The whole conversation takes files that are dropped on it. Answers it while files hang over it. */
export function useDrop(inside: RefObject<HTMLElement | null>, onFiles: (files: File[]) => void): HTMLElement | null {
  const [over, setOver] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const talk = inside.current?.closest<HTMLElement>('.talk')
    if (!talk) return
    // Entering a child is told before leaving its parent.
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth += 1
      setOver(talk)
    }
    const stay = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(null)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(null)
      onFiles([...(event.dataTransfer?.files ?? [])])
    }
    talk.addEventListener('dragenter', enter)
    talk.addEventListener('dragover', stay)
    talk.addEventListener('dragleave', leave)
    talk.addEventListener('drop', drop)
    return () => {
      talk.removeEventListener('dragenter', enter)
      talk.removeEventListener('dragover', stay)
      talk.removeEventListener('dragleave', leave)
      talk.removeEventListener('drop', drop)
    }
  }, [inside, onFiles])
  return over
}
