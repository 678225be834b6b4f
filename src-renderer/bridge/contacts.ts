/** Questions and commands about contacts. What the server says of a list is shown when it comes; until then, what is stored. */
import { useQueries, useQuery } from '@tanstack/react-query'
import type { ContactFields } from '../../src-preload/contract/change'
import type { ContactTrouble, CustomAttribute } from '../../src-preload/contract/contact'
import { CONTACTS_PAGE } from '../../src-preload/contract/contact-filter'
import type { ContactsAsk, ContactsPage } from '../../src-preload/contract/schemas/contact'
import { say } from '../text/t'
import { type AccountRef, attempt, type ContactRef, toast, whyNot } from '../ui-state'
import { undoAction } from './changes'
import { call } from './client'
import { keyOf } from './queries'

/** A list without its page and whom it asks. */
export type ContactsQuestion = Omit<ContactsAsk, 'page' | 'from'>

const keyOfList = (ask: ContactsQuestion, from: ContactsAsk['from'], page: number) =>
  [...keyOf.contacts(ask.profileId, ask.accountId), 'list', from, ask, page] as const

/** The pages that are on screen, from one of the two. The first always: it knows the number of all. */
export function useContactPages(
  ask: ContactsQuestion,
  { from, pages, on }: { from: ContactsAsk['from']; pages: number[]; on: boolean },
) {
  return useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOfList(ask, from, page),
      queryFn: (): Promise<ContactsPage> => call('contact.list', { ...ask, page, from }),
      enabled: on,
    })),
  })
}

/** Where a row of the list is: its page, and its place on it. */
export function pageOfRow(index: number): { page: number; place: number } {
  return { page: Math.floor(index / CONTACTS_PAGE), place: index % CONTACTS_PAGE }
}

const keyOfOne = (ref: ContactRef, what: string) =>
  [...keyOf.contacts(ref.profileId, ref.accountId), what, ref.contactId] as const

/** One contact; opening it makes main ask the server for what is newer. */
export function useContact(ref: ContactRef) {
  return useQuery({ queryKey: keyOfOne(ref, 'card'), queryFn: () => call('contact.open', ref) })
}

/** Conversations with a contact. */
export function useContactTalks(ref: ContactRef) {
  return useQuery({ queryKey: keyOfOne(ref, 'talks'), queryFn: () => call('contact.talks', ref) })
}

/** Where a contact can be written to. */
export function useContactInboxes(ref: ContactRef) {
  return useQuery({ queryKey: keyOfOne(ref, 'inboxes'), queryFn: () => call('contact.inboxes', ref), gcTime: 0 })
}

/** What the account has defined for its contacts, or for their conversations. */
export function useAttributes({ profileId, accountId }: AccountRef, of: CustomAttribute['of']) {
  return useQuery({
    queryKey: [...keyOf.contacts(profileId, accountId), 'attributes', of],
    queryFn: () => call('contact.attributes', { profileId, accountId, of }),
  })
}

/** Filters that the person has kept on the server. */
export function useContactFilters({ profileId, accountId }: AccountRef, on: boolean) {
  const at = { profileId, accountId }
  return useQuery({
    queryKey: ['contactFilters', profileId, accountId],
    queryFn: () => call('contact.filters', at),
    enabled: on,
  })
}

/** Keeps a correction; what is wrong with it comes back, and so does what could not be kept. */
export async function saveContact(
  ref: ContactRef,
  fields: ContactFields,
  name: string,
): Promise<'done' | 'refused' | ContactTrouble> {
  try {
    const answer = await call('contact.change', { ...ref, fields })
    if (answer.kind === 'trouble') return answer.trouble
    const { actionId } = answer
    const text = say('did.contact', { name: fields.name ?? name })
    toast(actionId === null ? { text } : { text, undo: () => void undoAction(ref, actionId) })
    return 'done'
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
    return 'refused'
  }
}

/** Makes a contact on the server. */
export async function makeContact(at: AccountRef, fields: ContactFields): Promise<ContactRef | 'refused' | ContactTrouble> {
  try {
    const answer = await call('contact.create', { ...at, fields })
    if (answer.kind === 'trouble') return answer.trouble
    toast({ text: say('contacts.made', { name: fields.name ?? '' }) })
    return { ...at, contactId: answer.contactId }
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
    return 'refused'
  }
}

/** `dropId` becomes part of the other and is gone. */
export function mergeContacts(ref: ContactRef, dropId: ContactRef['contactId']): Promise<boolean> {
  return attempt(call('contact.merge', { ...ref, dropId }))
}

/** Adds a note about a contact; the server keeps it. Whether it went through. */
export function addNote(ref: ContactRef, content: string): Promise<boolean> {
  return attempt(call('contact.addNote', { ...ref, content }))
}

/** Takes a note away. */
export function removeNote(ref: ContactRef, noteId: number): Promise<boolean> {
  return attempt(call('contact.removeNote', { ...ref, noteId }))
}
