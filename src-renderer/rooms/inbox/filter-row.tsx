import { Bookmark, BookmarkX, ListFilter, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { ListCondition } from '../../../src-preload/contract/list-filter'
import type { SavedList } from '../../../src-preload/contract/schemas/app'
import { useAccounts } from '../../bridge/accounts'
import { call } from '../../bridge/client'
import { useDirectories, useSettings } from '../../bridge/queries'
import { ariaKeys, keysOf, useKeys } from '../../keys'
import { Button } from '../../parts/button'
import { conditionKey, conditionText, type DirectoryOf } from '../../parts/condition-text'
import { Dialog } from '../../parts/dialog'
import { Icon } from '../../parts/icon'
import { withKeys } from '../../parts/with-keys'
import { say, useText } from '../../text/t'
import { attempt, toast, useUi } from '../../ui-state'

/** Longer names are cut by the field. */
const LONGEST_NAME = 60

function useDirectoryOf(): DirectoryOf {
  const accounts = useAccounts()
  const books = useDirectories(accounts.map(({ profileId, accountId }) => ({ profileId, accountId })))
  return (ref) => books[accounts.findIndex((one) => one.profileId === ref.profileId && one.accountId === ref.accountId)]
}

async function keep(filters: SavedList[], words: string): Promise<void> {
  if (await attempt(call('settings.set', { filters }))) toast({ text: words })
}

/** Keeps the conditions that are up under a name, and shows the list they make. */
function useSave() {
  const { where, status, sort, place, goTo, setFilter } = useUi()
  const saved = useSettings().data?.filters ?? []
  const save = (name: string) => {
    const all = [...(place.only?.where ?? []), ...where]
    goTo({ view: 'all', inbox: null, only: { name, where: all } })
    setFilter({ where: [] })
    const made: SavedList = { name, where: all, status, sort }
    void keep([...saved.filter((one) => one.name !== name), made], say('filter.saved', { name }))
  }
  return { save, isTaken: (name: string) => saved.some((one) => one.name === name) }
}

/** Asks for the name. */
function SaveDialog({ onDone }: { onDone: () => void }) {
  const t = useText()
  const { save, isTaken } = useSave()
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  useKeys({ back: onDone }, true)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (name === '') return
    onDone()
    save(name)
  }
  return (
    <Dialog label={t('filter.saveTitle')} onClose={onDone}>
      <form className="list-save" onSubmit={onSubmit}>
        <label>
          {t('filter.name')}
          <span className="input">
            <input
              className="grow"
              value={typed}
              maxLength={LONGEST_NAME}
              autoFocus
              dir="auto"
              onChange={(event) => setTyped(event.target.value)}
            />
          </span>
        </label>
        {isTaken(name) && <p className="muted">{t('filter.nameTaken')}</p>}
        <div className="btn-row">
          <Button look="primary" submit disabled={name === ''}>
            {t('filter.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Chip({ text, onDrop }: { text: string; onDrop: () => void }) {
  const t = useText()
  return (
    <button
      type="button"
      className="chip"
      aria-label={t('filter.drop', { condition: text })}
      title={t('filter.drop', { condition: text })}
      onClick={onDrop}
      onKeyDown={(event) => {
        if (event.key === 'Delete' || event.key === 'Backspace') onDrop()
      }}
    >
      <span className="cut" dir="auto">
        {text}
      </span>
      <Icon of={X} size={12} />
    </button>
  )
}

/** F opens the filter, Shift+F takes all conditions down; also while rows are chosen and the button is not there. */
export function useFilterKeys(): void {
  const { showOverlay, setFilter } = useUi.getState()
  useKeys({ filter: () => showOverlay('filter'), clearFilter: () => setFilter({ where: [] }) })
}

/** The button that opens the filter; F does the same. */
export function FilterButton() {
  const t = useText()
  return (
    <button
      type="button"
      className="btn btn-icon"
      aria-label={t('filter.act')}
      title={withKeys(t('filter.act'), keysOf('filter'))}
      aria-keyshortcuts={ariaKeys('filter')}
      onClick={() => useUi.getState().showOverlay('filter')}
    >
      <Icon of={ListFilter} />
    </button>
  )
}

/** The conditions that are up, each with its way down; saved under a name when wanted. */
export function FilterRow() {
  const t = useText()
  const { where, place, setFilter, goTo } = useUi()
  const directoryOf = useDirectoryOf()
  const saved = useSettings().data?.filters ?? []
  const [isSaving, setSaving] = useState(false)
  // The server may have a filter of the same name; that one is not ours to remove.
  const mine = saved.find(({ name, where: its }) => JSON.stringify({ name, where: its }) === JSON.stringify(place.only))
  if (where.length === 0 && !mine) return null
  const drop = (gone: ListCondition) => setFilter({ where: where.filter((one) => conditionKey(one) !== conditionKey(gone)) })
  const remove = () => {
    if (!mine) return
    goTo({ view: 'mine', inbox: null })
    void keep(
      saved.filter((one) => one !== mine),
      t('filter.removed', { name: mine.name }),
    )
  }
  return (
    <div className="filter-row" role="group" aria-label={t('filter.chips')}>
      {where.map((one) => (
        <Chip key={conditionKey(one)} text={conditionText(one, directoryOf)} onDrop={() => drop(one)} />
      ))}
      {where.length > 0 && (
        <button type="button" className="chip chip-act" onClick={() => setSaving(true)}>
          <Icon of={Bookmark} size={12} />
          {t('filter.save')}
        </button>
      )}
      {mine && where.length === 0 && (
        <button type="button" className="chip chip-act" onClick={remove}>
          <Icon of={BookmarkX} size={12} />
          {t('filter.remove')}
        </button>
      )}
      {isSaving && <SaveDialog onDone={() => setSaving(false)} />}
    </div>
  )
}
