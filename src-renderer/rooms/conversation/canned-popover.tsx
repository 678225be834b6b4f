import type { CannedOffer } from '../../bridge/use-canned'
import type { Found } from '../../parts/canned-words'
import { Hits } from '../../parts/hits'
import type { Piece } from '../../parts/variables'
import { useText } from '../../text/t'
import { OfferLine } from './offer-list'
import { blankNames, OFFER_LIST } from './offer-words'

function Line({ found, index, canned }: { found: Found; index: number; canned: CannedOffer }) {
  const { shortCode, content } = found.response
  return (
    <OfferLine index={index} isLit={index === canned.lit} name={`/${shortCode}, ${content}`} onPick={() => canned.pick(found)}>
      <code className="grow cut" title={shortCode}>
        /<Hits text={shortCode} hits={found.hits} />
      </code>
    </OfferLine>
  )
}

/** A text with its values marked, and what has none. */
function Words({ pieces }: { pieces: Piece[] }) {
  return (
    <p className="canned-words" dir="auto">
      {pieces.map(({ text, name, isFilled }, index) =>
        name === null ? (
          text
        ) : (
          <span className={isFilled ? 'filled' : 'unfilled'} key={index}>
            {isFilled ? text : name}
          </span>
        ),
      )}
    </p>
  )
}

/** What the response is usually the answer to. */
function Used({ found, canned }: { found: Found; canned: CannedOffer }) {
  const t = useText()
  const used = canned.used(found)
  if (!used?.word) return null
  return <p className="menu-head">{t('canned.used', { count: used.times, word: used.word })}</p>
}

/** Without a letter typed, what was sent after messages like the last one stands by itself (M13). */
function Lines({ canned }: { canned: CannedOffer }) {
  const t = useText()
  const { lines, query, used } = canned
  const similar = query === '' ? lines.filter((line) => used(line)?.word).length : 0
  const line = (found: Found, index: number) => <Line key={found.response.id} {...{ found, index, canned }} />
  return (
    <div role="listbox" id={OFFER_LIST} aria-label={t('quick.canned')}>
      {similar > 0 && (
        <div role="group" aria-label={t('canned.similar')}>
          <p className="menu-head" aria-hidden="true">
            {t('canned.similar')}
          </p>
          {lines.slice(0, similar).map(line)}
          <div className="menu-line" />
        </div>
      )}
      {lines.slice(similar).map((found, index) => line(found, index + similar))}
    </div>
  )
}

function View({ pieces }: { pieces: Piece[] }) {
  const t = useText()
  const names = blankNames(pieces)
  return (
    <div className="canned-view">
      <Words pieces={pieces} />
      {names.length > 0 && (
        <p className="field-help">{t('composer.blank', { names: names.join(', '), count: names.length })}</p>
      )}
    </div>
  )
}

/** Why there is nothing to choose from; null: there is, or no word of it is needed. */
function useWhyNone({ query, isNone, isFailed }: CannedOffer): string {
  const t = useText()
  if (isFailed) return t('canned.failed')
  return isNone ? t('canned.none') : t('canned.noFit', { query })
}

/** The responses that fit, over the composer, and what the lit one says to this customer. */
export function CannedPopover({ canned }: { canned: CannedOffer }) {
  const t = useText()
  const whyNone = useWhyNone(canned)
  const { isOpen, lines, lit, total, words } = canned
  const shown = lines[lit]
  if (!isOpen) return null
  if (!shown) {
    return (
      <div className="popover menu" role="status">
        <p className="menu-head">{whyNone}</p>
      </div>
    )
  }
  return (
    <div className="popover menu canned">
      <div className="canned-list">
        <Lines canned={canned} />
        <Used found={shown} canned={canned} />
        {total > lines.length && <p className="menu-head">{t('canned.more', { count: total - lines.length })}</p>}
      </div>
      <View pieces={words(shown)} />
    </div>
  )
}
