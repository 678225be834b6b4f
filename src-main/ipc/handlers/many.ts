import type { ProfileId } from '../../../src-preload/contract/ids'
import type { KeptAction, ManyChangesAsk, ManyKept } from '../../../src-preload/contract/schemas/many'
import type { HandlerNeeds } from './needs'

/** One commit for each account. A profile that is gone changes nothing and stops no other. */
export async function changeMany(needs: HandlerNeeds, accounts: ManyChangesAsk['accounts']): Promise<ManyKept> {
  const all: ManyKept = { kept: [], notChanged: 0, undoUntilAt: needs.now() }
  for (const { profileId, ...changes } of accounts) {
    const done = await needs.profiles.find(profileId)?.outbox.changeMany(changes)
    all.notChanged += done?.notChanged ?? changes.conversations.length
    all.kept.push(...(done?.ids ?? []).map((actionId) => ({ profileId, actionId })))
    all.undoUntilAt = Math.max(all.undoUntilAt, done?.undoUntilAt ?? 0)
  }
  return all
}

/** How many were taken back. */
export async function undoMany(needs: HandlerNeeds, actions: readonly KeptAction[]): Promise<number> {
  const byProfile = new Map<ProfileId, string[]>()
  for (const { profileId, actionId } of actions) byProfile.set(profileId, [...(byProfile.get(profileId) ?? []), actionId])
  let undone = 0
  for (const [profileId, ids] of byProfile) undone += (await needs.profiles.find(profileId)?.outbox.undoMany(ids)) ?? 0
  return undone
}
