import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { keysOf, useKeys } from '../../keys'
import { Avatar } from '../../parts/avatar'
import { Dialog } from '../../parts/dialog'
import { FindField, moveOrPick } from '../../parts/find-field'
import { Icon } from '../../parts/icon'
import { DialogFoot } from '../../parts/dialog-foot'
import { KeysHint } from '../../parts/keys-hint'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'
import { type Entry, findEntries, useEntries } from './entries'
import { useLinkedEntry } from './linked-entry'

const idOf = (entry: Entry) => `palette-${entry.id}`

function Line({ entry, isOn, onPick }: { entry: Entry; isOn: boolean; onPick: () => void }) {
  return (
    <div className="menu-item" role="option" id={idOf(entry)} aria-selected={isOn} onClick={onPick}>
      {entry.person !== undefined && <Avatar name={entry.person} size={24} />}
      {entry.icon && <Icon of={entry.icon} />}
      <span className="grow cut" dir="auto">
        {entry.text}
        {entry.more !== '' && <span className="muted">: {entry.more}</span>}
      </span>
      {entry.side && <span className="palette-side">{entry.side}</span>}
      {entry.keys && <KeysHint keys={entry.keys} />}
    </div>
  )
}

function Lines({ found, at, onPick }: { found: Entry[]; at: number; onPick: (entry: Entry) => void }) {
  const t = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' }), [at])
  return (
    <div className="palette-list" role="listbox" id="palette-list" aria-label={t('palette.label')} ref={box}>
      {found.map((entry, index) => (
        <div key={entry.id} role="presentation">
          {entry.group !== found[index - 1]?.group && (
            <div className="menu-head" role="presentation">
              {t(entry.group)}
            </div>
          )}
          <Line entry={entry} isOn={index === at} onPick={() => onPick(entry)} />
        </div>
      ))}
    </div>
  )
}

function Foot() {
  const t = useText()
  return (
    <DialogFoot
      hints={[
        [['↑', '↓'], t('palette.move')],
        [['↵'], t('palette.open')],
      ]}
    />
  )
}

/** Whatever is typed can also be looked for in everything that was ever written. */
function inMessages(query: string, text: string): Entry[] {
  const onPick = () => useUi.getState().showSearch({ text: query.trim(), within: null })
  if (query.trim() === '') return []
  return [{ id: 'in-messages', group: 'palette.search', text, more: '', icon: Search, keys: keysOf('search'), onPick }]
}

/** Jump to a conversation, a list, or do something, by typing a few letters. */
export function Palette() {
  const t = useText()
  const [{ query, at }, set] = useState({ query: '', at: 0 })
  const named = [...useLinkedEntry(query), ...findEntries(useEntries(), query)]
  const found = [...named, ...inMessages(query, t('palette.inMessages', { query: query.trim() }))]
  const close = () => useUi.getState().showOverlay(null)
  useKeys({ back: close, palette: close }, true)
  const pick = (entry: Entry) => {
    close()
    setTimeout(entry.onPick)
  }
  const onKeyDown = (event: KeyboardEvent) => moveOrPick(event, { found, at, move: (to) => set({ query, at: to }), pick })
  return (
    <Dialog label={t('palette.label')} onClose={close}>
      <FindField
        list="palette-list"
        active={found[at] && idOf(found[at])}
        label={t('palette.label')}
        hint={t('palette.hint')}
        value={query}
        onType={(text) => set({ query: text, at: 0 })}
        onKeyDown={onKeyDown}
      />
      <Lines found={found} at={at} onPick={pick} />
      <Foot />
    </Dialog>
  )
}
