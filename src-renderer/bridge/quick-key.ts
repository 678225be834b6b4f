import { useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keyOf } from './queries'

/** What became of the key for quick reply: it is held, given by the desktop, or belongs to somebody else. */
export function useQuickKey() {
  return useQuery({ queryKey: keyOf.quickKey, queryFn: () => call('quick.key', {}) })
}
