/** What a change of a customer makes of them. */
import type { ContactFields } from '../../../src-preload/contract/change'
import type { Contact } from '../../../src-preload/contract/entities'
import type { ConversationId } from '../../../src-preload/contract/ids'
import { joinedLabels, labelsAfter } from './labels'

/** The lane of changes of customers with whom no conversation is stored: no conversation has this number. */
export const NO_TALK = 0 as ConversationId

/** The customer once this is done. An attribute that is null is taken away, as are the server's own when empty. */
export function contactAfter(contact: Contact, fields: ContactFields): Contact {
  const { customAttributes, additionalAttributes, labels, ...plain } = fields
  return {
    ...contact,
    ...plain,
    customAttributes: attributesAfter(contact.customAttributes, customAttributes),
    additionalAttributes: attributesAfter(contact.additionalAttributes, additionalAttributes),
    ...(labels && { labels: labelsAfter(contact.labels ?? [], labels) }),
  }
}

/** Two changes in one: the newer word counts, for each field, each attribute and each label. */
export function joinedFields(older: ContactFields, newer: ContactFields): ContactFields {
  const { customAttributes, additionalAttributes, labels } = older
  return {
    ...older,
    ...newer,
    ...(customAttributes && { customAttributes: { ...customAttributes, ...newer.customAttributes } }),
    ...(additionalAttributes && { additionalAttributes: { ...additionalAttributes, ...newer.additionalAttributes } }),
    ...(labels && newer.labels && { labels: joinedLabels(labels, newer.labels) }),
  }
}

/** Attributes with some changed; null takes one away. */
export function attributesAfter(
  stored: Record<string, unknown>,
  changed: Record<string, unknown> | undefined,
): Record<string, unknown> {
  if (changed === undefined) return stored
  return Object.fromEntries(Object.entries({ ...stored, ...changed }).filter(([, value]) => value !== null))
}
