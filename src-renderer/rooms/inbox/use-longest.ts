import { call } from '../../bridge/client'
import { useKeys } from '../../keys'
import { attempt, sameRef, useUi } from '../../ui-state'

async function chooseLongest(): Promise<void> {
  const ask = {
    view: 'waiting',
    profileId: null,
    accountId: null,
    inboxId: null,
    status: 'open',
    sort: 'waiting',
    offset: 0,
    limit: 2,
  } as const
  const { rows } = await call('conversation.list', ask)
  const { selected, select } = useUi.getState()
  const refs = rows.map((row) => ({ profileId: row.profileId, accountId: row.accountId, conversationId: row.id }))
  const next = refs.find((ref) => !sameRef(ref, selected)) ?? refs[0]
  if (next) select(next)
}

/** The next longest waiting, in any account: the one that is open already does not count. */
export function useLongest(): () => void {
  const go = () => void attempt(chooseLongest())
  useKeys({ longest: go })
  return go
}
