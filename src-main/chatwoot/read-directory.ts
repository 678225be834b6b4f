/** Everything of an account that changes rarely, in one answer. */
import type { Inbox } from '../../src-preload/contract/entities'
import type { AccountId } from '../../src-preload/contract/ids'
import type { DirectoryNews, InboxTemplates } from '../core/news'
import type { Outcome } from '../core/outcome'
import { accountPath, type Call } from './call'
import { listAgents, listCanned, listLabels, listTeams } from './directory'
import { listKeptFilters } from './kept-filters'
import { list } from './readers'
import { toInbox } from './translate/directory'
import { toTemplates } from './translate/template'
import { inboxWire, type InboxWire } from './wire/directory'

interface InboxWithTemplates extends InboxTemplates {
  inbox: Inbox
}

const toBoth = (wire: InboxWire): InboxWithTemplates => {
  const inbox = toInbox(wire)
  return { inbox, inboxId: inbox.id, templates: toTemplates(wire) }
}

/** `GET inboxes` (FACTS §3.9), with what they may send at any time. */
function listInboxes(call: Call, account: AccountId): Promise<Outcome<InboxWithTemplates[]>> {
  const read = list({ noun: 'inbox', wire: inboxWire, to: toBoth })
  return call({ method: 'GET', path: accountPath(account, 'inboxes'), read })
}

/** Six lists at once. The first that fails decides: half a directory would erase the other half. */
export async function readDirectory(call: Call, account: AccountId): Promise<Outcome<DirectoryNews>> {
  const [inboxes, people, teams, labels, canned, filters] = await Promise.all([
    listInboxes(call, account),
    listAgents(call, account),
    listTeams(call, account),
    listLabels(call, account),
    listCanned(call, account),
    listKeptFilters(call, account),
  ])
  if (inboxes.kind !== 'accepted') return inboxes
  if (people.kind !== 'accepted') return people
  if (teams.kind !== 'accepted') return teams
  if (labels.kind !== 'accepted') return labels
  if (canned.kind !== 'accepted') return canned
  if (filters.kind !== 'accepted') return filters
  const value = {
    inboxes: inboxes.value.map(({ inbox }) => inbox),
    templates: inboxes.value.flatMap(({ inboxId, templates }) => (templates.length === 0 ? [] : [{ inboxId, templates }])),
    agents: people.value,
    teams: teams.value,
    labels: labels.value,
    cannedResponses: canned.value,
    filters: filters.value,
  }
  return { kind: 'accepted', value }
}
