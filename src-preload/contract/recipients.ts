/** Who an e-mail goes to besides, or instead of, its customer. Pure: the window shows and main sends what is said here. */
import { z } from 'zod'
import type { Message } from './entities'
import type { Recipients } from './message-parts'
import { isEmail } from './reach'

const addresses = z.array(z.string().max(320).refine(isEmail)).max(50)

/** As the window may name them. */
export const recipientsInput = z.strictObject({ to: addresses, cc: addresses, bcc: addresses })

/** The customer alone. */
export const NOBODY_ELSE: Recipients = { to: [], cc: [], bcc: [] }

type Mail = Pick<Message, 'id' | 'type' | 'mail' | 'private' | 'deleted'>

interface Between {
  /** The customer's address. */
  contact: string | null
  /** The inbox's own: a copy to it would come back as a new mail. */
  inbox: string | null
}

/**
 * Who a reply goes to when nobody chose: whoever wrote last, and all who had a copy of that mail. A server that is told
 * nothing leaves the copies out (FACTS §3.4), so the others would drop out of the talk without a word. What the server does
 * not have yet says nothing: it may be taken back.
 */
export function repliedTo(messages: readonly Mail[], between: Between): Recipients {
  const last = messages.findLast(
    ({ id, type, mail, private: isNote, deleted }) =>
      id !== null && mail !== null && !isNote && !deleted && (type === 'incoming' || type === 'outgoing'),
  )
  if (!last?.mail) return NOBODY_ELSE
  const { contact, inbox } = between
  const named = last.type === 'incoming' ? last.mail.from : last.mail.to
  const isContact = named.some((one) => isSameAddress(one, contact))
  const to = isContact ? [] : only(named, [inbox])
  const cc = [...last.mail.cc, ...(to.length > 0 && contact !== null ? [contact] : [])]
  return { to, cc: only(cc, [inbox, ...(to.length > 0 ? to : [contact])]), bcc: [] }
}

function isSameAddress(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase()
}

/** Each once, none of these, and none that is no address. */
function only(list: readonly string[], without: readonly (string | null)[]): string[] {
  const isFirst = (one: string, at: number) => list.findIndex((other) => isSameAddress(one, other)) === at
  return list.filter((one, at) => isEmail(one) && isFirst(one, at) && !without.some((other) => isSameAddress(one, other)))
}
