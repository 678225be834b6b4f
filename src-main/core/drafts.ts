/** Drafts live only here: the server's draft key is shared by all agents (FACTS §3.3). */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Facts } from './facts'
import type { Clock, Store } from './ports'

/** Keeps what the agent has typed so far; an empty text removes the draft. */
export async function saveDraft(
  deps: { store: Store; facts: Facts; clock: Clock },
  key: ConversationKey,
  draft: { text: string; private: boolean; cursor: number },
): Promise<void> {
  const had = await deps.store.draft(key)
  await deps.store.commit((tx) =>
    draft.text === '' ? tx.removeDraft(key) : tx.putDraft(key, { ...draft, updatedAt: deps.clock.now() }),
  )
  // Lists show that there is a draft and how it begins; each letter typed is not news for them.
  if ((had === null) !== (draft.text === '')) deps.facts.tell({ kind: 'DraftChanged', conversation: key })
}
