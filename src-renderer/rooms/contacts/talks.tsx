import { useAccounts, useBooks } from '../../bridge/accounts'
import { useContactTalks } from '../../bridge/contacts'
import { Glyph } from '../../parts/glyph'
import { channelLook } from '../../parts/names'
import { useNow } from '../../text/now'
import { isTextKey, say, useText } from '../../text/t'
import { shortTime } from '../../text/when'
import { type ContactRef, useUi } from '../../ui-state'

function statusWord(status: string): string {
  const key = `status.one.${status}`
  return isTextKey(key) ? say(key) : status
}

/** Conversations with a contact, the newest first. */
export function Talks({ contactRef }: { contactRef: ContactRef }) {
  const t = useText()
  const now = useNow()
  const talks = useContactTalks(contactRef).data
  const books = useBooks(useAccounts())
  const { go, select } = useUi()
  return (
    <section className="contact-sec">
      <h2>{t('contacts.talks')}</h2>
      {talks?.length === 0 && <p className="muted">{t('contacts.noTalks')}</p>}
      <ul className="contact-talks">
        {talks?.map(({ conversation, inboxId, status, text, lastActivityAt }) => {
          const inbox = books.inbox({ ...conversation, inboxId })
          return (
            <li key={conversation.conversationId}>
              <button
                type="button"
                className="contact-talk"
                onClick={() => {
                  go('workspace')
                  select(conversation)
                }}
              >
                <Glyph name={channelLook(inbox?.channel ?? '', inbox?.name).glyph} size={14} />
                <span className="muted num">#{conversation.conversationId}</span>
                <span className="grow cut" dir="auto">
                  {text || (inbox?.name ?? '')}
                </span>
                <span className="muted">{statusWord(status)}</span>
                <span className="muted num">{shortTime(lastActivityAt, now)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
