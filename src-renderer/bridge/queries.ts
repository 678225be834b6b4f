/**
 * One hook per question to main. The store in main is the cache that matters: nothing here grows old by itself, and only
 * `live` says that an answer is out of date.
 */
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import type { Directory, ListRow, Message } from '../../src-preload/contract/entities'
import type { AccountId, ConversationRef, MessageId, ProfileId } from '../../src-preload/contract/ids'
import type { CallInput } from '../../src-preload/contract/schemas'
import type { ListQuery } from '../../src-preload/contract/schemas/conversation'
import type { MessagePage } from '../../src-preload/contract/schemas/message'
import { call } from './client'
import { sharedMessages, sharedRows } from './sharing'

/** Rows of one question for the list. */
export const LIST_PAGE = 100
const MESSAGE_PAGE = 50
/** Messages with files that are looked at. */
const MOST_FILES = 500
/** Three are shown; what happened to the conversation stands between them. */
const LAST_MESSAGES = 20
/** Messages sooner: a hundred conversations in a minute are five megabytes, and disk gives them back within a frame or two (P2). */
const FORGET_MESSAGES_MS = 5_000

/** A list without its page. */
export type ListAsk = Omit<ListQuery, 'offset' | 'limit'>

/** Names of the answers, so that `live` can say which one is out of date. */
export const keyOf = {
  profiles: ['profiles'] as const,
  settings: ['settings'] as const,
  managed: ['managed'] as const,
  startup: ['startup'] as const,
  updates: ['updates'] as const,
  about: ['about'] as const,
  licences: ['licences'] as const,
  counts: ['counts'] as const,
  typing: ['typing'] as const,
  queue: ['queue'] as const,
  quickKey: ['quickKey'] as const,
  outbox: ['outbox'] as const,
  actions: ['actions'] as const,
  missed: ['missed'] as const,
  review: ['review'] as const,
  packs: ['packs'] as const,
  health: ['health'] as const,
  doctor: ['doctor'] as const,
  selfTest: ['selfTest'] as const,
  channels: ['channels'] as const,
  connectors: ['connectors'] as const,
  wizard: ['wizard'] as const,
  receive: ['receive'] as const,
  storage: ['storage'] as const,
  verdicts: ['verdicts'] as const,
  search: (input: CallInput<'search.run'>) => ['search', input] as const,
  serverSearch: (input: Omit<CallInput<'search.server'>, 'page'>) => ['serverSearch', input] as const,
  contacts: (profileId: ProfileId, accountId: AccountId) => ['contacts', profileId, accountId] as const,
  lists: ['list'] as const,
  list: (ask: ListAsk, page: number) => ['list', ask, page] as const,
  directory: (profileId: ProfileId, accountId: AccountId) => ['directory', profileId, accountId] as const,
  conversation: (ref: ConversationRef) => ['conversation', ref.profileId, ref.accountId, ref.conversationId] as const,
  messages: (ref: ConversationRef) => ['messages', ref.profileId, ref.accountId, ref.conversationId] as const,
}

const profilesQuery = queryOptions({ queryKey: keyOf.profiles, queryFn: () => call('profile.list', {}), gcTime: Infinity })
const settingsQuery = queryOptions({ queryKey: keyOf.settings, queryFn: () => call('settings.get', {}), gcTime: Infinity })
const countsQuery = queryOptions({ queryKey: keyOf.counts, queryFn: () => call('conversation.counts', {}), gcTime: Infinity })
const directoryQuery = (account: { profileId: ProfileId; accountId: AccountId }) =>
  queryOptions({
    queryKey: keyOf.directory(account.profileId, account.accountId),
    queryFn: () => call('directory.get', account),
    gcTime: Infinity,
  })
const listQuery = (ask: ListAsk, page: number) =>
  queryOptions({
    queryKey: keyOf.list(ask, page),
    queryFn: () => call('conversation.list', { ...ask, offset: page * LIST_PAGE, limit: LIST_PAGE }),
    structuralSharing: sharedRows,
  })

/**
 * Asks all that the first screen shows, at once and before anything is drawn: its first frame is the list and not a frame
 * that waits for one (P1). Resolves when all is answered, refusals included.
 */
export async function askFirst(client: QueryClient, ask: ListAsk): Promise<void> {
  await Promise.allSettled([
    askDirectories(client),
    client.prefetchQuery(listQuery(ask, 0)),
    client.prefetchQuery(settingsQuery),
    client.prefetchQuery(countsQuery),
  ])
}

/** Asks for what every conversation is drawn with. Resolves when all is answered, refusals included. */
export async function askBooks(client: QueryClient): Promise<void> {
  await Promise.allSettled([askDirectories(client), client.prefetchQuery(settingsQuery)])
}

async function askDirectories(client: QueryClient): Promise<void> {
  const profiles = await client.ensureQueryData(profilesQuery)
  const accounts = profiles.flatMap(({ id, accounts }) => accounts.map((one) => ({ profileId: id, accountId: one.id })))
  await Promise.all(accounts.map((account) => client.ensureQueryData(directoryQuery(account))))
}

/** Signed-in users with their accounts and links. */
export function useProfiles() {
  return useQuery(profilesQuery)
}

/** All settings. */
export function useSettings() {
  return useQuery(settingsQuery)
}

/** Numbers of the rail. */
export function useCounts() {
  return useQuery(countsQuery)
}

/** Who waits and concerns the agent, longest first. */
export function useQueue() {
  return useQuery({ queryKey: keyOf.queue, queryFn: () => call('quick.queue', {}) })
}

/** The newest few messages of a conversation, without the way to older ones. */
export function useLastMessages(ref: ConversationRef) {
  return useQuery({
    queryKey: [...keyOf.messages(ref), 'last'],
    queryFn: () => call('message.page', { conversation: ref, before: null, limit: LAST_MESSAGES }),
  })
}

/** Messages of a conversation that brought files, as far as they are stored; the newest first. */
export function useMessageFiles(ref: ConversationRef) {
  return useQuery({
    queryKey: [...keyOf.messages(ref), 'files'],
    queryFn: () => call('message.files', { conversation: ref, limit: MOST_FILES }),
    gcTime: FORGET_MESSAGES_MS,
  })
}

/** Unsent replies of every profile. */
export function useOutbox(enabled = true) {
  return useQuery({ queryKey: keyOf.outbox, queryFn: () => call('outbox.list', {}), enabled })
}

/** What the databases take, and would take. */
export function useStorage() {
  return useQuery({ queryKey: keyOf.storage, queryFn: () => call('storage.get', {}) })
}

/** Lines of the health log of every profile, newest first. */
export function useHealth(limit: number) {
  return useQuery({ queryKey: keyOf.health, queryFn: () => call('health.log', { limit }) })
}

/** What the connection doctor has found so far; null before it was asked. */
export function useDoctor() {
  return useQuery({ queryKey: keyOf.doctor, queryFn: () => call('doctor.report', {}) })
}

/** Changes that have not reached the server, of every profile. */
export function useActions() {
  return useQuery({ queryKey: keyOf.actions, queryFn: () => call('action.list', {}) })
}

/** What waits for a look, beside what happened meanwhile (M15). */
export function useReview() {
  return useQuery({ queryKey: keyOf.review, queryFn: () => call('review.list', {}) })
}

/** The directory of one account. */
export function useDirectory({ profileId, accountId }: { profileId: ProfileId; accountId: AccountId }) {
  return useQuery(directoryQuery({ profileId, accountId }))
}

const inThem = (answers: { data: Directory | undefined }[]) => answers.map(({ data }) => data)

/** What is in the directories of many accounts: the same array for as long as nothing in it changes. */
export function useDirectories(accounts: { profileId: ProfileId; accountId: AccountId }[]) {
  return useQueries({ queries: accounts.map(directoryQuery), combine: inThem })
}

/** The pages of a list that are on screen. The first one always: it knows the total. */
export function useListPages(ask: ListAsk, pages: number[]) {
  return useQueries({ queries: pages.map((page) => listQuery(ask, page)) })
}

/** Rows of a list from one place to another, both included; what was read already is not asked for again. */
export async function readRows(client: QueryClient, ask: ListAsk, ends: { from: number; to: number }): Promise<ListRow[]> {
  const [from, to] = [Math.min(ends.from, ends.to), Math.max(ends.from, ends.to)]
  const first = Math.floor(from / LIST_PAGE)
  const pages = Array.from({ length: Math.floor(to / LIST_PAGE) - first + 1 }, (_, index) => first + index)
  const answers = await Promise.all(pages.map((page) => client.fetchQuery(listQuery(ask, page))))
  return answers.flatMap(({ rows }) => rows).slice(from - first * LIST_PAGE, to - first * LIST_PAGE + 1)
}

/** One conversation; opening it also makes main ask the server for what is newer. */
export function useConversation(ref: ConversationRef) {
  return useQuery(conversationQuery(ref))
}

/** Messages of a conversation: the newest page first, which reaches back to `until`; older ones on demand. */
export function useMessages(ref: ConversationRef, until: MessageId | null) {
  return useInfiniteQuery(messagesQuery(ref, until))
}

/** The question behind `useConversation`. */
export const conversationQuery = (ref: ConversationRef) =>
  queryOptions({ queryKey: keyOf.conversation(ref), queryFn: () => call('conversation.open', ref) })

/** The question behind `useMessages`. */
export const messagesQuery = (ref: ConversationRef, until: MessageId | null) =>
  infiniteQueryOptions({
    queryKey: [...keyOf.messages(ref), until],
    queryFn: ({ pageParam }): Promise<MessagePage> => {
      const page = { conversation: ref, before: pageParam, limit: MESSAGE_PAGE }
      return call('message.page', pageParam === null && until !== null ? { ...page, until } : page)
    },
    structuralSharing: sharedMessages,
    placeholderData: keepPreviousData,
    gcTime: FORGET_MESSAGES_MS,
    initialPageParam: null as MessageId | null,
    getNextPageParam: (page) => (page.reachedStart ? undefined : oldestId(page.messages)),
  })

function oldestId(messages: Message[]): MessageId | undefined {
  return messages.find((message) => message.id !== null)?.id ?? undefined
}
