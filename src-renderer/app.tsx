import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect } from 'react'
import type { Profile } from '../src-preload/contract/entities'
import type { ListView } from '../src-preload/contract/schemas/conversation'
import { stepArea, turnPanel } from './areas'
import { call, on } from './bridge/client'
import { tellOfMany } from './bridge/many-stopped'
import { showConversation, startPastedLinks } from './bridge/pasted-link'
import { useProfiles } from './bridge/queries'
import { FaultWall, watchFaults } from './faults'
import { startKeys, useKeys } from './keys'
import { ContactPanel, ContactsRoom, loadNext, OutboxRoom, ReviewRoom, SearchRoom, SettingsRoom, SignInRoom } from './later'
import { Overlays } from './overlays'
import { NotOpened, Opening } from './opening'
import { TalkRoom } from './rooms/conversation/talk'
import { ManagedBar } from './rooms/frame/managed-bar'
import { MemoryBar } from './rooms/frame/memory-bar'
import { ReviewBar } from './rooms/frame/review-bar'
import { Toasts } from './rooms/frame/toasts'
import { Brand, TopBar } from './rooms/frame/top-bar'
import { TroubleBar } from './rooms/frame/trouble-bar'
import { WindowButtons } from './rooms/frame/window-buttons'
import { List } from './rooms/inbox/list'
import { Rail } from './rooms/inbox/rail'
import { say, sayOr } from './text/t'
import { useKeyMap } from './use-key-map'
import { useLook } from './use-look'
import { refKey, type Room, SIDE_LIES_OVER, toast, useUi } from './ui-state'
import { whenIdle } from './when-idle'

/** Everything that listens for as long as the window is open. */
function useBackground(): void {
  useEffect(() => {
    const stops = [
      startKeys(),
      watchFaults(),
      startPastedLinks(),
      on('notice.raised', (notice) => {
        const { level, key, values } = notice
        if (!tellOfMany(notice)) toast({ level, text: sayOr([key], say('notice.unknown', { key }), values) })
      }),
      on('room.requested', ({ room }) => {
        const ui = useUi.getState()
        ui.go(room === 'settings' ? 'settings' : 'workspace')
        if (room === 'outbox') ui.showSide('outbox')
      }),
      on('target.requested', ({ conversation, compose }) => {
        showConversation(conversation)
        if (compose) useUi.getState().askComposer('reply')
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [])
  const selected = useUi((ui) => ui.selected)
  useEffect(() => {
    call('window.report', { open: selected, problem: null }).catch((_thrown: unknown) => undefined)
  }, [selected])
}

/** A window that becomes narrow does not cover its conversation with the contact. */
function useRoom(): void {
  const closeSide = useUi((ui) => ui.closeSide)
  useEffect(() => {
    const narrow = window.matchMedia?.(SIDE_LIES_OVER)
    narrow?.addEventListener('change', closeSide)
    return () => narrow?.removeEventListener('change', closeSide)
  }, [closeSide])
}

function useShellKeys(): void {
  const { goTo, go, showSide, showOverlay, showSearch } = useUi()
  const view = (name: Exclude<ListView, 'inbox'>) => () => goTo({ view: name, inbox: null })
  useKeys({
    palette: () => showOverlay('palette'),
    search: () => showSearch({ text: '', within: null }),
    help: () => showOverlay('keys'),
    settings: () => go('settings'),
    goMine: view('mine'),
    goUnassigned: view('unassigned'),
    goUnread: view('unread'),
    goWaiting: view('waiting'),
    goMentions: view('mentions'),
    goParticipating: view('participating'),
    goSnoozed: view('snoozed'),
    goResolved: view('resolved'),
    goDrafts: view('drafts'),
    goAll: view('all'),
    goContacts: () => go('contacts'),
    goOutbox: () => {
      go('workspace')
      showSide('outbox')
    },
    panel: turnPanel,
    nextArea: () => stepArea(1),
    previousArea: () => stepArea(-1),
  })
}

function Workspace() {
  const { selected, search } = useUi()
  // The contact of nobody is an empty column.
  const side = useUi((ui) => (ui.side === 'contact' && ui.selected === null ? null : ui.side))
  const key = selected ? refKey(selected) : undefined
  return (
    <div className={`workspace${selected ? '' : ' is-list'}${side ? ' shows-side' : ' is-wide'}`}>
      <Rail />
      <FaultWall ground="list">
        {search ? (
          <Suspense fallback={<section className="list" data-area="list" />}>
            <SearchRoom search={search} />
          </Suspense>
        ) : (
          <List />
        )}
      </FaultWall>
      <FaultWall ground="talk" on={key}>
        <TalkRoom />
      </FaultWall>
      {side && (
        <FaultWall ground="panel" on={`${side}/${key}`}>
          <Suspense fallback={<aside className="panel" />}>{side === 'outbox' ? <OutboxRoom /> : <ContactPanel />}</Suspense>
        </FaultWall>
      )}
    </div>
  )
}

function Contacts() {
  const isOpen = useUi((ui) => ui.contact !== null)
  return (
    <div className={`workspace is-wide${isOpen ? '' : ' is-list'}`}>
      <Rail />
      <FaultWall ground="list">
        <Suspense fallback={<section className="list" data-area="list" />}>
          <ContactsRoom />
        </Suspense>
      </FaultWall>
    </div>
  )
}

/** All other rooms are pages of the settings. */
const pages: Partial<Record<Room, () => ReactNode>> = {
  workspace: () => <Workspace />,
  contacts: () => <Contacts />,
  review: () => <ReviewRoom />,
}

function SignIn({ hasProfiles }: { hasProfiles: boolean }) {
  const go = useUi((ui) => ui.go)
  const client = useQueryClient()
  const done = () => void client.invalidateQueries().then(() => go('workspace'))
  return (
    <>
      <Suspense>
        <SignInRoom onDone={done} onCancel={hasProfiles ? () => go('workspace') : null} />
      </Suspense>
      <div className="sign-drag">
        <WindowButtons />
      </div>
    </>
  )
}

function Rooms({ profiles }: { profiles: Profile[] }) {
  const room = useUi((ui) => ui.room)
  useShellKeys()
  const isFirst = profiles.length === 0
  if (isFirst || room === 'sign-in') return <SignIn hasProfiles={!isFirst} />
  const isMemoryOnly = profiles.some((profile) => profile.memoryOnly)
  return (
    <div className="window has-bar">
      <TopBar />
      <div>
        {isMemoryOnly && <MemoryBar />}
        <ManagedBar />
        <TroubleBar profiles={profiles} />
        {room !== 'review' && <ReviewBar profiles={profiles} />}
      </div>
      <Suspense>{pages[room]?.() ?? <SettingsRoom />}</Suspense>
      <Overlays />
    </div>
  )
}

/** The shell: which room is open, and what floats over it. */
function Shell() {
  useBackground()
  useLook()
  useKeyMap()
  useRoom()
  const profiles = useProfiles()
  const isOpen = profiles.data !== undefined
  useEffect(() => {
    // After the first frame.
    if (isOpen) return whenIdle(() => void loadNext())
    return undefined
  }, [isOpen])
  if (profiles.data) {
    return (
      <>
        <Rooms profiles={profiles.data} />
        <Toasts />
      </>
    )
  }
  return (
    <div className="window">
      <header className="topbar topbar-bare">
        <Brand />
        <WindowButtons />
      </header>
      {profiles.error ? <NotOpened why={profiles.error} again={() => void profiles.refetch()} /> : <Opening />}
    </div>
  )
}

/** The whole window. Whatever breaks in it, a page with words is left. */
export function App() {
  return (
    <FaultWall>
      <Shell />
    </FaultWall>
  )
}
