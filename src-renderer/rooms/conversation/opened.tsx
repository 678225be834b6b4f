import { SearchX, TriangleAlert } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { NOBODY_ELSE, ownAddresses, repliedTo } from '../../../src-preload/contract/recipients'
import { findAccount, useAccounts, useBooks } from '../../bridge/accounts'
import { call, errorOf } from '../../bridge/client'
import { useConversation, useMessages } from '../../bridge/queries'
import { type ReplyRef, takeBack } from '../../bridge/replies'
import { useKeys } from '../../keys'
import { Blank } from '../../parts/blank'
import { Button } from '../../parts/button'
import { linkDoubt } from '../../parts/link-doubt'
import { say, useText } from '../../text/t'
import { attempt, refKey, toast, useUi, whyNot } from '../../ui-state'
import { useActionKeys } from './action-keys'
import { Composer } from './composer'
import { TalkHead } from './head'
import { type DoubtfulLink, LinkQuestion } from './link-question'
import { OpeningTalk } from './opening-talk'
import { answeredBy } from '../../parts/rival'
import type { Talk } from './talk-context'
import { TalkProvider } from './talk-provider'
import { Timeline } from './timeline'
import { useViewer } from './use-viewer'
import { useSeen } from '../../bridge/use-seen'

function Failed({ error, again }: { error: unknown; again: () => void }) {
  const t = useText()
  const reason = errorOf(error)
  const text =
    reason.kind === 'internal' ? `${t('fault.safe')} ${t('fault.number', { incident: reason.incident })}` : whyNot(error)
  return (
    <Blank icon={TriangleAlert} tone="red" title={t('fault.talk')} text={text}>
      <div className="btn-row">
        <Button onPress={again}>{t('fault.openAgain')}</Button>
      </div>
    </Blank>
  )
}

function followLink(url: string): void {
  void attempt(call('link.open', { url }))
}

/** Links are opened at once, or asked about: then there is a question to draw. */
function useLinks() {
  const [asked, setAsked] = useState<DoubtfulLink | null>(null)
  const openLink = useCallback((url: string, text: string) => {
    const doubt = linkDoubt(url, text)
    if (doubt === null) followLink(url)
    else setAsked({ url, text, doubt })
  }, [])
  const close = () => setAsked(null)
  const open = () => {
    if (asked) followLink(asked.url)
    close()
  }
  return { openLink, question: asked && <LinkQuestion link={asked} onOpen={open} onClose={close} /> }
}

/** My newest reply that still rests: Z takes it back. */
function findResting(ref: ConversationRef, messages: TimelineMessage[]): ReplyRef | null {
  const clientId = messages.findLast((message) => message.outbox?.state === 'resting')?.outbox?.clientId
  return clientId ? { conversation: ref, clientId } : null
}

interface InsideProps {
  talk: Talk
  messages: TimelineMessage[]
  query: ReturnType<typeof useMessages>
  typing: string[]
  target: Target
}

type Target = { messageId: number; count: number } | null

/** Says once that the message search led to cannot be shown. */
function useNotReached(target: Target, messages: TimelineMessage[], isLoading: boolean): void {
  const isMissing = target !== null && !isLoading && messages.every((message) => message.id !== target.messageId)
  const count = target?.count
  useEffect(() => {
    if (isMissing && count !== undefined) toast({ level: 'warn', text: say('talk.notReached') })
  }, [isMissing, count])
}

/** The colleague who answered last, and who had a copy of the last mail, are known from the messages. */
function useWhole(talk: Talk, messages: TimelineMessage[]): Talk {
  const me = talk.account?.profile.user.id
  return useMemo(() => {
    const between = { contact: talk.conversation.contact.email, own: ownAddresses(talk.inbox) }
    return { ...talk, answered: answeredBy(messages, me), asLastTime: repliedTo(messages, between) }
  }, [talk, messages, me])
}

function Inside({ talk: opened, messages, query, typing, target }: InsideProps) {
  const talk = useWhole(opened, messages)
  useNotReached(target, messages, query.isPlaceholderData)
  const newestId = messages.findLast((message) => message.id !== null)?.id ?? null
  const resting = findResting(talk.ref, messages)
  useSeen(talk.ref, newestId, talk.conversation.unreadCount)
  useActionKeys(talk)
  useKeys({
    undo: () => {
      if (!resting) return false
      void takeBack(resting)
      return true
    },
  })
  return (
    <TalkProvider talk={talk}>
      <TalkHead />
      <Timeline messages={messages} query={query} typing={typing} target={target} />
      <Composer seenId={newestId} resting={resting} />
    </TalkProvider>
  )
}

const NOBODY: string[] = []

function useTalkOf(
  selected: ConversationRef,
  { openLink, openPicture }: Pick<Talk, 'openLink' | 'openPicture'>,
): { talk: Talk | null; open: ReturnType<typeof useConversation> } {
  const open = useConversation(selected)
  const accounts = useAccounts()
  const account = findAccount(accounts, selected)
  const books = useBooks(accounts)
  const { conversation = null, replyUntilAt = null, colleagues = NOBODY } = open.data ?? {}
  const inbox = conversation ? books.inbox({ ...selected, inboxId: conversation.inboxId }) : undefined
  const talk = useMemo<Talk | null>(
    () =>
      conversation && {
        ...{ ref: selected, conversation, account, inbox, isLive: account?.profile.link.state === 'live' },
        ...{ openLink, openPicture, replyUntilAt, colleagues, answered: null, asLastTime: NOBODY_ELSE },
      },
    [selected, conversation, account, inbox, openLink, openPicture, replyUntilAt, colleagues],
  )
  return { talk, open }
}

/** A conversation with all that is in it, from its head to the composer. */
export function Opened({ selected }: { selected: ConversationRef }) {
  const t = useText()
  const { openLink, question } = useLinks()
  const jump = useUi((ui) => (ui.jump?.key === refKey(selected) ? ui.jump : null))
  const query = useMessages(selected, jump?.messageId ?? null)
  const pages = query.data?.pages
  const messages = useMemo(() => [...(pages ?? [])].reverse().flatMap((page) => page.messages), [pages])
  const { openPicture, viewer } = useViewer(selected, messages)
  const { talk, open } = useTalkOf(selected, { openLink, openPicture })
  const again = () => void Promise.all([open.refetch(), query.refetch()])
  const error = open.data ? (pages ? null : query.error) : open.error
  if (error) return <Failed error={error} again={again} />
  if (open.data && !talk) return <Blank icon={SearchX} title={t('talk.gone.title')} text={t('talk.gone.text')} />
  if (!talk || !pages) return <OpeningTalk />
  return (
    <>
      <Inside talk={talk} messages={messages} query={query} typing={open.data?.typing ?? []} target={jump} />
      {question}
      {viewer}
    </>
  )
}
