import { type AccountEntry, useAccounts, useBooks } from '../../bridge/accounts'
import { useCounts } from '../../bridge/queries'
import type { Inbox } from '../../../src-preload/contract/entities'
import { AccountCode } from '../../parts/avatar'
import { Glyph } from '../../parts/glyph'
import { channelLook } from '../../parts/names'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'

function InboxItem({ entry, inbox, unread }: { entry: AccountEntry; inbox: Inbox; unread: number }) {
  const t = useText()
  const here = useUi((ui) => ui.place.inbox)
  const goTo = useUi((ui) => ui.goTo)
  const isCurrent = here?.profileId === entry.profileId && here.accountId === entry.accountId && here.inboxId === inbox.id
  return (
    <button
      type="button"
      className={`rail-item rail-item-inbox${unread > 0 ? ' has-new' : ''}`}
      aria-current={isCurrent ? 'page' : undefined}
      title={inbox.name}
      onClick={() =>
        goTo({ view: 'inbox', inbox: { profileId: entry.profileId, accountId: entry.accountId, inboxId: inbox.id } })
      }
    >
      <Glyph name={channelLook(inbox.channel, inbox.name).glyph} />
      <span className="grow cut">{inbox.name}</span>
      {unread > 0 && (
        <span className="rail-num" title={t('rail.unread', { count: unread })}>
          {unread}
        </span>
      )}
    </button>
  )
}

/** Inboxes by account, with their unread numbers. */
export function RailInboxes() {
  const accounts = useAccounts()
  const scope = useUi((ui) => ui.scope)
  const books = useBooks(accounts)
  const unread = useCounts().data?.inboxes ?? []
  const shown = accounts.filter(
    (entry) => scope === null || (entry.profileId === scope.profileId && entry.accountId === scope.accountId),
  )
  const countOf = (entry: AccountEntry, inbox: Inbox) =>
    unread.find((each) => each.profileId === entry.profileId && each.accountId === entry.accountId && each.inboxId === inbox.id)
      ?.unread ?? 0
  return shown.map((entry) => (
    <section key={`${entry.profileId}/${entry.accountId}`} aria-label={entry.name}>
      <div className={`rail-head rail-head-acct ${entry.tone}`}>
        <AccountCode code={entry.code} name={entry.name} />
        <span className="grow cut">{entry.name}</span>
      </div>
      {books.inboxes(entry).map((inbox) => (
        <InboxItem key={inbox.id} entry={entry} inbox={inbox} unread={countOf(entry, inbox)} />
      ))}
    </section>
  ))
}
