/** Who an e-mail goes to besides, or instead of, its customer. Pure: the window shows and main sends what is said here. */
import { z } from 'zod'
import type { Inbox, Message } from './entities'
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
  /** Where the inbox takes mails: a copy to one of them would come back as a new mail. */
  own: readonly string[]
}

/** Where an inbox takes mails: its address, and the one its mails are forwarded to. */
export function ownAddresses(inbox: Pick<Inbox, 'email' | 'forwardTo'> | null | undefined): string[] {
  return [inbox?.email, inbox?.forwardTo].filter((one) => typeof one === 'string')
}

/** Where a server takes answers to one conversation: what is sent there comes back into it. */
const COMES_BACK = /^reply\+[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@/i

/**
 * Who a reply goes to when nobody chose. To a mail of the customer's side: to whoever wrote it, with a copy for all who had one
 * and for the customer. After our own mail: to the same people once more. A server that is told nothing leaves the copies out
 * (FACTS §3.4), so the others would drop out of the talk without a word. What the server does not have yet says nothing: it may
 * be taken back. Whom a mail named beside us is not copied, as in the dashboard: it may be us under another name.
 */
export function repliedTo(messages: readonly Mail[], { contact, own }: Between): Recipients {
  const last = messages.findLast(
    ({ id, type, mail, private: isNote, deleted }) =>
      id !== null && mail !== null && !isNote && !deleted && (type === 'incoming' || type === 'outgoing'),
  )
  if (!last?.mail) return NOBODY_ELSE
  const isTheirs = last.type === 'incoming'
  const named = isTheirs ? last.mail.from : last.mail.to
  const to = named.every((one) => isSameAddress(one, contact)) ? [] : only(named, own)
  const cc = isTheirs ? [...last.mail.cc, contact] : last.mail.cc
  return { to, cc: only(cc, [...own, ...(to.length > 0 ? to : [contact])]), bcc: [] }
}

function isSameAddress(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase()
}

/** Each once, none of these, and none that is no address or leads back to us. */
function only(list: readonly (string | null)[], without: readonly (string | null)[]): string[] {
  const addresses = list.filter((one) => one !== null).filter((one) => isEmail(one) && !COMES_BACK.test(one))
  const isFirst = (one: string, at: number) => addresses.findIndex((other) => isSameAddress(one, other)) === at
  return addresses.filter((one, at) => isFirst(one, at) && !without.some((other) => isSameAddress(one, other)))
}
