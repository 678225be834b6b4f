import { ArrowDown, CloudOff } from 'lucide-react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import type { useMessages } from '../../bridge/queries'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { messageKey } from '../../parts/message-key'
import { plainLine } from '../../parts/preview-text'
import { reasonText, waitsForLook } from '../../parts/reason'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { dayName, moment } from '../../text/when'
import { Activity } from './activity'
import { arrange, type Block, findNewLine, isSameBlock, isShallowSame, type NewLine } from './arrange'
import { Message } from './message'
import { messageKeys } from './message-keys'
import { MessageMenu } from './message-menu'
import { useTalk } from './talk-context'
import { Top } from './timeline-top'
import { Typing } from './typing'
import { type Fill, FIRST_PARTS, useFill } from './use-fill'
import { useTimelineScroll } from './use-scroll'

interface PlaceProps {
  block: Extract<Block, { kind: 'message' }>
  quoted: TimelineMessage | undefined
  /** What came meanwhile, for a reply that is held. */
  newer: TimelineMessage | undefined
  /** Search led here. */
  isFound: boolean
  hasMenu: boolean
}

/** A message with its menu, where the focus can be. */
function Place({ block, quoted, newer, isFound, hasMenu }: PlaceProps) {
  const { message } = block
  // Fifty menus would be half of what is drawn (P5): until there is time for them, each comes with the pointer, the focus or the wish.
  const [isNear, setNear] = useState(false)
  const come = () => setNear(true)
  return (
    <div
      className={`place${isFound ? ' is-found' : ''}`}
      onPointerEnter={come}
      onFocus={come}
      onContextMenuCapture={() => flushSync(come)}
      data-message={message.id ?? undefined}
      data-key={messageKey(message)}
      tabIndex={-1}
    >
      <Message
        message={message}
        quoted={quoted}
        newer={newer}
        isFirst={block.isFirst}
        isLast={block.isLast}
        isTwice={block.isTwice}
      />
      {(isNear || hasMenu) && <MessageMenu message={message} />}
    </div>
  )
}

type BlockProps = Omit<PlaceProps, 'block'> & { block: Block }

function AnyBlock({ block, ...place }: BlockProps) {
  const t = useText()
  const now = useNow()
  if (block.kind === 'day')
    return (
      <div className="day" role="separator">
        {dayName(block.at, now)}
      </div>
    )
  if (block.kind === 'new')
    return (
      <div className="day day-new" role="separator">
        {t('message.new', { count: block.count })}
      </div>
    )
  if (block.kind === 'activity') return <Activity messages={block.messages} />
  return <Place block={block} {...place} />
}

/** Blocks are made anew with each message; what is drawn is not. */
const BlockView = memo(
  AnyBlock,
  ({ block, ...one }, { block: otherBlock, ...other }) => isSameBlock(block, otherBlock) && isShallowSame(one, other),
)

/** The newest message that somebody else sent: what a held reply is compared with. */
function newestForeign(messages: TimelineMessage[], myId: number | undefined): TimelineMessage | undefined {
  return messages.findLast(
    (message) =>
      !message.private &&
      message.outbox === null &&
      (message.type === 'incoming' || (message.type === 'outgoing' && message.sender?.id !== myId)),
  )
}

/** Says new messages of the open conversation to a screen reader, once. */
function Announcer({ newest }: { newest: TimelineMessage | undefined }) {
  const t = useText()
  const { conversation } = useTalk()
  const [first] = useState(newest?.createdAt ?? 0)
  const isNews = newest !== undefined && newest.type === 'incoming' && newest.createdAt > first
  return (
    <p className="sr" aria-live="polite">
      {isNews
        ? t('talk.arrived', { name: newest.sender?.name ?? conversation.contact.name, text: plainLine(newest.content) })
        : ''}
    </p>
  )
}

/** What went wrong with my own words since the conversation was opened; the only voice that interrupts. */
function Alarm({ messages }: { messages: TimelineMessage[] }) {
  const t = useText()
  const bad = messages.filter(({ outbox }) => outbox?.state === 'failed' || (outbox?.state === 'held' && !waitsForLook(outbox)))
  const nameOf = (message: TimelineMessage) => `${messageKey(message)} ${message.outbox?.state}`
  const [known] = useState(() => new Set(bad.map(nameOf)))
  const news = bad.findLast((message) => !known.has(nameOf(message)))
  const why = news?.outbox ? reasonText(news.outbox.reason) : ''
  return (
    <p className="sr" role="alert">
      {news && `${t(news.outbox?.state === 'held' ? 'held.plain' : 'state.failed')} ${why}`}
    </p>
  )
}

function AsOf() {
  const t = useText()
  const now = useNow()
  const { isLive, account } = useTalk()
  const link = account?.profile.link
  if (isLive || !link || link.state !== 'waiting') return null
  return (
    <p className="activity">
      <Icon of={CloudOff} size={14} />
      <span>{t('talk.asOf', { time: moment(link.lastGoodAt ?? link.sinceAt, now) })}</span>
    </p>
  )
}

/** "2 new", fixed at opening, and how many came in below while the agent read further up. */
function useNews(messages: TimelineMessage[], isAtBottom: boolean): { newLine: NewLine | null; below: number } {
  const { conversation } = useTalk()
  const [newLine] = useState(() => findNewLine(messages, conversation.agentLastSeenAt, conversation.unreadCount))
  const newestAt = messages.findLast((message) => message.type === 'incoming')?.createdAt ?? 0
  const [seenAt, setSeenAt] = useState(newestAt)
  useEffect(() => {
    if (isAtBottom) setSeenAt(newestAt)
  }, [isAtBottom, newestAt])
  const below = isAtBottom ? 0 : messages.filter((message) => message.type === 'incoming' && message.createdAt > seenAt).length
  return { newLine, below }
}

interface TimelineProps {
  messages: TimelineMessage[]
  query: ReturnType<typeof useMessages>
  typing: string[]
  /** The message to be shown, and how many wishes came before. */
  target: { messageId: number; count: number } | null
}

function Blocks({
  messages,
  newLine,
  foundId,
  fill,
}: {
  messages: TimelineMessage[]
  newLine: NewLine | null
  foundId: number | null
  fill: Fill
}) {
  const { account } = useTalk()
  const blocks = useMemo(() => arrange(messages, newLine), [messages, newLine])
  const byId = useMemo(() => indexById(messages), [messages])
  const newer = newestForeign(messages, account?.profile.user.id)
  // What is newer on the server may come between its messages and ours that have not left.
  const firstKept = blocks.findIndex((block) => block.kind === 'message' && block.message.outbox !== null)
  const parted = firstKept === -1 ? blocks.length : firstKept
  const first = fill !== 'end' ? 0 : Math.max(0, blocks.length - FIRST_PARTS)
  const draw = (block: Block) => {
    const { id = null, inReplyTo = null, outbox = null } = block.kind === 'message' ? block.message : {}
    const place = {
      quoted: inReplyTo === null ? undefined : byId.get(inReplyTo),
      newer: outbox?.state === 'held' ? newer : undefined,
      isFound: foundId !== null && id === foundId,
      hasMenu: fill === 'settled',
    }
    return <BlockView key={block.key} block={block} {...place} />
  }
  return (
    <>
      {blocks.slice(first, parted).map(draw)}
      <AsOf />
      {blocks.slice(Math.max(first, parted)).map(draw)}
    </>
  )
}

function indexById(messages: TimelineMessage[]): Map<number, TimelineMessage> {
  return new Map(messages.flatMap((message) => (message.id === null ? [] : [[message.id as number, message]])))
}

function ToNewest({ below, onPress }: { below: number; onPress: () => void }) {
  const t = useText()
  return (
    <div className="to-newest">
      <Button icon={ArrowDown} onPress={onPress}>
        {below > 0 ? t('talk.newBelow', { count: below }) : t('talk.newest')}
      </Button>
    </div>
  )
}

/** Messages, newest at the bottom. Reading on upwards fetches older ones; a new one never moves what is being read. */
export function Timeline({ messages, query, typing, target }: TimelineProps) {
  const t = useText()
  const box = useRef<HTMLDivElement>(null)
  const fill = useFill(target !== null)
  const isWhole = fill !== 'end'
  const older = isWhole && query.hasNextPage && !query.isFetching ? () => void query.fetchNextPage() : null
  const [first, last] = [messages[0], messages.at(-1)]
  const scroll = useTimelineScroll(box, {
    oldest: isWhole ? first && messageKey(first) : undefined,
    newest: last && messageKey(last),
    target,
    fetchOlder: older,
  })
  const { newLine, below } = useNews(messages, scroll.isAtBottom)
  const says = { role: 'log', 'aria-live': 'off', 'aria-label': t('talk.messages'), tabIndex: 0 } as const
  const hears = messageKeys(messages, useTalk())
  return (
    <div className="timeline-wrap">
      <div className="timeline" {...says} aria-busy={fill !== 'settled'} ref={box} onScroll={scroll.onScroll} {...hears}>
        <div className="timeline-in">
          <Top query={query} isEmpty={messages.length === 0} />
          <Blocks messages={messages} newLine={newLine} foundId={target?.messageId ?? null} fill={fill} />
          <Typing names={typing} />
        </div>
      </div>
      <Announcer newest={last} />
      <Alarm messages={messages} />
      {!scroll.isAtBottom && <ToNewest below={below} onPress={scroll.toBottom} />}
    </div>
  )
}
