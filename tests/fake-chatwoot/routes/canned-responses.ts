import { toIso } from '../model/clock'
import type { JsonObject } from '../model/json'
import type { CannedResponse } from '../model/directory-rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, textField, wrapped, type AccountCall } from '../http/call'
import { member, type Route } from '../http/routes'

/** Canned responses; any agent may change them. */
export const cannedResponseRoutes: Route[] = [
  ...member.get('canned_responses', list),
  ...member.post('canned_responses', create),
  ...member.change('canned_responses/:id', update),
  ...member.delete('canned_responses/:id', (call) => {
    call.world.db.canned.delete(cannedFor(call).id)
    return empty()
  }),
]

function view(one: CannedResponse): JsonObject {
  return {
    id: one.id,
    account_id: one.accountId,
    short_code: one.shortCode,
    content: one.content,
    created_at: toIso(one.createdAt),
    updated_at: toIso(one.updatedAt),
  }
}

/** A search puts first what starts with the word, then what holds it in the code, then in the text. */
function list({ world, account, query }: AccountCall): Answer {
  const own = world.db.canned.where((one) => one.accountId === account.id)
  const needle = query.get('search')?.toLowerCase()
  if (!needle) return json(own.map(view))
  const rank = ({ shortCode, content }: CannedResponse) => {
    const code = shortCode.toLowerCase()
    if (code.startsWith(needle)) return 0
    if (code.includes(needle)) return 1
    return content.toLowerCase().includes(needle) ? 2 : 3
  }
  const found = own.filter((one) => rank(one) < 3).sort((one, two) => rank(one) - rank(two))
  return json(found.map(view))
}

function cannedFor(call: AccountCall): CannedResponse {
  const one = call.world.db.canned.get(idIn(call))
  if (!one || one.accountId !== call.account.id) throw errors.notFound()
  return one
}

function create(call: AccountCall): Answer {
  const { world, account } = call
  const wanted = wrapped(call, 'canned_response')
  const shortCode = textField(wanted, 'short_code') ?? ''
  const content = textField(wanted, 'content') ?? ''
  const isTaken = world.db.canned.find((one) => one.accountId === account.id && one.shortCode === shortCode)
  const problems: [string, string][] = [
    ...(content ? [] : [['content', "Content can't be blank"] as [string, string]]),
    ...(shortCode ? [] : [['short_code', "Short code can't be blank"] as [string, string]]),
    ...(isTaken ? [['short_code', 'Short code has already been taken'] as [string, string]] : []),
  ]
  if (problems.length) throw errors.invalid(problems)
  const now = world.clock.now()
  const made = world.db.canned.add((id) => {
    return { id, accountId: account.id, shortCode, content, createdAt: now, updatedAt: now }
  })
  return json(view(made))
}

function update(call: AccountCall): Answer {
  const one = cannedFor(call)
  const wanted = wrapped(call, 'canned_response')
  one.shortCode = textField(wanted, 'short_code') ?? one.shortCode
  one.content = textField(wanted, 'content') ?? one.content
  one.updatedAt = call.world.clock.now()
  return json(view(one))
}
