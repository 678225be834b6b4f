import { useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keyOf } from './queries'

/** The card of what was missed; null when none stands. */
export function useMissed() {
  return useQuery({ queryKey: keyOf.missed, queryFn: () => call('missed.get', {}), gcTime: Infinity })
}
