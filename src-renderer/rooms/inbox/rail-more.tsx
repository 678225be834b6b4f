import { Bookmark, ChevronDown, ChevronRight, Cloud, type LucideIcon, UsersRound } from 'lucide-react'
import { type CSSProperties, useState } from 'react'
import { type NamedList, openNamed, placeOf, useNamedLists } from '../../bridge/named-lists'
import { AccountCode } from '../../parts/avatar'
import { Icon } from '../../parts/icon'
import { figure, useText } from '../../text/t'
import { useUi } from '../../ui-state'

const icons: Record<Exclude<NamedList['kind'], 'label'>, LucideIcon> = { team: UsersRound, filter: Bookmark, server: Cloud }

/** What it is, or whose, where there is more than one account. */
function Sign({ list: { kind, color, of } }: { list: NamedList }) {
  if (kind === 'label') return <span className="label" style={{ '--label': color } as CSSProperties} />
  if (kind === 'team' && of) return <AccountCode code={of.code} name={of.name} tone={of.tone} />
  return <Icon of={icons[kind]} />
}

function Item({ list }: { list: NamedList }) {
  const t = useText()
  const place = useUi((ui) => ui.place)
  const { name, kind, of, elsewhere } = list
  const isCurrent = elsewhere === undefined && JSON.stringify(place.only) === JSON.stringify(placeOf(list).only)
  const kept = kind === 'server' ? t(elsewhere === undefined ? 'filter.onServer' : 'filter.inBrowserWhy') : null
  return (
    <button
      type="button"
      className="rail-item"
      aria-current={isCurrent ? 'page' : undefined}
      title={kept === null ? name : `${name}. ${kept}`}
      onClick={() => openNamed(list)}
    >
      <Sign list={list} />
      <span className="grow cut" dir="auto">
        {name}
        {elsewhere !== undefined && <small className="rail-note muted cut">{t('filter.inBrowser')}</small>}
      </span>
      {kind === 'server' && <span className="sr">{t('filter.onServer')}</span>}
      {kind === 'server' && of && <AccountCode code={of.code} name={of.name} tone={of.tone} />}
      {list.count > 0 && <span className="rail-num">{figure(list.count)}</span>}
    </button>
  )
}

/** A part of the rail that is folded until it is wanted. */
function Section({ title, lists }: { title: string; lists: NamedList[] }) {
  const [isOpen, setOpen] = useState(false)
  if (lists.length === 0) return null
  return (
    <section aria-label={title}>
      <button
        type="button"
        className="rail-head rail-fold"
        aria-expanded={isOpen}
        title={title}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} flip />
        <span className="grow cut">{title}</span>
      </button>
      {isOpen && lists.map((list) => <Item key={`${list.kind} ${list.id}`} list={list} />)}
    </section>
  )
}

/** Labels, teams and saved filters, folded until they are wanted. */
export function RailMore() {
  const t = useText()
  const { filters, labels, teams } = useNamedLists()
  return (
    <>
      <Section title={t('rail.filters')} lists={filters} />
      <Section title={t('rail.labels')} lists={labels} />
      <Section title={t('rail.teams')} lists={teams} />
    </>
  )
}
