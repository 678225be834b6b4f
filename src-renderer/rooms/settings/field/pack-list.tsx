import { RefreshCw, Square, Trash2, TriangleAlert } from 'lucide-react'
import type { PackView } from '../../../../src-preload/contract/schemas/pack'
import { refreshPack, removePack, stopPack, usePacks } from '../../../bridge/packs'
import { Button } from '../../../parts/button'
import { Icon } from '../../../parts/icon'
import { useNow } from '../../../text/now'
import { say, useText } from '../../../text/t'
import { date, fileSize, moment } from '../../../text/when'
import { whyNot } from '../../../ui-state'
import { useSources } from './pack-form'
import type { Source } from './pack-state'

/** Its accounts and inboxes, and since when. */
function titleOf({ choice }: PackView, sources: readonly Source[]): string {
  const { accounts, labels, period } = choice
  const where = accounts.map(({ profileId, accountId, inboxIds }) => {
    const source = sources.find((one) => one.profileId === profileId && one.accountId === accountId)
    const inboxes = inboxIds?.map((id) => source?.inboxes.find((inbox) => inbox.id === id)?.name ?? `#${id}`)
    return inboxes ? `${source?.name ?? ''}: ${inboxes.join(', ')}` : (source?.name ?? `#${accountId}`)
  })
  const when = period.kind === 'days' ? say('pack.lastDays', { count: period.days }) : date(period.at)
  return `${[...where, ...labels].join(', ')}. ${when}`
}

function stateOf(pack: PackView, now: number): string {
  const { state, why, listed, done, all } = pack
  if (state === 'here') {
    const size = { messages: say('pack.messages', { count: pack.messages }), size: fileSize(pack.bytes) }
    return say('pack.here', { ...size, time: moment(pack.builtAt ?? pack.createdAt, now) })
  }
  const far = listed ? say('pack.far', { done, count: all }) : say('pack.listing', { count: all })
  if (state === 'stopped') return `${say('pack.stopped')} ${far}`
  return why === null ? far : `${far} ${say('pack.waits', { why: say(`pack.why.${why as 'offline'}`) })}`
}

function Acts({ pack }: { pack: PackView }) {
  const t = useText()
  const isOpen = pack.state === 'fetching' || pack.state === 'waiting'
  return (
    <div className="pack-acts">
      {isOpen ? (
        <Button look="quiet" icon={Square} onPress={() => void stopPack(pack.id)}>
          {t('pack.stop')}
        </Button>
      ) : (
        <Button look="quiet" icon={RefreshCw} onPress={() => void refreshPack(pack.id)}>
          {t(pack.state === 'stopped' ? 'pack.goOn' : 'pack.refresh')}
        </Button>
      )}
      <Button look="quiet" icon={Trash2} onPress={() => void removePack(pack.id, pack.choice)}>
        {t('pack.remove')}
      </Button>
    </div>
  )
}

function PackLine({ pack, sources }: { pack: PackView; sources: readonly Source[] }) {
  const t = useText()
  const now = useNow()
  const isOpen = pack.state === 'fetching' || pack.state === 'waiting'
  return (
    <li className="opt pack" aria-label={titleOf(pack, sources)}>
      <div className="grow">
        <b dir="auto">{titleOf(pack, sources)}</b>
        <p role={isOpen ? 'status' : undefined}>{stateOf(pack, now)}</p>
        {isOpen && (
          <progress
            className="storage-meter"
            max={Math.max(1, pack.all)}
            value={pack.listed ? pack.done : 0}
            aria-label={t('pack.progress')}
          />
        )}
        {pack.unreadable > 0 && <p>{t('pack.unreadable', { count: pack.unreadable })}</p>}
        {pack.lost.length > 0 && (
          <p className="pack-tight">
            <Icon of={TriangleAlert} size={14} />
            {t('pack.lost', { names: pack.lost.join(', ') })}
          </p>
        )}
        {pack.expiresAt !== null && <p>{t('pack.until', { date: date(pack.expiresAt) })}</p>}
      </div>
      <Acts pack={pack} />
    </li>
  )
}

/** What is taken along: how much, how fresh, how far. */
export function PackList() {
  const t = useText()
  const packs = usePacks()
  const sources = useSources()
  if (packs.isError) return <p className="channels-none field-wrong">{whyNot(packs.error)}</p>
  if (!packs.data) return <p className="channels-none">{t('storage.counting')}</p>
  if (packs.data.length === 0) return <p className="channels-none">{t('pack.none')}</p>
  return (
    <ul>
      {packs.data.map((pack) => (
        <PackLine key={pack.id} pack={pack} sources={sources} />
      ))}
    </ul>
  )
}
