import { Search } from 'lucide-react'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'

interface FindProps {
  value: string
  onType: (text: string) => void
  /** A filter is on: the server knows no question with both. */
  isOff: boolean
  onDown: () => void
}

/** Finds while it is typed; the arrow goes into the list. */
export function FindContact({ value, onType, isOff, onDown }: FindProps) {
  const t = useText()
  return (
    <label className="input contacts-find">
      <Icon of={Search} size={14} />
      <input
        type="search"
        className="grow"
        aria-label={t('contacts.find')}
        placeholder={t(isOff ? 'contacts.findOff' : 'contacts.find')}
        value={isOff ? '' : value}
        readOnly={isOff}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return
          event.preventDefault()
          onDown()
        }}
      />
    </label>
  )
}
