import type { CannedOffer } from '../../bridge/use-canned'
import { Hits } from '../../parts/hits'
import { KeysHint } from '../../parts/keys-hint'
import { useText } from '../../text/t'

export const CANNED_LIST = 'quick-canned'

/** So many fit into the small window. */
export const CANNED_SHOWN = 5

/** The responses that fit, over the field. */
export function CannedList({ canned: { lines, lit, pick } }: { canned: CannedOffer }) {
  const t = useText()
  if (lines.length === 0) return null
  return (
    <div className="popover menu" role="listbox" id={CANNED_LIST} aria-label={t('quick.canned')}>
      {lines.map((one, index) => (
        <div
          className="menu-item"
          role="option"
          id={`${CANNED_LIST}-${index}`}
          aria-selected={index === lit}
          key={one.response.id}
          // The field keeps the keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(one)}
        >
          <span className="grow">
            <code>
              /<Hits text={one.response.shortCode} hits={one.hits} />
            </code>
            <small className="cut" dir="auto">
              {one.response.content}
            </small>
          </span>
          {index === lit && <KeysHint keys={['↵']} />}
        </div>
      ))}
    </div>
  )
}
