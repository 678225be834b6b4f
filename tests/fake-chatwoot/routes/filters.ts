import { toIso } from '../model/clock'
import { asObject, asTexts, type JsonObject } from '../model/json'
import type { AttributeDefinition, CustomFilter } from '../model/directory-rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, pageFrom, pageOf, textField, wrapped, type AccountCall } from '../http/call'
import { admin, member, type Route } from '../http/routes'
import { fits, readConditions } from '../rules/filter'
import { conversationView } from '../views/conversation'
import { paged } from './contacts'
import { countsOf, sort, visibleConversations } from './conversation-list'
import { contactKeys, conversationKeys, ownKeys } from './filter-keys'

const PAGE = 25
const DISPLAY_TYPES = ['text', 'number', 'currency', 'percent', 'link', 'date', 'list', 'checkbox']
const MODELS = ['conversation_attribute', 'contact_attribute']

/** Filters, the ones people keep, and the attributes they may ask for. */
export const filterRoutes: Route[] = [
  ...member.post('conversations/filter', filterConversations),
  ...member.post('contacts/filter', filterContacts),
  ...member.get('custom_filters', listKept),
  ...member.post('custom_filters', keep),
  ...member.get('custom_filters/:id', (call) => json(keptView(keptFor(call)))),
  ...member.change('custom_filters/:id', changeKept),
  ...member.delete('custom_filters/:id', (call) => {
    call.world.db.filters.delete(keptFor(call).id)
    return empty(204)
  }),
  ...member.get('custom_attribute_definitions', listDefinitions),
  ...admin.post('custom_attribute_definitions', define),
  ...member.get('custom_attribute_definitions/:id', (call) => json(definitionView(definitionFor(call)))),
  ...admin.delete('custom_attribute_definitions/:id', (call) => {
    call.world.db.definitions.delete(definitionFor(call).id)
    return empty(204)
  }),
]

function filterConversations(call: AccountCall): Answer {
  const { world, account, user, body } = call
  const keys = conversationKeys(world, account.id)
  const own = new Set(ownKeys(world, account.id, 'conversation_attribute'))
  const conditions = readConditions(body.fields, keys, own)
  const now = world.clock.now()
  const found = visibleConversations(call).filter((one) => fits(one, conditions, { keys, now }))
  const { assigned_count: _assigned, ...meta } = countsOf(user, found)
  const page = pageFrom(sort(found, null), { page: pageOf(call).number, size: PAGE })
  return json({ meta, payload: page.map((one) => conversationView(world, one, user)) })
}

/** Unlike lists, a filter finds contacts with nothing but a name too. */
function filterContacts(call: AccountCall): Answer {
  const { world, account, body } = call
  const keys = contactKeys(world, account.id)
  const own = new Set(ownKeys(world, account.id, 'contact_attribute'))
  const conditions = readConditions(body.fields, keys, own)
  const now = world.clock.now()
  const found = world.db.contacts.where((one) => one.accountId === account.id && fits(one, conditions, { keys, now }))
  return paged(call, found)
}

function keptView(one: CustomFilter): JsonObject {
  return {
    id: one.id,
    name: one.name,
    filter_type: one.filterType,
    query: one.query,
    created_at: toIso(one.createdAt),
    updated_at: toIso(one.updatedAt),
  }
}

function listKept({ world, user, account, query }: AccountCall): Answer {
  const type = query.get('filter_type') ?? 'conversation'
  const own = world.db.filters.where((one) => one.userId === user.id && one.accountId === account.id)
  return json(own.filter(({ filterType }) => filterType === type).map(keptView))
}

function keep(call: AccountCall): Answer {
  const { world, user, account } = call
  const wanted = wrapped(call, 'custom_filter')
  const now = world.clock.now()
  const made = world.db.filters.add((id) => ({
    ...{ id, accountId: account.id, userId: user.id, createdAt: now, updatedAt: now },
    name: textField(wanted, 'name') ?? '',
    filterType: textField(wanted, 'filter_type') ?? 'conversation',
    query: asObject(wanted['query']),
  }))
  return json(keptView(made))
}

function keptFor(call: AccountCall): CustomFilter {
  const one = call.world.db.filters.get(idIn(call))
  if (one?.userId !== call.user.id || one.accountId !== call.account.id) throw errors.notFound()
  return one
}

function changeKept(call: AccountCall): Answer {
  const one = keptFor(call)
  const wanted = wrapped(call, 'custom_filter')
  one.name = textField(wanted, 'name') ?? one.name
  if ('query' in wanted) one.query = asObject(wanted['query'])
  one.updatedAt = call.world.clock.now()
  return json(keptView(one))
}

function definitionView(one: AttributeDefinition): JsonObject {
  return {
    id: one.id,
    attribute_display_name: one.displayName,
    attribute_display_type: one.displayType,
    attribute_description: one.description,
    attribute_key: one.key,
    regex_pattern: null,
    regex_cue: null,
    attribute_values: one.values,
    attribute_model: one.model,
    default_value: null,
    created_at: toIso(one.createdAt),
    updated_at: toIso(one.updatedAt),
  }
}

function listDefinitions({ world, account, query }: AccountCall): Answer {
  const asked = query.get('attribute_model')
  const model = asked !== null && /^\d$/.test(asked) ? MODELS[Number(asked)] : asked
  const own = world.db.definitions.where((one) => one.accountId === account.id && (!model || one.model === model))
  return json(own.map(definitionView))
}

function definitionFor(call: AccountCall): AttributeDefinition {
  const one = call.world.db.definitions.get(idIn(call))
  if (one?.accountId !== call.account.id) throw errors.notFound()
  return one
}

function define(call: AccountCall): Answer {
  const { world, account } = call
  const wanted = wrapped(call, 'custom_attribute_definition')
  const key = textField(wanted, 'attribute_key') ?? ''
  const model = nameOf(wanted['attribute_model'], MODELS)
  if (ownKeys(world, account.id, model).includes(key)) {
    throw errors.invalid([['attribute_key', 'Attribute key has already been taken']])
  }
  const now = world.clock.now()
  const made = world.db.definitions.add((id) => ({
    ...{ id, accountId: account.id, key, model, createdAt: now, updatedAt: now },
    displayName: textField(wanted, 'attribute_display_name') ?? '',
    description: textField(wanted, 'attribute_description'),
    displayType: nameOf(wanted['attribute_display_type'], DISPLAY_TYPES),
    values: asTexts(wanted['attribute_values']),
  }))
  return json(definitionView(made))
}

/** Either the name itself or its number in the list. */
function nameOf(value: unknown, names: string[]): string {
  return (typeof value === 'string' && names.includes(value) ? value : names[Number(value ?? 0)]) ?? names[0] ?? ''
}
