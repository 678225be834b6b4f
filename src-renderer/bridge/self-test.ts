import { useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keyOf } from './queries'

/** What the self-test has found so far; null before it was asked. */
export function useSelfTest() {
  return useQuery({ queryKey: keyOf.selfTest, queryFn: () => call('selfTest.report', {}) })
}
