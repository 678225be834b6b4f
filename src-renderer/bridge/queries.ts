/**
 * One hook per question to main. The store in main is the cache that matters: nothing here grows old by itself, and only
 * `live` says that an answer is out of date.
 */
import { keepPreviousData, QueryClient, queryOptions, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import type { Message } from '../../src-preload/contract/entities'
import type { AccountId, ConversationRef, MessageId, ProfileId } from '../../src-preload/contract/ids'
import type { CallInput } from '../../src-preload/contract/schemas'
import type { ListQuery } from '../../src-preload/contract/schemas/conversation'
import type { MessagePage } from '../../src-preload/contract/schemas/message'
import { call } from './client'

/** Rows of one question for the list. */
export const LIST_PAGE = 100
const MESSAGE_PAGE = 50
/** Three are shown; what happened to the conversation stands between them. */
const LAST_MESSAGES = 20
/** A conversation that was left is forgotten after this: reading it again from disk is cheaper than holding it. */
const FORGET_MS = 60_000

/** A client that never guesses: no retries, no refetch by focus or age, and no idea of "online". */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Infinity,
        gcTime: FORGET_MS,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  })
}

/** A list without its page. */
export type ListAsk = Omit<ListQuery, 'offset' | 'limit'>

/** Names of the answers, so that `live` can say which one is out of date. */
export const keyOf = {
  profiles: ['profiles'] as const,
  settings: ['settings'] as const,
  startup: ['startup'] as const,
  counts: ['counts'] as const,
  queue: ['queue'] as const,
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

/** The directories of many accounts at once, for the rail. */
export function useDirectories(accounts: { profileId: ProfileId; accountId: AccountId }[]) {
  return useQueries({ queries: accounts.map(directoryQuery) })
}

/** The pages of a list that are on screen. The first one always: it knows the total. */
export function useListPages(ask: ListAsk, pages: number[]) {
  return useQueries({ queries: pages.map((page) => listQuery(ask, page)) })
}

/** One conversation; opening it also makes main ask the server for what is newer. */
export function useConversation(ref: ConversationRef) {
  return useQuery({ queryKey: keyOf.conversation(ref), queryFn: () => call('conversation.open', ref) })
}

/** Messages of a conversation: the newest page first, which reaches back to `until`; older ones on demand. */
export function useMessages(ref: ConversationRef, until: MessageId | null) {
  return useInfiniteQuery({
    queryKey: [...keyOf.messages(ref), until],
    queryFn: ({ pageParam }): Promise<MessagePage> => {
      const page = { conversation: ref, before: pageParam, limit: MESSAGE_PAGE }
      return call('message.page', pageParam === null && until !== null ? { ...page, until } : page)
    },
    placeholderData: keepPreviousData,
    initialPageParam: null as MessageId | null,
    getNextPageParam: (page) => (page.reachedStart ? undefined : oldestId(page.messages)),
  })
}

function oldestId(messages: Message[]): MessageId | undefined {
  return messages.find((message) => message.id !== null)?.id ?? undefined
}
