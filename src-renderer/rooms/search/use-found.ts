import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { CustomerHit, FoundMessage, SearchAnswer } from '../../../src-preload/contract/schemas/search'
import { call } from '../../bridge/client'
import { keyOf } from '../../bridge/queries'
import { type SearchState, useUi } from '../../ui-state'

/** A line that can be picked: a customer's newest conversation, or a message in its place. */
export type Found = { id: string; ref: ConversationRef } & (
  { kind: 'customer'; customer: CustomerHit } | { kind: 'message'; message: FoundMessage; where: 'here' | 'server' }
)

const FIRST = 50
const MOST = 500
/** While messages are still being prepared, what was asked is asked again. */
const AGAIN_MS = 2_000

/** What is stored here and fits, and how to see more of it. */
export function useStored(search: SearchState) {
  const text = useDeferredValue(search.text.trim())
  const scope = useUi((ui) => ui.scope)
  const [limit, setLimit] = useState({ text, count: FIRST })
  const count = limit.text === text ? limit.count : FIRST
  const input = { text, scope, conversation: search.within, limit: count }
  const query = useQuery({
    queryKey: keyOf.search(input),
    queryFn: () => call('search.run', input),
    placeholderData: keepPreviousData,
    enabled: text !== '',
    refetchInterval: ({ state }) => ((state.data?.notIndexed ?? 0) > 0 ? AGAIN_MS : false),
  })
  const answer: SearchAnswer | undefined = text === '' ? undefined : query.data
  const showMore = answer?.more && count < MOST ? () => setLimit({ text, count: Math.min(MOST, count * 2) }) : null
  return { text, answer, error: query.error, again: () => void query.refetch(), showMore }
}

/** What the servers have and this computer has not; asked only when the agent wants it. */
export function useOnServers(text: string, isWanted: boolean) {
  const scope = useUi((ui) => ui.scope)
  return useInfiniteQuery({
    queryKey: keyOf.serverSearch({ text, scope }),
    queryFn: ({ pageParam }) => call('search.server', { text, scope, page: pageParam }),
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (last.more ? pages.length + 1 : undefined),
    enabled: isWanted && text !== '',
  })
}

/** Everything that can be picked, in the order it is shown. */
export function linesOf(answer: SearchAnswer | undefined, onServers: FoundMessage[]): Found[] {
  const message =
    (where: 'here' | 'server') =>
    (one: FoundMessage): Found => ({
      kind: 'message',
      where,
      id: `found-${where}-${one.conversation.profileId}-${one.messageId}`,
      ref: one.conversation,
      message: one,
    })
  const customers = (answer?.customers ?? []).map((customer): Found => ({
    kind: 'customer',
    id: `found-customer-${customer.conversation.profileId}-${customer.conversation.accountId}-${customer.conversation.conversationId}`,
    ref: customer.conversation,
    customer,
  }))
  return [...customers, ...(answer?.messages ?? []).map(message('here')), ...onServers.map(message('server'))]
}
