/** What changes rarely, as far as every agent may read and use it (FACTS §3.6). Each list is wrapped differently. */
import type { Agent, CannedResponse, Inbox, Label, Team } from '../../src-preload/contract/entities'
import type { AccountId, ConversationId, InboxId } from '../../src-preload/contract/ids'
import type { Macro } from '../../src-preload/contract/macro'
import type { Outcome } from '../core/outcome'
import { accountPath, nothing, type Call } from './call'
import { list, one } from './readers'
import { toCannedResponse, toInbox, toLabel, toTeam } from './translate/directory'
import { toAgent } from './translate/people'
import {
  attributeDefinitionWire,
  cannedResponseWire,
  customFilterWire,
  inboxWire,
  labelWire,
  macroWire,
  teamWire,
} from './wire/directory'
import { agentWire } from './wire/people'

const agents = list({ noun: 'agent', wire: agentWire, to: toAgent })

/** `GET inboxes`: those one is a member of, administrators all (FACTS §2 G2). */
export function listInboxes(call: Call, account: AccountId): Promise<Outcome<Inbox[]>> {
  return call({
    method: 'GET',
    path: accountPath(account, 'inboxes'),
    read: list({ noun: 'inbox', wire: inboxWire, to: toInbox }),
  })
}

/** `GET inbox_members/:id` (FACTS §3.6). */
export function listInboxMembers(call: Call, account: AccountId, inbox: InboxId): Promise<Outcome<Agent[]>> {
  return call({ method: 'GET', path: accountPath(account, 'inbox_members', inbox), read: agents })
}

/** `GET agents` (FACTS §3.6). */
export function listAgents(call: Call, account: AccountId): Promise<Outcome<Agent[]>> {
  return call({ method: 'GET', path: accountPath(account, 'agents'), read: agents })
}

/** `GET assignable_agents`: members of all these inboxes, and the administrators (FACTS §3.6). */
export function listAssignable(call: Call, account: AccountId, inboxIds: readonly InboxId[]): Promise<Outcome<Agent[]>> {
  return call({ method: 'GET', path: accountPath(account, 'assignable_agents'), query: { inbox_ids: inboxIds }, read: agents })
}

/** `GET teams` (FACTS §3.6). */
export function listTeams(call: Call, account: AccountId): Promise<Outcome<Team[]>> {
  return call({ method: 'GET', path: accountPath(account, 'teams'), read: list({ noun: 'team', wire: teamWire, to: toTeam }) })
}

/** `GET teams/:id/team_members` (FACTS §3.6). */
export function listTeamMembers(call: Call, account: AccountId, team: number): Promise<Outcome<Agent[]>> {
  return call({ method: 'GET', path: accountPath(account, 'teams', team, 'team_members'), read: agents })
}

/** `GET labels` (FACTS §3.6). */
export function listLabels(call: Call, account: AccountId): Promise<Outcome<Label[]>> {
  return call({
    method: 'GET',
    path: accountPath(account, 'labels'),
    read: list({ noun: 'label', wire: labelWire, to: toLabel }),
  })
}

/** `GET canned_responses` (FACTS §3.6). */
export function listCanned(call: Call, account: AccountId, search?: string): Promise<Outcome<CannedResponse[]>> {
  const read = list({ noun: 'canned response', wire: cannedResponseWire, to: toCannedResponse })
  return call({ method: 'GET', path: accountPath(account, 'canned_responses'), query: { search }, read })
}

const readCanned = one(cannedResponseWire, toCannedResponse, [['payload']])

/** `POST canned_responses`: any agent may (FACTS §3.6). */
export function createCanned(
  call: Call,
  account: AccountId,
  made: { shortCode: string; content: string },
): Promise<Outcome<CannedResponse>> {
  const json = { canned_response: { short_code: made.shortCode, content: made.content } }
  return call({ method: 'POST', path: accountPath(account, 'canned_responses'), json, read: readCanned })
}

/** `PUT canned_responses/:id` (FACTS §3.6). */
export function updateCanned(call: Call, account: AccountId, to: CannedResponse): Promise<Outcome<CannedResponse>> {
  const json = { canned_response: { short_code: to.shortCode, content: to.content } }
  return call({ method: 'PUT', path: accountPath(account, 'canned_responses', to.id), json, read: readCanned })
}

/** `DELETE canned_responses/:id` (FACTS §3.6). */
export function deleteCanned(call: Call, account: AccountId, canned: number): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'canned_responses', canned), read: nothing })
}

/** What a macro does something with: names, numbers, or rows of which the name says most. */
function macroValues(params: unknown): string[] {
  const list: unknown[] = Array.isArray(params) ? params : [params]
  return list.flatMap((one) => {
    const value: unknown = one !== null && typeof one === 'object' ? ('name' in one ? one.name : null) : one
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
  })
}

/** `GET macros`: one's own and the global ones (FACTS §3.6). */
export function listMacros(call: Call, account: AccountId): Promise<Outcome<Macro[]>> {
  const to = (wire: (typeof macroWire)['_output']): Macro => ({
    id: wire.id,
    name: wire.name ?? '',
    visibility: wire.visibility ?? 'personal',
    actions: (wire.actions ?? []).flatMap(({ action_name: action, action_params: params }) =>
      action ? [{ name: action, values: macroValues(params) }] : [],
    ),
  })
  return call({ method: 'GET', path: accountPath(account, 'macros'), read: list({ noun: 'macro', wire: macroWire, to }) })
}

/** `POST macros/:id/execute`: empty answer, done later (FACTS §3.6). It may send messages, so it is never repeated blindly. */
export function executeMacro(
  call: Call,
  account: AccountId,
  what: { macro: number; conversations: readonly ConversationId[] },
): Promise<Outcome<null>> {
  const path = accountPath(account, 'macros', what.macro, 'execute')
  return call({ method: 'POST', path, json: { conversation_ids: what.conversations }, read: nothing, isMessage: true })
}

/** A custom attribute that the account has defined; only those can be filtered by (FACTS §2 G14). */
export interface AttributeDefinition {
  id: number
  key: string
  name: string
  description: string | null
  type: string
  model: string
  /** What a list offers. */
  values: string[]
}

/** Shape of a definition in the answers of this noun. */
export const attributeForm = {
  noun: 'attribute definition',
  wire: attributeDefinitionWire,
  to: (wire: (typeof attributeDefinitionWire)['_output']): AttributeDefinition => ({
    id: wire.id,
    key: wire.attribute_key,
    name: wire.attribute_display_name ?? wire.attribute_key,
    description: wire.attribute_description ?? null,
    type: wire.attribute_display_type ?? 'text',
    model: wire.attribute_model ?? '',
    values: wire.attribute_values ?? [],
  }),
}

/** `GET custom_attribute_definitions` (FACTS §3.6). */
export function listAttributes(
  call: Call,
  account: AccountId,
  model: 'contact_attribute' | 'conversation_attribute',
): Promise<Outcome<AttributeDefinition[]>> {
  const path = accountPath(account, 'custom_attribute_definitions')
  return call({ method: 'GET', path, query: { attribute_model: model }, read: list(attributeForm) })
}

/** A folder: a filter that the person has kept (FACTS §3.6). */
export interface CustomFilter {
  id: number
  name: string
  type: string
  query: Record<string, unknown>
}

const filterForm = {
  noun: 'custom filter',
  wire: customFilterWire,
  to: (wire: (typeof customFilterWire)['_output']): CustomFilter => ({
    id: wire.id,
    name: wire.name ?? '',
    type: wire.filter_type ?? 'conversation',
    query: wire.query ?? {},
  }),
}

const readFilter = one(filterForm.wire, filterForm.to)

/** `GET custom_filters` (FACTS §3.6). */
export function listFilters(
  call: Call,
  account: AccountId,
  type: 'conversation' | 'contact',
): Promise<Outcome<CustomFilter[]>> {
  return call({
    method: 'GET',
    path: accountPath(account, 'custom_filters'),
    query: { filter_type: type },
    read: list(filterForm),
  })
}

/** `POST custom_filters` (FACTS §3.6). */
export function createFilter(call: Call, account: AccountId, made: Omit<CustomFilter, 'id'>): Promise<Outcome<CustomFilter>> {
  const json = { custom_filter: { name: made.name, filter_type: made.type, query: made.query } }
  return call({ method: 'POST', path: accountPath(account, 'custom_filters'), json, read: readFilter })
}

/** `PATCH custom_filters/:id` (FACTS §3.6). */
export function updateFilter(
  call: Call,
  account: AccountId,
  to: Pick<CustomFilter, 'id' | 'name' | 'query'>,
): Promise<Outcome<CustomFilter>> {
  const json = { custom_filter: { name: to.name, query: to.query } }
  return call({ method: 'PATCH', path: accountPath(account, 'custom_filters', to.id), json, read: readFilter })
}

/** `DELETE custom_filters/:id`: 204 (FACTS §0). */
export function deleteFilter(call: Call, account: AccountId, filter: number): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'custom_filters', filter), read: nothing })
}
