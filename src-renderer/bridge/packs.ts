/** What is taken along (M15). */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { PackChoice } from '../../src-preload/contract/schemas/pack'
import { say } from '../text/t'
import { attempt, toast } from '../ui-state'
import { call } from './client'
import { keyOf } from './queries'

/** Every pack, newest first. */
export function usePacks(enabled = true) {
  return useQuery({ queryKey: keyOf.packs, queryFn: () => call('pack.list', {}), enabled })
}

/** What a choice would be; the last answer stands until the next is here. */
export function usePlan(choice: PackChoice | null) {
  return useQuery({
    queryKey: [...keyOf.packs, 'plan', choice],
    queryFn: () => (choice === null ? null : call('pack.plan', choice)),
    enabled: choice !== null,
    placeholderData: keepPreviousData,
  })
}

/** Begins to fetch it. */
export async function takeAlong(choice: PackChoice): Promise<void> {
  if (await attempt(call('pack.build', choice))) toast({ text: say('pack.begun') })
}

/** Looks for what is new, or goes on. */
export const refreshPack = (id: string): Promise<boolean> => attempt(call('pack.refresh', { id }))

/** Stops; what is here stays. */
export const stopPack = (id: string): Promise<boolean> => attempt(call('pack.cancel', { id }))

/** Its protection goes; the line at the bottom makes the same one again, for which most is still here. */
export async function removePack(id: string, choice: PackChoice): Promise<void> {
  if (!(await attempt(call('pack.remove', { id })))) return
  toast({ text: say('pack.removed'), undo: () => void attempt(call('pack.build', choice)) })
}
