/** Drafts live only here: the server's draft key is shared by all agents (FACTS §3.3). */
import type { Draft } from '../../src-preload/contract/entities'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { TemplateUse } from '../../src-preload/contract/message-template'
import type { Facts } from './facts'
import { filesOfDraft } from './files/on-the-way'
import type { Clock, Store, StoredFile } from './ports'

interface Needs {
  store: Store
  facts: Facts
  clock: Clock
}

/** Whether nothing of it would be missed. */
export function isBlank(draft: Pick<Draft, 'text' | 'template'>, files: readonly StoredFile[]): boolean {
  return draft.text === '' && draft.template === undefined && files.length === 0
}

/** What keeps the drafts of one profile. One that is blank is no draft. */
export interface Drafts {
  /** What the agent has typed so far; a template that was begun there stays. */
  save(key: ConversationKey, words: Omit<Draft, 'updatedAt' | 'template'>): Promise<void>
  /** The template that is being filled in, null: none; what was typed there stays. */
  keepTemplate(key: ConversationKey, begun: TemplateUse | null): Promise<void>
}

export function makeDrafts(needs: Needs): Drafts {
  return {
    save: (key, words) => put(needs, key, (had) => ({ ...words, template: had?.template })),
    keepTemplate: (key, begun) =>
      put(needs, key, (had) => ({ ...(had ?? { text: '', private: false, cursor: 0 }), template: begun ?? undefined })),
  }
}

type Change = (had: Draft | null) => Omit<Draft, 'updatedAt'>

async function put({ store, facts, clock }: Needs, key: ConversationKey, change: Change): Promise<void> {
  const isNews = await store.commit(async (tx) => {
    const had = await tx.draft(key)
    const draft = change(had)
    const isEmpty = isBlank(draft, await filesOfDraft(tx, key))
    if (isEmpty) await tx.removeDraft(key)
    else await tx.putDraft(key, { ...draft, updatedAt: clock.now() })
    return (had !== null) === isEmpty || had?.template !== draft.template
  })
  // Lists show that there is a draft and how it begins; each letter typed is not news for them.
  if (isNews) facts.tell({ kind: 'DraftChanged', conversation: key })
}
