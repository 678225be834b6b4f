import { Backpack, Check, CloudOff } from 'lucide-react'
import type { ListPage } from '../../../src-preload/contract/schemas/conversation'
import { usePacks } from '../../bridge/packs'
import { useProfiles } from '../../bridge/queries'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { moment } from '../../text/when'
import { useUi } from '../../ui-state'

/** What is being taken along, while it is (M15). */
function Packing() {
  const t = useText()
  const go = useUi((ui) => ui.go)
  const open = (usePacks().data ?? []).filter(({ state }) => state === 'fetching' || state === 'waiting')
  if (open.length === 0) return null
  const sum = open.reduce((all, pack) => ({ done: all.done + pack.done, all: all.all + pack.all }), { done: 0, all: 0 })
  return (
    <button type="button" className="rows-foot pack-foot" onClick={() => go('field')}>
      <Icon of={Backpack} size={12} />
      <span className="cut">{t('pack.foot', { done: sum.done, count: sum.all })}</span>
    </button>
  )
}

/** How much of the list is here and how old it is: never a number that is not true. Before it is there nothing else is asked for. */
export function ListFoot({ page, total }: { page: ListPage | undefined; total: number }) {
  return (
    <>
      {page && <Packing />}
      <AgeFoot page={page} total={total} />
    </>
  )
}

function AgeFoot({ page, total }: { page: ListPage | undefined; total: number }) {
  const t = useText()
  const now = useNow()
  const scope = useUi((ui) => ui.scope)
  const profiles = (useProfiles().data ?? []).filter((profile) => scope === null || profile.id === scope.profileId)
  if (!page) return <div className="rows-foot" />
  const isAway = profiles.every((profile) => profile.link.state === 'waiting' || profile.link.state === 'signed-out')
  if (!page.complete && !isAway) {
    return (
      <div className="rows-foot">
        <Glyph name="link-catch" size={12} />
        <span className="cut">{total === 0 ? t('list.footFirst') : t('list.footFilling', { count: total })}</span>
      </div>
    )
  }
  const isFresh = profiles.every((profile) => profile.link.state === 'live' || profile.link.state === 'polling')
  const time = moment(page.asOfAt ?? now, now)
  const fresh = total === 0 ? t('list.footEmpty') : t('list.footNow', { count: total })
  const old = total === 0 ? t('list.footEmptyThen', { time }) : t('list.footThen', { time, count: total })
  return (
    <div className="rows-foot">
      <Icon of={isFresh ? Check : CloudOff} size={12} />
      <span className="cut">{isFresh ? fresh : old}</span>
    </div>
  )
}
