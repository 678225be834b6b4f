import { Suspense, useEffect, useState } from 'react'
import type { ConversationRef } from '../src-preload/contract/ids'
import { call, on } from './bridge/client'
import { FaultWall, watchFaults } from './faults'
import { startKeys, useKeys } from './keys'
import { Picker } from './later'
import { Toasts } from './rooms/frame/toasts'
import { QuickRoom } from './rooms/quick/quick'
import { say, sayOr } from './text/t'
import { useKeyMap } from './use-key-map'
import { useLook } from './use-look'
import { attempt, toast, useUi } from './ui-state'

/** What main wishes to see; `count` tells one opening from the next. */
interface Wish {
  conversation: ConversationRef | null
  count: number
}

/** Everything that listens for as long as the page lives. Its first report says so to main. */
function useWish(): Wish | null {
  const [wish, set] = useState<Wish | null>(null)
  useEffect(() => {
    const stops = [
      startKeys(),
      watchFaults(),
      on('quick.opened', ({ conversation }) => set((was) => ({ conversation, count: (was?.count ?? 0) + 1 }))),
      on('quick.closed', () => set(null)),
      // Good news is for the main window; what went wrong may be about what was just done here.
      on('notice.raised', ({ level, key, values }) => {
        if (level !== 'info') toast({ level, text: sayOr([key], say('notice.unknown', { key }), values) })
      }),
    ]
    call('window.report', { open: null, problem: null }).catch((_thrown: unknown) => undefined)
    return () => stops.forEach((stop) => stop())
  }, [])
  return wish
}

const close = () => void attempt(call('quick.close', {}))

/** The quick-reply window: one customer after the other, and nothing drawn while it is not on screen. */
export function QuickShell() {
  useLook()
  useKeyMap()
  const wish = useWish()
  const overlay = useUi((ui) => ui.overlay)
  useKeys({ back: close })
  useEffect(() => {
    if (wish === null) useUi.setState({ selected: null, overlay: null, toasts: [] })
  }, [wish])
  if (wish === null) return null
  return (
    <FaultWall on={String(wish.count)}>
      <QuickRoom key={wish.count} wish={wish.conversation} onClose={close} />
      <Suspense>{overlay === 'snooze' && <Picker kind="snooze" />}</Suspense>
      <Toasts />
    </FaultWall>
  )
}
