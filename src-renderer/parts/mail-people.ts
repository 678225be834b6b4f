import type { MailHead } from '../../src-preload/contract/message-parts'
import type { Say } from '../text/t'

/** "to Ana, copy to Bo": what of it there is. */
export function toAndCopies({ to, cc }: Pick<MailHead, 'to' | 'cc'>, t: Say): string {
  const parts = [
    to.length > 0 ? t('mail.to', { people: to.join(', ') }) : '',
    cc.length > 0 ? t('mail.cc', { people: cc.join(', ') }) : '',
  ]
  return parts.filter(Boolean).join(', ')
}
