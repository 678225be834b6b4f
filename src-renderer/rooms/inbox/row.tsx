import { AlarmClock, ChevronsUp, CircleDashed, Hand, Hourglass, Pencil } from 'lucide-react'
import { type CSSProperties, memo } from 'react'
import type { Inbox, Label, ListRow } from '../../../src-preload/contract/entities'
import type { OutboxItem } from '../../../src-preload/contract/schemas/conversation'
import { AccountCode, Avatar } from '../../parts/avatar'
import { DeliverySign } from '../../parts/delivery'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import type { AccountLook } from '../../parts/names'
import { channelLook, firstName, shownName } from '../../parts/names'
import { isLater } from '../../parts/later'
import { plainLine, previewText } from '../../parts/preview-text'
import { spanLeft, windowLevel } from '../../parts/reply-window'
import { reasonText } from '../../parts/reason'
import { Dots, writingWords } from '../../parts/typing'
import { WaitClock, type WaitLimits } from '../../parts/wait-clock'
import { useNow } from '../../text/now'
import { figure, type Say, useText } from '../../text/t'
import { moment, shortTime } from '../../text/when'

type Me = { id: number; name: string } | undefined

function Mark({ mark, kept }: { mark: NonNullable<ListRow['mark']>; kept: OutboxItem | undefined }) {
  const t = useText()
  const now = useNow()
  if (mark === 'kept' && kept && isLater(kept.outbox))
    return (
      <span className="row-mark row-mark-out">
        <Icon of={AlarmClock} size={14} />
        {t('list.mark.later', { at: moment(kept.outbox.leaveAt ?? 0, now) })}
      </span>
    )
  const words = t(`list.mark.${mark}`)
  if (mark === 'draft')
    return (
      <span className="row-mark">
        <Icon of={Pencil} size={12} />
        {words}
      </span>
    )
  if (mark === 'not-sent')
    return (
      <span className="row-mark row-mark-fail">
        <Glyph name="st-failed" />
        {words}
      </span>
    )
  return (
    <span className="row-mark row-mark-out">
      {mark === 'held' ? <Icon of={Hand} size={14} /> : <Glyph name="st-kept" />}
      {words}
    </span>
  )
}

function Time({ row, limits }: { row: ListRow; limits: WaitLimits }) {
  const now = useNow()
  if (row.waitingSinceAt !== null) return <WaitClock sinceAt={row.waitingSinceAt} limits={limits} />
  const last = row.preview
  const isOurs = last !== null && last.type === 'outgoing' && !last.private && last.id !== null && row.mark === null
  return (
    <span className="wait">
      {isOurs && <DeliverySign status={last.status} />}
      {shortTime(last?.createdAt ?? row.lastActivityAt, now)}
    </span>
  )
}

/** Who speaks in the preview, when it is not the customer. */
function speaker(row: ListRow, me: Me, t: Say): string | null {
  const last = row.preview
  if (!last || row.mark !== null) return null
  if (last.private) return t('list.note')
  if (last.type !== 'outgoing') return null
  return last.senderName === null || last.senderName === me?.name ? t('list.you') : `${firstName(last.senderName)}:`
}

/** With a mark before it the preview is what the mark is about: our own words, or why they did not leave. */
function marked(row: ListRow, kept: OutboxItem | undefined, t: Say): string | null {
  if (row.mark === 'draft') return plainLine(row.draftText ?? '') || t('list.draftFiles')
  if (row.mark === null || !kept) return null
  return (
    (row.mark === 'not-sent' ? reasonText(kept.outbox.reason) : '') ||
    plainLine(kept.text) ||
    t('outbox.files', { count: kept.files })
  )
}

function RowTyping({ names }: { names: string[] }) {
  const t = useText()
  return (
    <span className="row-preview row-typing cut">
      <Dots />
      {writingWords(names, t)}
    </span>
  )
}

function Preview({ row, me, kept, writers }: Pick<RowProps, 'row' | 'me' | 'kept' | 'writers'>) {
  const t = useText()
  // What we have there ourselves, unsent or refused, matters more.
  if (writers !== undefined && row.mark === null) return <RowTyping names={writers} />
  const before = speaker(row, me, t)
  return (
    <span className="row-preview cut" dir="auto">
      {before !== null && <span className="row-you">{before} </span>}
      {marked(row, kept, t) ?? previewText(row.preview)}
    </span>
  )
}

/** Sooner than this the end of the reply window is worth a place in the row. */
const NEAR_MS = 6 * 3_600_000

/** How long the channel still takes a free reply, when that is not long (M14). */
function Closing({ row }: { row: ListRow }) {
  const t = useText()
  const now = useNow()
  const until = row.replyUntilAt ?? null
  if (until === null || row.status !== 'open' || until - now > NEAR_MS) return null
  const level = windowLevel(row, until, now)
  const text = level === 'closed' ? t('list.windowClosed') : t('list.windowLeft', { left: spanLeft(until - now) })
  return (
    <span className={`row-window is-${level}`} title={t('window.until', { at: moment(until, now) })}>
      <Icon of={Hourglass} size={12} />
      {text}
    </span>
  )
}

/** Up to two; one that finds no room is left out, so that the inbox can be read. */
function Labels({ row, labels }: { row: ListRow; labels: (Label | undefined)[] }) {
  return (
    <span className="row-labels">
      {row.labels.slice(0, 2).map((title, index) => {
        const color = labels[index]?.color
        return (
          <span className="label" key={title} style={color ? ({ '--label': color } as CSSProperties) : undefined}>
            <span className="cut">{title}</span>
          </span>
        )
      })}
    </span>
  )
}

function Assignee({ row, me }: { row: ListRow; me: Me }) {
  const t = useText()
  if (me && row.assignee?.id === me.id) return null
  if (row.assignee)
    return (
      <span title={row.assignee.name}>
        <Avatar name={row.assignee.name} size={16} />
        <span className="sr">{row.assignee.name}</span>
      </span>
    )
  return (
    <span title={t('list.unassigned')}>
      <Icon of={CircleDashed} size={14} />
      <span className="sr">{t('list.unassigned')}</span>
    </span>
  )
}

export interface RowProps {
  row: ListRow
  account: AccountLook | undefined
  me: Me
  inbox: Inbox | undefined
  labels: (Label | undefined)[]
  limits: WaitLimits
  /** What waits for this conversation in the outbox. */
  kept: OutboxItem | undefined
  /** Who writes there just now. */
  writers: string[] | undefined
}

function RowBody({ row, account, me, inbox, labels, limits, kept, writers }: RowProps) {
  const isHigh = row.priority === 'high' || row.priority === 'urgent'
  return (
    <>
      <Avatar name={shownName(row.contact)} channel={channelLook(row.channel, inbox?.name).glyph} />
      <div>
        <div className="row-line">
          <span className="row-name cut" dir="auto">
            {shownName(row.contact)}
          </span>
          {isHigh && <Icon of={ChevronsUp} size={14} className="flag" />}
          <span className="row-spacer" />
          <Time row={row} limits={limits} />
        </div>
        <div className="row-line">
          {row.mark && <Mark mark={row.mark} kept={kept} />}
          <Preview row={row} me={me} kept={kept} writers={writers} />
          {row.unreadCount > 0 && <span className="count">{figure(row.unreadCount)}</span>}
        </div>
        <div className="row-line row-line-meta">
          {account && <AccountCode code={account.code} name={account.name} />}
          <span className="row-inbox cut">{inbox?.name ?? ''}</span>
          <Closing row={row} />
          <Labels row={row} labels={labels} />
          <Assignee row={row} me={me} />
        </div>
      </div>
    </>
  )
}

/** One row: strip, avatar with the channel, three lines. */
export const RowContent = memo(RowBody)
