import { UsersRound } from 'lucide-react'
import { Avatar } from '../../parts/avatar'
import { Hits } from '../../parts/hits'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { CannedPopover } from './canned-popover'
import { OfferList } from './offer-list'
import type { Offers } from './use-offers'

/** What is offered over the composer: at most one of these has something to offer. */
export function ComposerOffers({ offers: { canned, mentions, emoji } }: { offers: Offers }) {
  const t = useText()
  return (
    <>
      <CannedPopover canned={canned} />
      <OfferList
        label={t('composer.mention')}
        offer={mentions}
        line={({ who, hits }) => (
          <>
            {who.kind === 'team' ? <Icon of={UsersRound} /> : <Avatar name={who.name} size={20} />}
            <span className="grow cut" dir="auto" title={who.name}>
              <Hits text={who.name} hits={hits} />
            </span>
            {who.kind === 'team' && <small>{t('composer.mentionTeam')}</small>}
          </>
        )}
      />
      <OfferList
        label={t('composer.emoji')}
        offer={emoji}
        line={({ sign, word }) => (
          <>
            <span className="emoji" aria-hidden="true">
              {sign}
            </span>
            <span className="grow cut">{word}</span>
          </>
        )}
      />
    </>
  )
}
