import { asObject } from '../model/json'
import type { Contact, Conversation } from '../model/rows'
import type { World } from '../model/world'
import { ANY, EQUALITY, PRESENCE, TEXT, TIME, type FilterKey } from '../rules/filter'

/** The keys a filter of conversations may use. */
export function conversationKeys(world: World, accountId: number): Map<string, FilterKey<Conversation>> {
  const more = (name: string) => (one: Conversation) => one.additionalAttributes[name]
  const own = ownKeys(world, accountId, 'conversation_attribute')
  return new Map<string, FilterKey<Conversation>>([
    ['status', { operators: EQUALITY, read: (one) => [one.status, 'all'] }],
    ['assignee_id', { operators: PRESENCE, read: (one) => one.assigneeId }],
    ['inbox_id', { operators: PRESENCE, read: (one) => one.inboxId }],
    ['team_id', { operators: PRESENCE, read: (one) => one.teamId }],
    ['priority', { operators: EQUALITY, read: (one) => one.priority }],
    ['display_id', { operators: TEXT, read: (one) => one.displayId }],
    ['campaign_id', { operators: PRESENCE, read: () => null }],
    ['labels', { operators: PRESENCE, read: (one) => one.labels }],
    [
      'browser_language',
      { operators: EQUALITY, read: (one) => asObject(one.additionalAttributes['browser'])['browser_language'] },
    ],
    ['conversation_language', { operators: EQUALITY, read: more('conversation_language') }],
    ['country_code', { operators: EQUALITY, read: more('country_code') }],
    ['referer', { operators: TEXT, read: more('referer') }],
    ['created_at', { operators: TIME, read: (one) => one.createdAt }],
    ['last_activity_at', { operators: TIME, read: (one) => one.lastActivityAt }],
    ['mail_subject', { operators: TEXT, read: more('mail_subject') }],
    ...own.map((name) => [name, { operators: ANY, read: (one: Conversation) => one.customAttributes[name] }] as const),
  ])
}

/** The keys a filter of contacts may use. A plus before a number is added by 4.2.0 even where there is one. */
export function contactKeys(world: World, accountId: number): Map<string, FilterKey<Contact>> {
  const more = (name: string) => (one: Contact) => one.additionalAttributes[name]
  const own = ownKeys(world, accountId, 'contact_attribute')
  const isOld = world.features.version === '4.2.0'
  const adapt = (value: string) => (isOld || !value.startsWith('+') ? `+${value}` : value)
  return new Map<string, FilterKey<Contact>>([
    ['name', { operators: TEXT, read: (one) => one.name }],
    ['phone_number', { operators: [...TEXT, 'starts_with'], read: (one) => one.phoneNumber, adapt }],
    ['email', { operators: TEXT, read: (one) => one.email }],
    ['identifier', { operators: EQUALITY, read: (one) => one.identifier }],
    ['country_code', { operators: EQUALITY, read: more('country_code') }],
    ['city', { operators: TEXT, read: more('city') }],
    ['company', { operators: TEXT, read: more('company') }],
    ['labels', { operators: PRESENCE, read: (one) => one.labels }],
    ['created_at', { operators: TIME, read: (one) => one.createdAt }],
    ['last_activity_at', { operators: TIME, read: (one) => one.lastActivityAt ?? Number.NaN }],
    ['blocked', { operators: EQUALITY, read: (one) => one.blocked }],
    ...own.map((name) => [name, { operators: ANY, read: (one: Contact) => one.customAttributes[name] }] as const),
  ])
}

/** The names of attributes an account has defined for itself. */
export function ownKeys({ db }: World, accountId: number, model: string): string[] {
  return db.definitions.where((one) => one.accountId === accountId && one.model === model).map(({ key }) => key)
}
