import { Save, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import type { SavedFilter } from '../../../src-preload/contract/contact'
import { call } from '../../bridge/client'
import { useContactFilters } from '../../bridge/contacts'
import { Button, IconButton } from '../../parts/button'
import { useText } from '../../text/t'
import { type AccountRef, attempt } from '../../ui-state'

type Conditions = SavedFilter['conditions']

function Keep({ canSave, onSave }: { canSave: boolean; onSave: (name: string) => Promise<boolean> }) {
  const t = useText()
  const id = useId()
  const [name, setName] = useState('')
  const save = async (): Promise<void> => {
    if (name.trim() !== '' && canSave && (await onSave(name))) setName('')
  }
  return (
    <div className="filter-save">
      <label className="sr" htmlFor={id}>
        {t('contacts.filterName')}
      </label>
      <span className="input">
        <input
          id={id}
          className="grow"
          placeholder={t('contacts.filterName')}
          value={name}
          maxLength={255}
          onChange={(event) => setName(event.target.value)}
        />
      </span>
      <Button icon={Save} disabled={name.trim() === '' || !canSave} onPress={() => void save()}>
        {t('contacts.filterSave')}
      </Button>
    </div>
  )
}

interface SavedProps {
  at: AccountRef
  lines: Conditions
  canSave: boolean
  onPick: (conditions: Conditions) => void
}

/** Filters that the person has kept on the server, and a place to keep this one. */
export function SavedFilters({ at, lines, canSave, onPick }: SavedProps) {
  const t = useText()
  const filters = useContactFilters(at, true)
  const done = async (command: Promise<unknown>): Promise<boolean> => {
    const isDone = await attempt(command)
    void filters.refetch()
    return isDone
  }
  return (
    <div className="filter-saved">
      {filters.data?.map((filter) => (
        <span className="filter-kept" key={filter.id}>
          <button type="button" className="chip cut" onClick={() => onPick(filter.conditions)}>
            {filter.name}
          </button>
          <IconButton
            icon={Trash2}
            size={14}
            label={t('contacts.filterRemove', { name: filter.name })}
            onPress={() => void done(call('contact.removeFilter', { ...at, filterId: filter.id }))}
          />
        </span>
      ))}
      <Keep canSave={canSave} onSave={(name) => done(call('contact.saveFilter', { ...at, name, conditions: lines }))} />
    </div>
  )
}
