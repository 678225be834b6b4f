import { accountKey } from '../../../../src-preload/contract/alert-keys'
import { inboxKey } from '../../../../src-preload/contract/inbox-key'
import { useAccounts } from '../../../bridge/accounts'
import { useDirectories } from '../../../bridge/queries'

/** An account or one of its inboxes, as settings name it. */
interface Place {
  key: string
  name: string
  isAccount: boolean
}

/** Accounts, each followed by its inboxes, and the labels of all of them. */
export function usePlaces(): { places: Place[]; labels: string[] } {
  const accounts = useAccounts()
  const directories = useDirectories(accounts)
  const places = accounts.flatMap(({ profileId, accountId, account }, index): Place[] => [
    { key: accountKey({ profileId, accountId }), name: account.name, isAccount: true },
    ...(directories[index]?.inboxes ?? []).map((inbox) => ({
      key: inboxKey({ profileId, accountId, inboxId: inbox.id }),
      name: inbox.name,
      isAccount: false,
    })),
  ])
  const labels = new Set(directories.flatMap((directory) => (directory?.labels ?? []).map(({ title }) => title)))
  return { places, labels: [...labels].sort() }
}
