import { Suspense } from 'react'
import { KeysDialog, MissedRoom, Palette, Picker } from './later'
import { useUi } from './ui-state'

/** What floats over the rooms. */
export function Overlays() {
  const overlay = useUi((ui) => ui.overlay)
  return (
    <>
      <Suspense>
        <MissedRoom />
      </Suspense>
      <Suspense>
        {overlay === 'palette' && <Palette />}
        {overlay === 'keys' && <KeysDialog />}
        {overlay !== null && overlay !== 'palette' && overlay !== 'keys' && <Picker kind={overlay} />}
      </Suspense>
    </>
  )
}
