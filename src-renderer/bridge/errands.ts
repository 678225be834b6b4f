/** Participants and macros: asked of the server when somebody looks, for they are not stored. */
import { useQuery } from '@tanstack/react-query'
import type { ConversationRef } from '../../src-preload/contract/ids'
import type { Macro } from '../../src-preload/contract/macro'
import { say } from '../text/t'
import { type AccountRef, toast, whyNot } from '../ui-state'
import { call } from './client'

const keyOfPeople = ({ profileId, accountId, conversationId }: ConversationRef) =>
  ['participants', profileId, accountId, conversationId] as const

/** Who follows a conversation. */
export function useParticipants(ref: ConversationRef, isLive: boolean) {
  return useQuery({
    queryKey: keyOfPeople(ref),
    queryFn: () => call('participant.list', ref),
    enabled: isLive,
    gcTime: 0,
  })
}

/** Macros of an account that this person may run. No event tells of new ones (FACTS §5.3): they are read at each look. */
export function useMacros({ profileId, accountId }: AccountRef, isLive: boolean) {
  return useQuery({
    queryKey: ['macros', profileId, accountId],
    queryFn: () => call('macro.list', { profileId, accountId }),
    enabled: isLive,
    gcTime: 0,
  })
}

/** Asks for a macro, and says what came of it. */
export async function runMacro(ref: ConversationRef, { id, name }: Macro): Promise<void> {
  try {
    const { end } = await call('macro.run', { ...ref, macroId: id })
    toast(end === 'asked' ? { text: say('macro.asked', { name }) } : { level: 'warn', text: say('macro.unsure', { name }) })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
}
