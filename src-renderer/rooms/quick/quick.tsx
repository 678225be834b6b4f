import { KeyRound, SearchX, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { QuickQueue } from '../../../src-preload/contract/schemas/quick'
import { findAccount, useAccounts, useBooks } from '../../bridge/accounts'
import { call, errorOf } from '../../bridge/client'
import { useConversation, useLastMessages, useProfiles, useQueue } from '../../bridge/queries'
import { keysOf, useKeys } from '../../keys'
import { Blank, TalkBones } from '../../parts/blank'
import { Button, IconButton } from '../../parts/button'
import { useText } from '../../text/t'
import { refKey, sameRef, useUi, whyNot } from '../../ui-state'
import { goTo } from './doors'
import { QuickTalk } from './talk'

/** Tells main what is drawn: it puts the window on screen then, and alerts know what is being read. */
function useReport(shown: ConversationRef | null, isDrawn: boolean): void {
  const key = shown && refKey(shown)
  useEffect(() => {
    if (!isDrawn) return
    call('window.report', { open: shown, problem: null }).catch((_thrown: unknown) => undefined)
    // The same conversation under another object is no news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, isDrawn])
}

/** Who comes after this one: in the order of waiting, and from the end to the beginning. */
export function nextOf(queue: QuickQueue | undefined, current: ConversationRef | null, place: number): ConversationRef | null {
  const others = queue?.waiting.filter((one) => !sameRef(one, current)) ?? []
  const here = queue?.waiting.findIndex((one) => sameRef(one, current)) ?? -1
  // Whoever was answered is gone from the line, and the next one stands at the same place.
  return others[(here === -1 ? place : here) % Math.max(1, others.length)] ?? null
}

/** Whom the window shows. It is chosen once: a line that moves on does not move what is being answered. */
function useCurrent(wish: ConversationRef | null, queue: QuickQueue | undefined) {
  const [{ chosen, place }, set] = useState({ chosen: wish, place: 0 })
  const first = queue?.waiting[0] ?? null
  useEffect(() => {
    if (first) set((was) => (was.chosen === null ? { chosen: first, place: 0 } : was))
  }, [first])
  const current = chosen ?? first
  const here = queue?.waiting.findIndex((one) => sameRef(one, current)) ?? -1
  const known = here === -1 ? place : here
  useEffect(() => set((was) => (was.place === known ? was : { ...was, place: known })), [known])
  const goOn = () => {
    const next = nextOf(queue, current, place)
    if (next) set({ chosen: next, place })
  }
  return { current, here, goOn }
}

interface PageProps {
  onClose: () => void
  children: ReactNode
}

/** Without a customer: the window can still be dragged and closed. */
function Page({ onClose, children }: PageProps) {
  const t = useText()
  return (
    <main className="quick" aria-label={t('quick.title')}>
      <header className="quick-head">
        <h1 className="grow">{t('quick.title')}</h1>
        <IconButton icon={X} label={t('act.close')} keys={keysOf('back')} onPress={onClose} />
      </header>
      <div className="quick-blank">{children}</div>
    </main>
  )
}

function SignedOut() {
  const t = useText()
  return (
    <Blank icon={KeyRound} title={t('quick.signedOut.title')} text={t('quick.signedOut.text')}>
      <div className="btn-row">
        <Button look="primary" autoFocus onPress={() => goTo(null)}>
          {t('quick.signIn')}
        </Button>
      </div>
    </Blank>
  )
}

function Nobody() {
  const t = useText()
  return (
    <Blank icon="bird" title={t('quick.nobody.title')} text={t('quick.nobody.text')}>
      <div className="btn-row">
        <Button autoFocus keys={keysOf('quickOpen')} onPress={() => goTo(null)}>
          {t('menu.open')}
        </Button>
      </div>
    </Blank>
  )
}

function Failed({ why, again }: { why: unknown; again: () => void }) {
  const t = useText()
  const error = errorOf(why)
  const text = error.kind === 'internal' ? t('fault.number', { incident: error.incident }) : whyNot(why)
  return (
    <Blank icon={TriangleAlert} tone="red" title={t('fault.talk')} text={text}>
      <div className="btn-row">
        <Button autoFocus onPress={again}>
          {t('act.tryAgain')}
        </Button>
      </div>
    </Blank>
  )
}

function Gone({ onNext }: { onNext: (() => void) | null }) {
  const t = useText()
  return (
    <Blank icon={SearchX} title={t('talk.gone.title')} text={t('talk.gone.text')}>
      {onNext && (
        <div className="btn-row">
          <Button autoFocus keys={keysOf('quickNext')} onPress={onNext}>
            {t('quick.next')}
          </Button>
        </div>
      )}
    </Blank>
  )
}

interface OneProps {
  shown: ConversationRef
  position: string
  hasNext: boolean
  onNext: () => void
  onClose: () => void
}

const NOBODY: string[] = []

/** What is known of a conversation; null: not yet, or not any more. */
function useSubject(shown: ConversationRef) {
  const open = useConversation(shown)
  const accounts = useAccounts()
  const account = findAccount(accounts, shown)
  const books = useBooks(accounts)
  const { conversation = null, replyUntilAt = null, colleagues = NOBODY } = open.data ?? {}
  const inbox = conversation ? books.inbox({ ...shown, inboxId: conversation.inboxId }) : undefined
  const talk = useMemo(
    () => conversation && { ref: shown, conversation, account, inbox, replyUntilAt, colleagues },
    [shown, conversation, account, inbox, replyUntilAt, colleagues],
  )
  return { open, talk }
}

/** One customer, once her conversation is read. */
function One({ shown, position, hasNext, onNext, onClose }: OneProps) {
  const { open, talk } = useSubject(shown)
  const last = useLastMessages(shown)
  const error = open.data ? (last.data ? null : last.error) : open.error
  const isGone = open.data !== undefined && talk === null
  useReport(shown, error !== null || isGone || (talk !== null && last.data !== undefined))
  const next = hasNext ? onNext : null
  if (talk && last.data && !error)
    return <QuickTalk talk={talk} messages={last.data.messages} position={position} onNext={next} onClose={onClose} />
  const again = () => void Promise.all([open.refetch(), last.refetch()])
  return (
    <Page onClose={onClose}>
      {error ? <Failed why={error} again={again} /> : isGone ? <Gone onNext={next} /> : <TalkBones />}
    </Page>
  )
}

function usePosition(queue: QuickQueue | undefined, here: number): string {
  const t = useText()
  if (!queue || queue.total === 0) return ''
  return here === -1 ? t('quick.others', { count: queue.total }) : t('quick.position', { place: here + 1, count: queue.total })
}

/** The window: a customer, or a page that says why there is none. */
export function QuickRoom({ wish, onClose }: { wish: ConversationRef | null; onClose: () => void }) {
  const profiles = useProfiles()
  const queue = useQueue()
  const { current, here, goOn } = useCurrent(wish, queue.data)
  const position = usePosition(queue.data, here)
  const hasNext = nextOf(queue.data, current, 0) !== null
  useEffect(() => useUi.getState().select(current), [current])
  useKeys({ quickNext: goOn, quickOpen: () => goTo(current) })
  const isSignedOut = profiles.data?.length === 0
  const error = profiles.error ?? (current === null ? queue.error : null)
  const isEmpty = isSignedOut || error !== null || (current === null && queue.data !== undefined)
  useReport(null, isEmpty)
  if (current !== null && !isSignedOut)
    return <One key={refKey(current)} shown={current} {...{ position, hasNext, onClose }} onNext={goOn} />
  return (
    <Page onClose={onClose}>
      {isSignedOut ? (
        <SignedOut />
      ) : error ? (
        <Failed why={error} again={() => void Promise.all([profiles.refetch(), queue.refetch()])} />
      ) : queue.data ? (
        <Nobody />
      ) : (
        <TalkBones />
      )}
    </Page>
  )
}
