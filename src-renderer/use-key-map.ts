import { useLayoutEffect } from 'react'
import { useSettings } from './bridge/queries'
import { inForce, readKeys } from './key-map'
import { useKeyTable } from './keys'

/** Keeps to the keys of the settings. Its caller is drawn again when they change, as hints only read them. */
export function useKeyMap(): void {
  const settings = useSettings().data
  const saved = settings?.keyMap
  const isSingleOn = settings?.singleKeys ?? true
  useKeyTable()
  useLayoutEffect(() => {
    if (saved !== undefined) useKeyTable.setState(inForce(readKeys(saved).keys, isSingleOn), true)
  }, [saved, isSingleOn])
}
