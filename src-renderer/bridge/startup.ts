import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client'
import { keyOf } from './queries'

/** What happens at login. Asked anew whenever it comes on screen: other programs change it too, and nobody tells. */
export function useStartup() {
  return useQuery({ queryKey: keyOf.startup, queryFn: () => call('startup.get', {}), staleTime: 0 })
}

/** Changes it. Refused or not, what is shown is then read from the system. */
export function useSetStartup(): (on: boolean) => Promise<void> {
  const client = useQueryClient()
  return async (on) => {
    try {
      await call('startup.set', { on })
    } finally {
      await client.invalidateQueries({ queryKey: keyOf.startup })
    }
  }
}
