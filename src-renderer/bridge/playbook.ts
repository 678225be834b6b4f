import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ConversationRef } from '../../src-preload/contract/ids'
import { attempt } from '../ui-state'
import { call } from './client'
import { keyOf } from './queries'

const learnt = ['playbook'] as const

/** Responses by my own use, for what the customer said last (M13); asked again when something was said. */
export function useSuggested(ref: ConversationRef, enabled: boolean) {
  return useQuery({
    queryKey: [...keyOf.messages(ref), 'suggested'],
    queryFn: () => call('canned.suggest', { conversation: ref }),
    enabled,
  })
}

/** How many uses are remembered, and the way to forget them. */
export function usePlaybook() {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: learnt, queryFn: () => call('canned.learnt', {}), gcTime: 0 })
  const forget = async () => {
    await attempt(call('canned.forget', {}))
    await client.invalidateQueries({ queryKey: learnt })
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.at(-1) === 'suggested' })
  }
  return { uses: data?.uses ?? null, forget }
}
