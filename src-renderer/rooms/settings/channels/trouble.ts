import type { CallOutput } from '../../../../src-preload/contract/schemas/index'
import { say, sayOr } from '../../../text/t'
import { toast, whyNot } from '../../../ui-state'

/** What is wrong with what was typed, and with which field. */
export interface Trouble {
  field: 'name' | 'url' | 'events'
  text: string
}

/** A trouble of main in words. */
export function troubleOf(trouble: string): Trouble {
  const field = trouble.startsWith('name') ? 'name' : trouble.startsWith('url') ? 'url' : 'events'
  return { field, text: sayOr([`connector.why.${trouble}`], say('wizard.unknown', { reason: trouble })) }
}

/** Asks main; what it will not send comes back as a trouble, what the server refused becomes a line at the bottom. */
export async function askedFor(command: Promise<CallOutput<'inbox.create'>>): Promise<Trouble | 'done' | 'refused'> {
  try {
    const answer = await command
    return answer.kind === 'done' ? 'done' : troubleOf(answer.trouble)
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
    return 'refused'
  }
}
