import { QueryClient } from '@tanstack/react-query'

/** An answer that nothing shows any more is forgotten after this. */
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
