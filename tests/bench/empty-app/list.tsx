/** The least a virtual list can be: 100 000 rows of one line, by the same library that Perch's list is made with. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'

const ROWS = 100_000
const ROW_PX = 72

export function LongList() {
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: ROWS, estimateSize: () => ROW_PX, getScrollElement: () => box.current, overscan: 6 })
  return (
    <div ref={box} role="listbox" tabIndex={0} style={{ height: '90vh', overflow: 'auto' }}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div key={index} role="option" style={{ position: 'absolute', height: ROW_PX, transform: `translateY(${start}px)` }}>
            Row {index}
          </div>
        ))}
      </div>
    </div>
  )
}
