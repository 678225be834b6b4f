import { useState } from 'react'
import type { InboxId, UserId } from '../../../../src-preload/contract/ids'
import { type ChannelsAt, useMembers } from '../../../bridge/channels'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { useText } from '../../../text/t'
import { attempt, whyNot } from '../../../ui-state'

interface MembersProps {
  at: ChannelsAt
  inboxId: InboxId
  canChange: boolean
}

/** Who may see the inbox; administrators see every one. */
export function InboxMembers({ at, inboxId, canChange }: MembersProps) {
  const t = useText()
  const answer = useMembers(at, inboxId)
  const [chosen, setChosen] = useState<readonly UserId[] | null>(null)
  if (answer.isError) return <p className="field-help field-wrong">{whyNot(answer.error)}</p>
  if (!answer.data) return <p className="field-help">{t('channels.loading')}</p>
  const { members, agents } = answer.data
  const now = chosen ?? members
  const toggle = (id: UserId): void => setChosen(now.includes(id) ? now.filter((one) => one !== id) : [...now, id])
  const save = async (): Promise<void> => {
    if (await attempt(call('inbox.setMembers', { ...at, inboxId, users: [...now] }))) setChosen(null)
  }
  return (
    <fieldset className="field" disabled={!canChange}>
      <legend className="field-label">{t('channels.members', { count: now.length })}</legend>
      <div className="events">
        {agents.map(({ id, name, role }) => (
          <label className="event" key={id}>
            <input type="checkbox" checked={now.includes(id)} onChange={() => toggle(id)} />
            <span>
              {name}
              {role === 'administrator' && <small>{t('channels.admin')}</small>}
            </span>
          </label>
        ))}
      </div>
      {now.length === 0 && <p className="field-help field-wrong">{t('channels.noMembers')}</p>}
      {chosen !== null && (
        <div className="btn-row">
          <Button look="primary" onPress={() => void save()}>
            {t('channels.saveMembers')}
          </Button>
          <Button look="quiet" onPress={() => setChosen(null)}>
            {t('channels.cancel')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
