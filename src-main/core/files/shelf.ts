/** Which file a token of `app://media/` means: `staged/<id>`, or `small|file/<profile>/<account>/<message>/<attachment>`. */
import type { AccountId, MessageId, ProfileId } from '../../../src-preload/contract/ids'
import type { Profiles } from '../profiles'
import type { Shown } from './media'

/** Null: there is nothing by that token, or nothing that is shown. */
export async function findShown(profiles: Pick<Profiles, 'find' | 'running'>, token: string): Promise<Shown | null> {
  const [noun = '', first = '', ...numbers] = token.split('/')
  if (noun === 'staged') {
    for (const profile of profiles.running()) {
      const shown = await profile.files.media.staged(first)
      if (shown) return shown
    }
    return null
  }
  const [account, message, attachment, ...rest] = numbers.map(Number)
  const isWhole = rest.length === 0 && [account, message, attachment].every(Number.isSafeInteger)
  if (!isWhole || (noun !== 'small' && noun !== 'file')) return null
  const place = { accountId: account as AccountId, messageId: message as MessageId, attachmentId: attachment ?? 0 }
  return (await profiles.find(first as ProfileId)?.files.media.received(place, noun === 'small')) ?? null
}
