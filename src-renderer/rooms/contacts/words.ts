import type { ContactTrouble, UniqueField } from '../../../src-preload/contract/contact'
import { shownName } from '../../parts/names'
import { say } from '../../text/t'

export { shownName as nameOf }

const names = { email: 'contact.email', phoneNumber: 'contact.phoneNumber', identifier: 'contacts.identifier' } as const

/** What is wrong with a unique field, in our words and the server's. */
export function troubleText({ field, words, other }: ContactTrouble): string {
  const said = words === '' ? '' : say('error.words', { words })
  if (field === null) return [say('contacts.refused'), said].join(' ').trim()
  const values = { field: say(names[field]) }
  const why = other ? say('contacts.takenBy', { ...values, name: shownName(other) }) : say('contacts.taken', values)
  return [why, said].join(' ').trim()
}

/** The name of a unique field. */
export function fieldName(field: UniqueField): string {
  return say(names[field])
}
