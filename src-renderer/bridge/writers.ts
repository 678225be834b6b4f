import { useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../src-preload/contract/schemas/index'
import { refKey } from '../ui-state'
import { call } from './client'
import { keyOf } from './queries'

type Writers = Map<string, string[]>

const NOBODY: Writers = new Map()

/** Outside of the component: the same answer gives the same map, and the list is not drawn again for it. */
const byConversation = (all: CallOutput<'conversation.typing'>): Writers =>
  new Map(all.map(({ conversation, names }) => [refKey(conversation), names]))

/** Who writes where just now, by the name of the conversation; the names of a row stay the same until they change. */
export function useWriters(): Writers {
  const asked = {
    queryKey: keyOf.typing,
    queryFn: () => call('conversation.typing', {}),
    gcTime: Infinity,
    select: byConversation,
  }
  return useQuery(asked).data ?? NOBODY
}
