import { Check, Star } from 'lucide-react'
import type { Offer } from '../../../src-preload/contract/offer'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { useMessageTalk } from './talk-context'

const STARS = [1, 2, 3, 4, 5]

function Rating({ rating }: { rating: number }) {
  const t = useText()
  return (
    <p className="offer-stars" role="img" aria-label={t('offer.rating', { rating })}>
      {STARS.map((star) => (
        <Icon key={star} of={Star} size={16} className={star <= rating ? 'is-full' : ''} />
      ))}
      <span aria-hidden="true">{t('offer.rating', { rating })}</span>
    </p>
  )
}

function Offered({ one, isChosen }: { one: Offer['offered'][number]; isChosen: boolean }) {
  const t = useText()
  const { openLink } = useMessageTalk()
  const { url } = one
  const name = one.title || t('offer.unnamed')
  return (
    <li className={isChosen ? 'is-chosen' : ''}>
      {isChosen && <Icon of={Check} size={14} />}
      <span dir="auto">
        {url === null ? (
          <b>{name}</b>
        ) : (
          <button type="button" className="offer-link" title={url} onClick={() => openLink(url, name)}>
            {name}
          </button>
        )}
        {one.text !== '' && <small>{one.text}</small>}
      </span>
      {isChosen && <span className="sr">{t('offer.chosen')}</span>}
    </li>
  )
}

/** What was asked, and what the customer chose, wrote or gave. */
export function OfferCard({ offer, kind }: { offer: Offer; kind: string }) {
  const t = useText()
  const { offered, answers, rating } = offer
  const isChosen = (title: string) => answers.some((answer) => answer.title === title || answer.text === title)
  const others = answers.filter(
    ({ title, text }) => !offered.some((one) => kind === 'input_select' && one.title === (title || text)),
  )
  const isAsked = /^(?:input_|form)/.test(kind)
  return (
    <div className="offer">
      {offer.story && <p className="offer-note">{t('offer.story')}</p>}
      {offer.unsupported && <p className="offer-note">{t('offer.unsupported')}</p>}
      {offered.length > 0 && (
        <ul>
          {offered.map((one, index) => (
            <Offered key={index} one={one} isChosen={kind === 'input_select' && isChosen(one.title)} />
          ))}
        </ul>
      )}
      {rating !== null && <Rating rating={rating} />}
      {others.map(({ title, text }, index) => (
        <p key={index} className="offer-answer" dir="auto">
          {title !== '' && <b>{title}: </b>}
          {text}
        </p>
      ))}
      {isAsked && answers.length === 0 && rating === null && <p className="offer-note">{t('offer.open')}</p>}
    </div>
  )
}
