import { AlarmClock, Check, ChevronsUp, type LucideIcon, MailOpen, RotateCcw, Tag, UserRound, X } from 'lucide-react'
import { isFocusIn } from '../../areas'
import { useAccounts } from '../../bridge/accounts'
import { changeChosen, setChosenStatus, turnChosenRead } from '../../bridge/many'
import { chooseNone, pickForChosen, useChosen } from '../../chosen'
import { type ActionId, ariaKeys, keysOf, useKeys } from '../../keys'
import { IconButton } from '../../parts/button'
import { type TextKey, useText } from '../../text/t'

interface Deed {
  id: ActionId
  icon: LucideIcon
  text: TextKey
  run: () => void
}

function useDeeds(): Deed[] {
  const rows = useChosen((chosen) => chosen.rows)
  const all = [...rows.values()]
  const areOver = all.every((row) => row.status === 'resolved')
  const isUnread = all.some((row) => row.unreadCount > 0)
  return [
    areOver
      ? { id: 'reopen', icon: RotateCcw, text: 'keys.reopen', run: () => void setChosenStatus('open') }
      : { id: 'resolve', icon: Check, text: 'keys.resolve', run: () => void setChosenStatus('resolved') },
    { id: 'snooze', icon: AlarmClock, text: 'keys.snooze', run: () => pickForChosen('snooze') },
    { id: 'assign', icon: UserRound, text: 'keys.assign', run: () => pickForChosen('assign') },
    { id: 'label', icon: Tag, text: 'keys.label', run: () => pickForChosen('labels') },
    { id: 'priority', icon: ChevronsUp, text: 'keys.priority', run: () => pickForChosen('priority') },
    {
      id: 'unread',
      icon: MailOpen,
      text: isUnread ? 'many.markRead' : 'keys.unread',
      run: () => void turnChosenRead(),
    },
  ]
}

/** Everything is mine now, whoever I am in its account. */
function useTakeAll(): () => void {
  const accounts = useAccounts()
  return () =>
    void changeChosen({
      changeIn: ({ profileId }) => {
        const me = accounts.find((account) => account.profileId === profileId)?.profile.user.id
        return me === undefined ? null : { kind: 'assignee', userId: me }
      },
      did: 'many.assigned',
    })
}

/** In the place of the list's head while something is chosen: how many, and what can be done to all of them. */
export function BulkBar() {
  const t = useText()
  const count = useChosen((chosen) => chosen.rows.size)
  const left = useChosen((chosen) => chosen.left)
  const deeds = useDeeds()
  const words = t('many.chosen', { count })
  const gone = left > 0 ? t('many.left', { count: left }) : ''
  useKeys({
    ...Object.fromEntries(deeds.map(({ id, run }) => [id, run])),
    resolve: () => void setChosenStatus('resolved'),
    reopen: () => void setChosenStatus('open'),
    assignMe: useTakeAll(),
    team: () => pickForChosen('team'),
    back: () => {
      if (!isFocusIn('list')) return false
      chooseNone()
      return true
    },
  })
  return (
    <div className="list-head bulk-bar" role="toolbar" aria-label={words}>
      <h1 className="cut">
        {words}
        {gone !== '' && <small className="muted">{gone}</small>}
      </h1>
      <span className="sr" role="status">
        {`${words}. ${gone}`}
      </span>
      {deeds.map(({ id, icon, text, run }) => (
        <IconButton key={id} icon={icon} label={t(text)} keys={keysOf(id)} ariaKeys={ariaKeys(id)} onPress={run} />
      ))}
      <IconButton icon={X} label={t('many.none')} keys={keysOf('back')} ariaKeys={ariaKeys('back')} onPress={chooseNone} />
    </div>
  )
}
