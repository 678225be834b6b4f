import type { Directory } from '../../../src-preload/contract/entities'
import type { ListCondition } from '../../../src-preload/contract/list-filter'
import { type AccountEntry, useAccounts } from '../../bridge/accounts'
import { useDirectories } from '../../bridge/queries'
import { useKeys } from '../../keys'
import { conditionKey, conditionText } from '../../parts/condition-text'
import { Dialog } from '../../parts/dialog'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'
import type { Choice } from './choices'
import { List } from './picker'

const MINUTE = 60_000
const waits = [5, 15, 60, 240, 1440].map((minutes): ListCondition => ({ kind: 'waiting', longerMs: minutes * MINUTE }))
const plain: ListCondition[] = [
  { kind: 'unread' },
  { kind: 'draft' },
  ...(['me', 'nobody', 'others'] as const).map((who): ListCondition => ({ kind: 'assignee', who })),
  ...(['urgent', 'high', 'medium', 'low', null] as const).map((priority): ListCondition => ({ kind: 'priority', priority })),
  ...waits,
]

function conditionsOf({ profileId, accountId }: AccountEntry, directory: Directory): ListCondition[] {
  const here = { profileId, accountId }
  return [
    ...directory.labels.map(({ title }): ListCondition => ({ kind: 'label', title })),
    ...directory.inboxes.map(({ id }): ListCondition => ({ kind: 'inbox', ...here, inboxId: id })),
    ...directory.teams.map(({ id }): ListCondition => ({ kind: 'team', ...here, teamId: id })),
    ...directory.agents.map(({ id }): ListCondition => ({ kind: 'agent', ...here, userId: id })),
  ]
}

function personOf({ userId }: { userId: number }, directory: Directory | undefined): string {
  return directory?.agents.find(({ id }) => id === userId)?.name ?? ''
}

/** Puts a condition up, or takes it down. */
export function turnCondition(condition: ListCondition): void {
  const { where, setFilter } = useUi.getState()
  const key = conditionKey(condition)
  const without = where.filter((one) => conditionKey(one) !== key)
  setFilter({ where: without.length < where.length ? without : [...where, condition] })
}

/** Everything a list can be narrowed by, found by typing; it stays open, because one condition seldom comes alone. */
export function FilterPicker() {
  const t = useText()
  const scope = useUi((ui) => ui.scope)
  const where = useUi((ui) => ui.where)
  const accounts = useAccounts()
  const books = useDirectories(accounts.map(({ profileId, accountId }) => ({ profileId, accountId })))
  const close = () => useUi.getState().showOverlay(null)
  useKeys({ back: close }, true)
  const directoryOf = (ref: { profileId: string; accountId: number }) =>
    books[accounts.findIndex((one) => one.profileId === ref.profileId && one.accountId === ref.accountId)]
  const all = accounts.flatMap((entry, index) => {
    const directory = books[index]
    const isIn = scope === null || (scope.profileId === entry.profileId && scope.accountId === entry.accountId)
    return directory && isIn ? conditionsOf(entry, directory) : []
  })
  const on = new Set(where.map(conditionKey))
  const unique = new Map([...where, ...plain, ...all, { kind: 'noTeam' } as const].map((one) => [conditionKey(one), one]))
  const choices = [...unique].map(([key, condition]): Choice => {
    const account =
      'profileId' in condition && accounts.length > 1
        ? accounts.find((one) => one.profileId === condition.profileId && one.accountId === condition.accountId)
        : undefined
    return {
      id: key,
      text: conditionText(condition, directoryOf),
      ...(account ? { more: account.name } : {}),
      ...(condition.kind === 'agent' && { person: personOf(condition, directoryOf(condition)) }),
      isOn: on.has(key),
      onPick: () => Promise.resolve(turnCondition(condition)),
    }
  })
  return (
    <Dialog label={t('pick.filter')} onClose={close}>
      <List kind="filter" choices={choices} typed={null} onDone={close} />
    </Dialog>
  )
}
