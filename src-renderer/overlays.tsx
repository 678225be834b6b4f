import { Suspense } from 'react'
import { FilterPicker, KeysDialog, MissedRoom, Palette, Picker } from './later'
import { type PickKind, useUi } from './ui-state'

/** What is drawn by something else than the picker. */
function isOwn<K extends string>(overlay: K): overlay is Exclude<K, PickKind> {
  return ['palette', 'keys', 'filter', 'template'].includes(overlay)
}

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
        {overlay === 'filter' && <FilterPicker />}
        {overlay !== null && !isOwn(overlay) && <Picker kind={overlay} />}
      </Suspense>
    </>
  )
}
