import { InfiniteQueryObserver, QueryObserver, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ConversationRef } from '../../src-preload/contract/ids'
import { whenIdle } from '../when-idle'
import { conversationQuery, messagesQuery } from './queries'

/**
 * Keeps the answers at hand that the next key press will ask for, the neighbours of the open conversation: going on to them then
 * waits for nobody (P5). They are read when the page has nothing else to do, and kept fresh as long as they are neighbours.
 */
export function useAhead(neighbours: ConversationRef[]): void {
  const client = useQueryClient()
  const names = JSON.stringify(neighbours)
  useEffect(() => {
    const refs = JSON.parse(names) as ConversationRef[]
    const stops: (() => void)[] = []
    const cancel = whenIdle(() => {
      for (const ref of refs) {
        stops.push(new QueryObserver(client, conversationQuery(ref)).subscribe(() => undefined))
        stops.push(new InfiniteQueryObserver(client, messagesQuery(ref, null)).subscribe(() => undefined))
      }
    })
    return () => {
      cancel()
      stops.forEach((stop) => stop())
    }
  }, [client, names])
}
