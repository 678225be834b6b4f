import type { Outcome } from '../outcome'
import type { ConnectorServer } from './port'
import type { TestMark } from './receive-port'

/** How the things of a test are known again. */
export function traceOf(mark: string): { path: string; identifier: string; name: string } {
  return { path: `/perch-test-${mark}`, identifier: `perch-test:${mark}`, name: 'Perch test' }
}

/** What a look for traces came to. */
export type Swept = 'removed' | 'nothing' | 'failed'

/** Removes the webhook and the contact of a test, found by its mark; both, whether or not one fails. */
export async function sweepTest(server: ConnectorServer, { account, mark }: TestMark): Promise<Swept> {
  const { path, identifier } = traceOf(mark)
  const hooks = await server.webhooks(account)
  const condition = { key: 'identifier', operator: 'equal_to', values: [identifier], join: 'and' } as const
  const contacts = await server.filterContacts(account, [condition])
  if (hooks.kind !== 'accepted' || contacts.kind !== 'accepted') return 'failed'
  const ours = hooks.value.filter(({ url }) => url.endsWith(path))
  const ends: Outcome<null>[] = []
  for (const { id } of ours) ends.push(await server.removeWebhook(account, id))
  for (const { id } of contacts.value) ends.push(await server.removeContact(account, id))
  if (!ends.every(isGone)) return 'failed'
  return ends.length > 0 ? 'removed' : 'nothing'
}

function isGone(outcome: Outcome<null>): boolean {
  return outcome.kind === 'accepted' || (outcome.kind === 'refused' && outcome.reason === 'not-found')
}
