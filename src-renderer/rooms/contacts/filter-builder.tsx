import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { SavedFilter } from '../../../src-preload/contract/contact'
import { filterTroubles } from '../../../src-preload/contract/contact-filter'
import { useAttributes } from '../../bridge/contacts'
import { useDirectory } from '../../bridge/queries'
import { Button } from '../../parts/button'
import { Form } from '../../parts/form'
import { useText } from '../../text/t'
import type { AccountRef } from '../../ui-state'
import { FilterLine, FIRST } from './filter-line'
import { SavedFilters } from './filter-saved'

type Conditions = SavedFilter['conditions']

interface BuilderProps {
  at: AccountRef
  applied: Conditions
  onApply: (conditions: Conditions) => void
  onClose: () => void
}

function useBuilder({ at, applied, onApply, onClose }: BuilderProps) {
  const attributes = useAttributes(at, 'contact').data ?? []
  const labels = useDirectory(at).data?.labels.map(({ title }) => title) ?? []
  const [lines, setLines] = useState<Conditions>(applied.length > 0 ? applied : [FIRST])
  const [isAsked, setAsked] = useState(false)
  const wrong = filterTroubles(lines, attributes).map(({ at: place }) => place)
  return {
    ...{ attributes, labels, lines, wrong, isWrong: isAsked && wrong.length > 0 },
    apply: () => {
      setAsked(true)
      if (wrong.length === 0) onApply(lines)
    },
    pick: (conditions: Conditions) => {
      setLines(conditions)
      onApply(conditions)
    },
    add: () => setLines([...lines, FIRST]),
    change: (index: number, to: Conditions[number]) => setLines(lines.with(index, to)),
    remove: (index: number) => setLines(lines.length === 1 ? [FIRST] : lines.filter((_, place) => place !== index)),
    off: () => {
      onApply([])
      onClose()
    },
  }
}

/** Conditions that the server takes, and only those: it answers a filter, nothing stored does (G10). */
export function FilterBuilder(props: BuilderProps) {
  const t = useText()
  const builder = useBuilder(props)
  const { attributes, labels, lines, wrong, isWrong } = builder
  return (
    <Form className="filter-box" onSend={builder.apply}>
      {lines.map((condition, index) => (
        <FilterLine
          key={index}
          {...{ condition, attributes, labels }}
          isLast={index === lines.length - 1}
          isWrong={isWrong && wrong.includes(index)}
          onChange={(to) => builder.change(index, to)}
          onRemove={() => builder.remove(index)}
        />
      ))}
      {isWrong && (
        <p className="field-help field-wrong" role="alert">
          {t('contacts.filterWrong')}
        </p>
      )}
      <div className="btn-row">
        <Button look="quiet" icon={Plus} disabled={lines.length >= 20} onPress={builder.add}>
          {t('contacts.lineAdd')}
        </Button>
        <Button submit look="primary">
          {t('contacts.filterApply')}
        </Button>
        <Button look="quiet" onPress={builder.off}>
          {t('contacts.filterOff')}
        </Button>
      </div>
      <SavedFilters at={props.at} lines={lines} canSave={wrong.length === 0} onPick={builder.pick} />
    </Form>
  )
}
