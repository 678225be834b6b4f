import { useState } from 'react'
import type { ContactTalk } from '../../../src-preload/contract/contact'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { useAccounts, useBooks } from '../../bridge/accounts'
import { useContactTalks } from '../../bridge/contacts'
import { Glyph } from '../../parts/glyph'
import { channelLook } from '../../parts/names'
import { useNow } from '../../text/now'
import { figure, sayOr, useText } from '../../text/t'
import { shortTime } from '../../text/when'
import { type ContactRef, sameRef, useUi } from '../../ui-state'
import { Asked, Section } from './panel-section'

/** A glance; more of them on demand. */
const FIRST = 5
const MORE = 20

function Line({ talk }: { talk: ContactTalk }) {
  const now = useNow()
  const books = useBooks(useAccounts())
  const select = useUi((ui) => ui.select)
  const { conversation, inboxId, status, text, lastActivityAt } = talk
  const inbox = books.inbox({ ...conversation, inboxId })
  return (
    <li>
      <button type="button" className="panel-line" onClick={() => select(conversation)}>
        <Glyph name={channelLook(inbox?.channel ?? '', inbox?.name).glyph} size={14} />
        <span className="grow panel-said">
          <span className="cut" dir="auto" title={text}>
            {text || (inbox?.name ?? '')}
          </span>
          <small className="muted cut">
            {sayOr([`status.one.${status}`], status)}, <span className="num">#{conversation.conversationId}</span>
          </small>
        </span>
        <span className="muted num">{shortTime(lastActivityAt, now)}</span>
      </button>
    </li>
  )
}

interface PreviousProps {
  at: ConversationRef
  contactRef: ContactRef
  isLive: boolean
}

/** Other conversations with the customer, the newest first: those that are stored, and what the server adds. */
export function Previous({ at, contactRef, isLive }: PreviousProps) {
  const t = useText()
  const answer = useContactTalks(contactRef)
  const [shown, setShown] = useState(FIRST)
  const talks = answer.data?.filter(({ conversation }) => !sameRef(conversation, at))
  const rest = (talks?.length ?? 0) - shown
  const none = t(isLive ? 'previous.none' : 'previous.noneHere')
  return (
    <Section
      title={t('previous.title')}
      side={talks && talks.length > 0 && <span className="muted num">{figure(talks.length)}</span>}
    >
      <Asked
        answer={{ ...answer, data: talks }}
        // What is stored is there without a connection.
        isLive
        words={{ asking: t('previous.asking'), none, needsLine: '' }}
      >
        <ul className="panel-lines">
          {talks?.slice(0, shown).map((talk) => (
            <Line key={talk.conversation.conversationId} talk={talk} />
          ))}
        </ul>
        {rest > 0 && (
          <button type="button" className="fact-pick muted" onClick={() => setShown(shown + MORE)}>
            {t('previous.more', { count: rest })}
          </button>
        )}
        {!isLive && <p className="muted panel-small">{t('previous.offline')}</p>}
      </Asked>
    </Section>
  )
}
