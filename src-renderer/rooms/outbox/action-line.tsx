import { Hand, Undo2, Zap } from 'lucide-react'
import type { ActionItem } from '../../../src-preload/contract/change'
import { findAccount, useAccounts } from '../../bridge/accounts'
import { releaseAction, undoAction } from '../../bridge/changes'
import { actionText } from '../../parts/action-text'
import { AccountCode } from '../../parts/avatar'
import { Button } from '../../parts/button'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { reasonText, waitsForLook } from '../../parts/reason'
import { useNow } from '../../text/now'
import { type Say, useText } from '../../text/t'
import { moment } from '../../text/when'
import { useUi } from '../../ui-state'
import { LookButton } from './look-button'

function stateOf({ state, reason }: ActionItem, isLive: boolean, t: Say): string {
  if (waitsForLook({ state, reason })) return t('reason.review')
  if (state === 'held') return t('action.held', { why: reasonText(reason) })
  return t(isLive ? 'action.goes' : 'action.waits')
}

/** A customer may have no conversation here: number 0 is none (the treaty's lane of contacts). */
function goTo({ conversation, change }: ActionItem): void {
  const { select, openContact } = useUi.getState()
  const { profileId, accountId, conversationId } = conversation
  if (Number(conversationId) === 0 && change.kind === 'contact')
    openContact({ profileId, accountId, contactId: change.contactId })
  else select(conversation)
}

/** A change that has not reached the server: what, where it stands, what can be done. */
export function ActionLine({ item }: { item: ActionItem }) {
  const t = useText()
  const now = useNow()
  const account = findAccount(useAccounts(), item.conversation)
  const isHeld = item.state === 'held'
  return (
    <li className={`out is-${item.state}`}>
      <div className="out-top">
        {account && <AccountCode code={account.code} tone={account.tone} name={account.name} />}
        <button type="button" className="out-open" onClick={() => goTo(item)}>
          <b dir="auto">{actionText(item)}</b>
        </button>
        <span className="muted num">{moment(item.createdAt, now)}</span>
      </div>
      <p className="out-state">
        {isHeld ? <Icon of={Hand} size={14} /> : <Glyph name="st-kept" />}
        {stateOf(item, account?.profile.link.state === 'live', t)}
      </p>
      <div className="out-acts">
        {waitsForLook(item) && <LookButton />}
        {isHeld && !waitsForLook(item) && (
          <Button look="quiet" icon={Zap} onPress={() => void releaseAction(item.conversation, item.id)}>
            {t('action.doAnyway')}
          </Button>
        )}
        <Button look="quiet" icon={Undo2} onPress={() => void undoAction(item.conversation, item.id)}>
          {t(isHeld ? 'action.leave' : 'action.undo')}
        </Button>
      </div>
    </li>
  )
}
