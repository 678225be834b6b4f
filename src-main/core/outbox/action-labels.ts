import type { KeptChange } from '../../../src-preload/contract/change'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Outcome } from '../outcome'
import type { Server } from '../ports'
import { labelsAfter } from './labels'

/** Puts labels on and takes others off. The server replaces the whole set (FACTS §3.3): it is read as late as possible. */
export async function setLabels(
  server: Pick<Server, 'labels' | 'setLabels'>,
  key: ConversationKey,
  change: Extract<KeptChange, { kind: 'labels' }>,
): Promise<Outcome<{ labels: string[] }>> {
  const read = await server.labels(key)
  if (read.kind !== 'accepted') return read
  const set = await server.setLabels(key, labelsAfter(read.value, change))
  return set.kind === 'accepted' ? { kind: 'accepted', value: { labels: set.value } } : set
}
