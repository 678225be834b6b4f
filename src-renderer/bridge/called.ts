/** Conversations where somebody wrote a moment ago: the visible twin of a sound. */
import { create } from 'zustand'
import type { ConversationRef } from '../../src-preload/contract/ids'
import { on } from './client'

/** Long enough to be seen, also by who looked away for a moment. */
const SHOWN_MS = 2_500

const useCalled = create<{ names: ReadonlySet<string> }>(() => ({ names: new Set() }))

function nameOf({ profileId, accountId, conversationId }: ConversationRef): string {
  return `${profileId}/${accountId}/${conversationId}`
}

/** Whether this row draws the eye now. */
export function useIsCalled(ref: ConversationRef): boolean {
  return useCalled(({ names }) => names.has(nameOf(ref)))
}

/** Listens; returns the way to stop. */
export function startCalled(): () => void {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const drop = (name: string) =>
    useCalled.setState(({ names }) => ({ names: new Set([...names].filter((one) => one !== name)) }))
  const stop = on('alert.raised', ({ conversation }) => {
    const name = nameOf(conversation)
    clearTimeout(timers.get(name))
    timers.set(
      name,
      setTimeout(() => drop(name), SHOWN_MS),
    )
    useCalled.setState(({ names }) => ({ names: new Set([...names, name]) }))
  })
  return () => {
    stop()
    for (const timer of timers.values()) clearTimeout(timer)
  }
}
