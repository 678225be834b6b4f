/** Drafts live only here: the server's draft key is shared by all agents (FACTS §3.3). */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Facts } from './facts'
import { filesOfDraft } from './files/on-the-way'
import type { Clock, Store } from './ports'

/** Keeps what the agent has typed so far; an empty text removes the draft, unless it has files. */
export async function saveDraft(
  deps: { store: Store; facts: Facts; clock: Clock },
  key: ConversationKey,
  draft: { text: string; private: boolean; cursor: number },
): Promise<void> {
  const had = await deps.store.draft(key)
  const isEmpty = await deps.store.commit(async (tx) => {
    const isEmpty = draft.text === '' && (await filesOfDraft(tx, key)).length === 0
    if (isEmpty) await tx.removeDraft(key)
    else await tx.putDraft(key, { ...draft, updatedAt: deps.clock.now() })
    return isEmpty
  })
  // Lists show that there is a draft and how it begins; each letter typed is not news for them.
  if ((had === null) !== isEmpty) deps.facts.tell({ kind: 'DraftChanged', conversation: key })
}
