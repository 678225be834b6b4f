import { ArrowLeft, CloudOff, ScanEye, Send, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReviewItem } from '../../../src-preload/contract/schemas/review'
import { findAccount, useAccounts } from '../../bridge/accounts'
import { useReview } from '../../bridge/queries'
import { sendReviewed } from '../../bridge/review'
import { keysOf, useKeys } from '../../keys'
import { AccountCode } from '../../parts/avatar'
import { Blank, RowBones } from '../../parts/blank'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useRoving } from '../../parts/roving'
import { useText } from '../../text/t'
import { refKey, useUi, whyNot } from '../../ui-state'
import { ReviewCard } from './review-item'

/** Conversations drawn at once. */
const PAGE = 50

interface Group {
  first: ReviewItem
  items: ReviewItem[]
}

/** What waits, by conversation, in the order in which each began. */
function grouped(items: readonly ReviewItem[]): Group[] {
  const groups = new Map<string, Group>()
  for (const item of items) {
    const group = groups.get(refKey(item.conversation))
    if (group) group.items.push(item)
    else groups.set(refKey(item.conversation), { first: item, items: [item] })
  }
  return [...groups.values()]
}

/** Whether what happened meanwhile is known: the server answers, and all it had to tell is here. */
function useIsThere(): (item: ReviewItem) => boolean {
  const accounts = useAccounts()
  return ({ conversation }) => {
    const state = findAccount(accounts, conversation)?.profile.link.state
    return state === 'live' || state === 'polling'
  }
}

function Talk({ first, items, isThere }: { first: ReviewItem; items: ReviewItem[]; isThere: boolean }) {
  const t = useText()
  const { go, select } = useUi()
  const account = findAccount(useAccounts(), first.conversation)
  const open = () => {
    go('workspace')
    select(first.conversation)
  }
  return (
    <section className="review-talk" aria-label={first.contactName}>
      <h2>
        {account && <AccountCode code={account.code} tone={account.tone} name={account.name} />}
        <button type="button" className="out-open" title={t('outbox.open', { name: first.contactName })} onClick={open}>
          <b className="cut" dir="auto">
            {first.contactName}
          </b>
        </button>
        <span className="muted">#{first.conversation.conversationId}</span>
      </h2>
      <ul className="box">
        {items.map((item) => (
          <ReviewCard key={item.kind === 'reply' ? item.clientId : item.actionId} item={item} isThere={isThere} />
        ))}
      </ul>
    </section>
  )
}

function Items({ items }: { items: ReviewItem[] }) {
  const t = useText()
  const isThere = useIsThere()
  const [shown, setShown] = useState(PAGE)
  const groups = grouped(items)
  return (
    <>
      {groups.slice(0, shown).map(({ first, items: own }) => (
        <Talk key={refKey(first.conversation)} first={first} items={own} isThere={isThere(first)} />
      ))}
      {groups.length > shown && (
        <Button onPress={() => setShown(shown + PAGE)}>{t('review.showMore', { count: groups.length - shown })}</Button>
      )}
    </>
  )
}

function Head({ items, onBack }: { items: ReviewItem[]; onBack: () => void }) {
  const t = useText()
  const isThere = useIsThere()
  const ready = items.filter((item) => item.changed === null && isThere(item))
  const isAway = items.length > 0 && !items.some(isThere)
  return (
    <header className="review-head">
      <div className="review-bar">
        <Button look="quiet" icon={ArrowLeft} keys={keysOf('back')} onPress={onBack}>
          {t('settings.back')}
        </Button>
        <span className="grow" />
        {ready.length > 0 && (
          <Button look="primary" icon={Send} onPress={() => void sendReviewed(ready)}>
            {t('review.sendUnchanged', { count: ready.length })}
          </Button>
        )}
      </div>
      <h1>{t('review.title')}</h1>
      <p className="set-lead">{t('review.lead')}</p>
      {isAway && (
        <p className="review-away" role="status">
          <Icon of={CloudOff} size={14} />
          {t('review.away')}
        </p>
      )}
    </header>
  )
}

/** Everything that was written without the server, beside what happened meanwhile; nothing leaves before it was seen here (M15). */
export function ReviewRoom() {
  const t = useText()
  const go = useUi((ui) => ui.go)
  const review = useReview()
  const box = useRef<HTMLElement>(null)
  const roving = useRoving(box, '.review-item')
  const step = (by: 1 | -1) => () => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('.review-item') ?? [])]
    const here = all.findIndex((one) => one.contains(document.activeElement))
    all[here === -1 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))]?.focus()
  }
  const back = () => go('workspace')
  useKeys({ back, next: step(1), previous: step(-1) })
  const items = review.data ?? []
  return (
    <main className="review" data-area="talk" aria-label={t('review.title')} tabIndex={-1} ref={box} {...roving}>
      <div className="review-in" aria-busy={review.isPending}>
        <Head items={items} onBack={back} />
        {review.isPending && <RowBones count={3} />}
        {review.isError && <Blank icon={TriangleAlert} tone="red" title={t('review.broken')} text={whyNot(review.error)} />}
        {review.data?.length === 0 && <Blank icon={ScanEye} title={t('review.empty')} text={t('review.emptyText')} />}
        <Items items={items} />
      </div>
    </main>
  )
}
