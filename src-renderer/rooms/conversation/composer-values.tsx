import { TriangleAlert } from 'lucide-react'
import { Icon } from '../../parts/icon'
import { blanksIn } from '../../parts/variables'
import { useText } from '../../text/t'
import { filledValues } from './offer-words'
import type { Offers } from './use-offers'

/** So many values are named; the rest are counted. */
const NAMED = 4

interface ValuesProps {
  text: string
  offers: Offers
  /** Something is said already that matters more. */
  isWarned: boolean
}

/** What was filled in for this customer, and what has no value. */
export function ComposerValues({ text, offers: { put, variables }, isWarned }: ValuesProps) {
  const t = useText()
  const values = put ? filledValues(put) : []
  const blanks = text.includes('{') && !isWarned ? blanksIn(text, variables) : []
  if (values.length === 0 && blanks.length === 0) return null
  return (
    <div className="composer-values" role="status">
      {values.length > 0 && (
        <p className="cut" dir="auto">
          {t('composer.filled', { count: values.length, values: values.slice(0, NAMED).join(', ') })}
        </p>
      )}
      {blanks.length > 0 && (
        <p className="composer-blank">
          <Icon of={TriangleAlert} size={14} />
          {t('composer.blank', { count: blanks.length, names: blanks.join(', ') })}
        </p>
      )}
    </div>
  )
}
