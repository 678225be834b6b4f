import { useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keyOf } from './queries'

/** Which version runs, and what is known of a newer one. Made anew by `update.changed`. */
export function useUpdates() {
  return useQuery({ queryKey: keyOf.updates, queryFn: () => call('update.state', {}) })
}
