import { useMemo } from 'react'
import type { Account, Inbox, Label, Profile } from '../../src-preload/contract/entities'
import type { AccountId, InboxId, ProfileId } from '../../src-preload/contract/ids'
import { accountLook, type AccountLook } from '../parts/names'
import { useDirectories, useProfiles } from './queries'

/** An account with the profile it belongs to and how it looks. */
export interface AccountEntry extends AccountLook {
  profileId: ProfileId
  accountId: AccountId
  profile: Profile
  account: Account
}

/** Every account of every profile, in the order of the profiles. */
export function useAccounts(): AccountEntry[] {
  const profiles = useProfiles().data
  return useMemo(
    () =>
      (profiles ?? []).flatMap((profile) =>
        profile.accounts.map((account) => ({
          profileId: profile.id,
          accountId: account.id,
          profile,
          account,
          ...accountLook(profile, account),
        })),
      ),
    [profiles],
  )
}

/** Finds the account a conversation belongs to. */
export function findAccount(
  accounts: AccountEntry[],
  ref: { profileId: ProfileId; accountId: AccountId },
): AccountEntry | undefined {
  return accounts.find((entry) => entry.profileId === ref.profileId && entry.accountId === ref.accountId)
}

/** Inboxes and labels of the accounts, looked up by account. */
export interface Books {
  inboxes: (ref: { profileId: ProfileId; accountId: AccountId }) => Inbox[]
  inbox: (ref: { profileId: ProfileId; accountId: AccountId; inboxId: InboxId }) => Inbox | undefined
  label: (ref: { profileId: ProfileId; accountId: AccountId }, title: string) => Label | undefined
}

/** The directories of all accounts as one book to look things up in; the same one until something in it changes. */
export function useBooks(accounts: AccountEntry[]): Books {
  const wanted = useMemo(() => accounts.map(({ profileId, accountId }) => ({ profileId, accountId })), [accounts])
  const answers = useDirectories(wanted)
  return useMemo(() => {
    const of = (ref: { profileId: ProfileId; accountId: AccountId }) =>
      answers[wanted.findIndex((each) => each.profileId === ref.profileId && each.accountId === ref.accountId)]
    return {
      inboxes: (ref) => of(ref)?.inboxes ?? [],
      inbox: (ref) => of(ref)?.inboxes.find((inbox) => inbox.id === ref.inboxId),
      label: (ref, title) => of(ref)?.labels.find((label) => label.title === title),
    }
  }, [answers, wanted])
}
