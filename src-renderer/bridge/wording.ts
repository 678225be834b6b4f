import type { ClientId, ConversationRef } from '../../src-preload/contract/ids'
import type { StoredDraft } from '../../src-preload/contract/schemas/message'
import { type Mentionable, withMentions, withoutMentions } from '../parts/mentions'
import { signed } from '../parts/signature'
import { blanksIn, type Variables } from '../parts/variables'
import { say } from '../text/t'
import { call } from './client'
import type { Kind } from './writing-state'

/** A stored draft, as it is read: a note that was taken back had mentions as the server writes them. */
export async function readDraft(conversation: ConversationRef): Promise<StoredDraft | null> {
  const stored = await call('draft.get', { conversation })
  return stored?.private ? { ...stored, text: withoutMentions(stored.text) } : stored
}

/** What is known of the conversation a text is for, and what that means for the text when it goes. */
export class Wording {
  private variables: Variables = {}
  private people: readonly Mentionable[] = []
  private signature = ''
  private warned: ClientId | null = null

  know(variables: Variables): void {
    this.variables = variables
  }

  /** Who can be mentioned. */
  knowPeople(people: readonly Mentionable[]): void {
    this.people = people
  }

  /** What goes under a reply; empty: nothing. */
  sign(signature: string): void {
    this.signature = signature
  }

  /** The text as the server takes it. */
  outgoing(text: string, kind: Kind): { text: string; private: boolean } {
    return kind === 'note'
      ? { text: withMentions(text, this.people), private: true }
      : { text: signed(text, this.signature), private: false }
  }

  /**
   * A variable without a value leaves a hole in what the customer reads (FACTS §3.4): it is said once before this text goes.
   * Null: nothing to say, or it was said and the agent pressed again.
   */
  warning(text: string, about: ClientId): string | null {
    const names = blanksIn(text, this.variables)
    if (names.length === 0 || this.warned === about) return null
    this.warned = about
    return say('composer.blanks', { names: names.join(', '), count: names.length })
  }
}
