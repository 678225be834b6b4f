import { Send, TriangleAlert, X } from 'lucide-react'
import type { ActionItem } from '../../../src-preload/contract/change'
import type { OutboxItem } from '../../../src-preload/contract/schemas/conversation'
import { useAccounts } from '../../bridge/accounts'
import { errorOf } from '../../bridge/client'
import { useActions, useOutbox } from '../../bridge/queries'
import { ariaKeys, keysOf, useKeys } from '../../keys'
import { Blank } from '../../parts/blank'
import { Button, IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { refKey, useUi, whyNot } from '../../ui-state'
import { ActionLine } from './action-line'
import { OutboxLine } from './outbox-line'

/** Which reply of its customer an item is; 0 when it is the only one. */
function placeOf(item: OutboxItem, items: OutboxItem[]): number {
  const same = items.filter((other) => refKey(other.conversation) === refKey(item.conversation))
  return same.length > 1 ? same.indexOf(item) + 1 : 0
}

function Items({ items, actions }: { items: OutboxItem[]; actions: ActionItem[] }) {
  const t = useText()
  const isAway = useAccounts().some((entry) => entry.profile.link.state !== 'live')
  // One that only rests is as good as done: the line at the bottom takes it back.
  const kept = actions.filter(({ state }) => isAway || state !== 'resting')
  if (items.length + kept.length === 0) return <Blank icon="bird" title={t('outbox.empty')} text={t('outbox.emptyText')} />
  return (
    <>
      {items.length > 0 && (
        <p className="outbox-word">{t(isAway ? 'outbox.word' : 'outbox.wordLive', { count: items.length })}</p>
      )}
      <ul>
        {items.map((item) => (
          <OutboxLine key={item.outbox.clientId} item={item} place={placeOf(item, items)} />
        ))}
      </ul>
      {kept.length > 0 && <p className="outbox-word">{t('action.title')}</p>}
      <ul>
        {kept.map((item) => (
          <ActionLine key={item.id} item={item} />
        ))}
      </ul>
    </>
  )
}

/** Every reply that has not left, with its state and what can be done. */
export function OutboxRoom() {
  const t = useText()
  const closeSide = useUi((ui) => ui.closeSide)
  useKeys({ back: closeSide })
  const outbox = useOutbox()
  const actions = useActions()
  const error = outbox.error === null ? null : errorOf(outbox.error)
  return (
    <aside className="panel outbox" aria-label={t('outbox.title')} data-area="panel" tabIndex={-1}>
      <div className="outbox-head">
        <Icon of={Send} />
        <h2 className="grow">{t('outbox.title')}</h2>
        <IconButton icon={X} label={t('act.close')} keys={keysOf('back')} ariaKeys={ariaKeys('back')} onPress={closeSide} />
      </div>
      {outbox.data && <Items items={outbox.data} actions={actions.data ?? []} />}
      {error && !outbox.data && (
        <Blank
          icon={TriangleAlert}
          tone="red"
          title={t('fault.outbox')}
          text={error.kind === 'internal' ? t('fault.number', { incident: error.incident }) : whyNot(outbox.error)}
        >
          <div className="btn-row">
            <Button onPress={() => void outbox.refetch()}>{t('fault.openAgain')}</Button>
          </div>
        </Blank>
      )}
    </aside>
  )
}
