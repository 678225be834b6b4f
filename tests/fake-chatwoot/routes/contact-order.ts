import type { Contact } from '../model/rows'

const KEYS: Record<string, (contact: Contact) => string | number | null> = {
  name: ({ name }) => name.toLowerCase(),
  email: ({ email }) => email,
  phone_number: ({ phoneNumber }) => phoneNumber,
  last_activity_at: ({ lastActivityAt }) => lastActivityAt,
  created_at: ({ createdAt }) => createdAt,
  company: ({ additionalAttributes }) => textOf(additionalAttributes['company_name']),
  city: ({ additionalAttributes }) => textOf(additionalAttributes['city']),
  country: ({ additionalAttributes }) => textOf(additionalAttributes['country']),
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value.toLowerCase() : null
}

/** Sorts by `name` or, backwards, `-name`; whoever lacks the value stands last. Without a key the order stays. */
export function sortContacts(contacts: Contact[], sort: string | null): Contact[] {
  const isBackwards = sort?.startsWith('-') === true
  const key = KEYS[sort?.replace(/^-/, '') ?? '']
  if (!key) return contacts
  return [...contacts].sort((one, two) => compare(key(one), key(two), isBackwards))
}

function compare(one: string | number | null, two: string | number | null, isBackwards: boolean): number {
  if (one === two) return 0
  if (one === null) return 1
  if (two === null) return -1
  return (one < two ? -1 : 1) * (isBackwards ? -1 : 1)
}
