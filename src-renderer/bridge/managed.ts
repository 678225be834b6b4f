import { useQuery } from '@tanstack/react-query'
import type { ManagedView } from '../../src-preload/contract/schemas/managed'
import { call } from './client'
import { keyOf } from './queries'

const UNMANAGED: ManagedView = {
  ...{ file: null, server: null, isPinned: false, updates: null, alertPrivacy: null },
  ...{ off: [], fixed: [], problems: [] },
}

/** What the organisation decided; it stays as it is until Perch is started anew. Nothing, until it is known. */
export function useManaged(): ManagedView {
  return useQuery({ queryKey: keyOf.managed, queryFn: () => call('managed.get', {}), gcTime: Infinity }).data ?? UNMANAGED
}
