/** Whom the agent chose for the next mail of a conversation, as it is typed. It is kept with the draft, and goes with the reply. */
import { create } from 'zustand'
import type { ConversationRef } from '../../src-preload/contract/ids'
import type { Recipients } from '../../src-preload/contract/message-parts'
import { isEmail } from '../../src-preload/contract/reach'
import { say } from '../text/t'
import { refKey } from '../ui-state'

/** The three lines of a mail's head, as they are typed. */
export type Typed = Record<keyof Recipients, string>

const useTyped = create<Record<string, Typed | undefined>>(() => ({}))

/** What the agent has typed; undefined: it goes as last time. */
export function useRecipients(ref: ConversationRef): Typed | undefined {
  return useTyped((all) => all[refKey(ref)])
}

/** Null: as last time again. */
export function chooseRecipients(ref: ConversationRef, typed: Typed | null): void {
  useTyped.setState({ [refKey(ref)]: typed ?? undefined })
}

/** Hears when others are chosen. */
export function onRecipients(ref: ConversationRef, listener: () => void): () => void {
  const key = refKey(ref)
  return useTyped.subscribe((all, before) => {
    if (all[key] !== before[key]) listener()
  })
}

/** Whom the agent chose; what is no address yet is left out. */
export function chosenRecipients(ref: ConversationRef): Recipients | undefined {
  const typed = useTyped.getState()[refKey(ref)]
  return typed && { to: addressesIn(typed.to), cc: addressesIn(typed.cc), bcc: addressesIn(typed.bcc) }
}

/** As they stand in the fields. */
export const typedOf = ({ to, cc, bcc }: Recipients): Typed => ({ to: to.join(', '), cc: cc.join(', '), bcc: bcc.join(', ') })

/** What stands between commas, semicolons and spaces and is no address. */
export function wrongIn(line: string): string[] {
  return partsOf(line).filter((part) => !isEmail(part))
}

/** Why a mail cannot go to those; null: it can. */
export function wrongRecipients(ref: ConversationRef): string | null {
  const typed = useTyped.getState()[refKey(ref)]
  const wrong = typed ? Object.values(typed).flatMap(wrongIn) : []
  return wrong.length === 0 ? null : say('recipients.wrong', { people: wrong.join(', '), count: wrong.length })
}

function addressesIn(line: string): string[] {
  return partsOf(line).filter(isEmail)
}

const partsOf = (line: string) => line.split(/[\s,;]+/).filter((part) => part !== '')
