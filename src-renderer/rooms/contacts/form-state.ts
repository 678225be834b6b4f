/** What is typed about a contact, what is wrong with it, and what of it is a change. */
import type { ContactFields } from '../../../src-preload/contract/change'
import type { CustomAttribute } from '../../../src-preload/contract/contact'
import type { Contact } from '../../../src-preload/contract/entities'
import { isEmail, isPhone } from '../../../src-preload/contract/reach'
import { attributeProblem, attributeText, attributeValue } from '../../parts/attribute'
import { say } from '../../text/t'

/** Everything as text, as fields have it. */
export interface Draft {
  name: string
  email: string
  phoneNumber: string
  identifier: string
  company: string
  city: string
  country: string
  labels: string[]
  attributes: Record<string, string>
}

/** By field; attributes by `attribute <key>`. */
export type Problems = Partial<Record<string, string>>

const ABOUT = { company: 'company_name', city: 'city', country: 'country' } as const

/** A contact as a form has it; null: nobody yet. */
export function draftOf(contact: Contact | null): Draft {
  const about = contact?.additionalAttributes ?? {}
  return {
    name: contact?.name ?? '',
    email: contact?.email ?? '',
    phoneNumber: contact?.phoneNumber ?? '',
    identifier: contact?.identifier ?? '',
    company: attributeText(about['company_name']),
    city: attributeText(about['city']),
    country: attributeText(about['country']),
    labels: contact?.labels ?? [],
    attributes: Object.fromEntries(
      Object.entries(contact?.customAttributes ?? {}).map(([key, value]) => [key, attributeText(value)]),
    ),
  }
}

/** People write phone numbers with spaces, brackets and dashes; the server wants none. */
function tidyPhone(text: string): string {
  return text.replace(/[\s()\-–.]/g, '')
}

/** What the server would not take. */
export function problemsOf(draft: Draft, attributes: readonly CustomAttribute[]): Problems {
  const phone = tidyPhone(draft.phoneNumber)
  const problems: Problems = {}
  if (draft.name.trim() === '') problems['name'] = say('contact.wrong.name')
  if (draft.email.trim() !== '' && !isEmail(draft.email.trim())) problems['email'] = say('contact.wrong.email')
  if (phone !== '' && !isPhone(phone)) problems['phoneNumber'] = say('contact.wrong.phoneNumber')
  for (const { key, kind } of attributes) {
    const problem = attributeProblem(kind, draft.attributes[key] ?? '')
    if (problem !== null) problems[`attribute ${key}`] = problem
  }
  return problems
}

/** Only what differs; what was emptied is taken away. */
export function changesOf(
  draft: Draft,
  { before, attributes, isNew }: { before: Draft; attributes: readonly CustomAttribute[]; isNew: boolean },
): ContactFields {
  const fields: ContactFields = {}
  if (draft.name.trim() !== before.name) fields.name = draft.name.trim()
  const ways = { email: draft.email.trim(), phoneNumber: tidyPhone(draft.phoneNumber), identifier: draft.identifier.trim() }
  for (const way of ['email', 'phoneNumber', 'identifier'] as const)
    if (ways[way] !== before[way]) fields[way] = ways[way] || null
  for (const [field, key] of Object.entries(ABOUT) as [keyof typeof ABOUT, (typeof ABOUT)[keyof typeof ABOUT]][]) {
    const value = draft[field].trim()
    if (value !== before[field]) fields.additionalAttributes = { ...fields.additionalAttributes, [key]: value || null }
  }
  for (const { key, kind } of attributes) {
    const value = draft.attributes[key]?.trim() ?? ''
    if (value !== (before.attributes[key] ?? ''))
      fields.customAttributes = { ...fields.customAttributes, [key]: attributeValue(kind, value) }
  }
  const add = draft.labels.filter((one) => !before.labels.includes(one))
  const remove = before.labels.filter((one) => !draft.labels.includes(one))
  if (add.length + remove.length > 0) fields.labels = { add, remove }
  if (isNew) for (const way of ['email', 'phoneNumber', 'identifier'] as const) if (fields[way] === null) delete fields[way]
  return fields
}
