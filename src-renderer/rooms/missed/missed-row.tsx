import { Hand } from 'lucide-react'
import type { MissedCard, MissedLine } from '../../../src-preload/contract/schemas/missed'
import { type AccountEntry, type Books, findAccount } from '../../bridge/accounts'
import { Avatar } from '../../parts/avatar'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { channelLook, shownName } from '../../parts/names'
import { previewText } from '../../parts/preview-text'
import { WaitClock, type WaitLimits } from '../../parts/wait-clock'
import { useNow } from '../../text/now'
import { figure, useText } from '../../text/t'
import { shortTime } from '../../text/when'

/** The lists of the card. */
export type MissedKind = 'waiting' | 'handled' | 'mentions' | 'stuck'
type StuckLine = MissedCard['stuck']['lines'][number]

/** What every row needs of the window. */
export interface RowBook {
  accounts: AccountEntry[]
  books: Books
  limits: WaitLimits
}

function isStuck(line: MissedLine | StuckLine): line is StuckLine {
  return 'state' in line
}

function StuckMark({ line }: { line: StuckLine }) {
  const t = useText()
  const isHeld = line.state === 'held'
  return (
    <span className={`row-mark ${isHeld ? 'row-mark-out' : 'row-mark-fail'}`}>
      {isHeld ? <Icon of={Hand} size={14} /> : <Glyph name="st-failed" />}
      {t(isHeld ? 'list.mark.held' : 'list.mark.not-sent')}
    </span>
  )
}

/** What stands under the name: who did what, or what the customer said. */
function Second({ kind, line }: { kind: MissedKind; line: MissedLine | StuckLine }) {
  const t = useText()
  const { conversation, who } = line
  const handled = who === null ? t('missed.resolved') : t('missed.answered', { who })
  const before = kind === 'handled' ? handled : kind === 'mentions' ? t('missed.mentioned', { who: who ?? '' }) : null
  return (
    <div className="row-line">
      {isStuck(line) && <StuckMark line={line} />}
      <span className="row-preview cut" dir="auto">
        {before === null && conversation.preview?.private && <span className="row-you">{t('list.note')} </span>}
        {before ?? previewText(conversation.preview)}
      </span>
      {kind === 'waiting' && conversation.unreadCount > 0 && <span className="count">{figure(conversation.unreadCount)}</span>}
    </div>
  )
}

function Time({ kind, line: { conversation }, limits }: { kind: MissedKind; line: MissedLine; limits: WaitLimits }) {
  const now = useNow()
  const { waitingSinceAt, preview, lastActivityAt } = conversation
  if (kind === 'waiting' && waitingSinceAt !== null) return <WaitClock sinceAt={waitingSinceAt} limits={limits} />
  return <span className="wait">{shortTime(preview?.createdAt ?? lastActivityAt, now)}</span>
}

/** A conversation of the card; pressing it opens it. */
export function MissedRow({
  kind,
  line,
  book,
  onOpen,
}: {
  kind: MissedKind
  line: MissedLine | StuckLine
  book: RowBook
  onOpen: (line: MissedLine) => void
}) {
  const { conversation, profileId } = line
  const ref = { profileId, accountId: conversation.accountId, inboxId: conversation.inboxId }
  const account = findAccount(book.accounts, ref)
  return (
    <li>
      <button
        type="button"
        className={`row ${account?.tone ?? ''}${conversation.unreadCount > 0 ? ' is-unread' : ''}`}
        onClick={() => onOpen(line)}
      >
        <Avatar
          name={shownName(conversation.contact)}
          channel={channelLook(conversation.channel, book.books.inbox(ref)?.name).glyph}
        />
        <span className="row-body">
          <span className="row-line">
            <span className="row-name cut" dir="auto">
              {shownName(conversation.contact)}
            </span>
            <span className="row-spacer" />
            <Time kind={kind} line={line} limits={book.limits} />
          </span>
          <Second kind={kind} line={line} />
        </span>
      </button>
    </li>
  )
}
