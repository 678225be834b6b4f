import { CloudOff, DatabaseZap, KeyRound, TriangleAlert } from 'lucide-react'
import type { Profile } from '../../../src-preload/contract/entities'
import type { ListPage, ListView } from '../../../src-preload/contract/schemas/conversation'
import { errorOf } from '../../bridge/client'
import { useCounts, useProfiles } from '../../bridge/queries'
import { keysOf } from '../../keys'
import { Blank, RowBones } from '../../parts/blank'
import { Button } from '../../parts/button'
import { hostOf } from '../../parts/names'
import { linkReason } from '../../parts/reason'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { useUi, whyNot } from '../../ui-state'

interface ListQueryState {
  data: ListPage | undefined
  isError: boolean
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

function Failed({ query }: { query: ListQueryState }) {
  const t = useText()
  const error = errorOf(query.error)
  return (
    <Blank
      icon={TriangleAlert}
      tone="red"
      title={t('fault.list')}
      text={
        error.kind === 'internal'
          ? `${t('fault.safe')} ${t('fault.number', { incident: error.incident })}`
          : whyNot(query.error)
      }
    >
      <div className="btn-row">
        <Button onPress={() => void query.refetch()}>{t('fault.openAgain')}</Button>
      </div>
    </Blank>
  )
}

function SignedOut({ profile }: { profile: Profile }) {
  const t = useText()
  const isLost = /^secret/.test(profile.link.reason ?? '')
  const { go, showSide } = useUi()
  return (
    <Blank
      icon={KeyRound}
      tone="amber"
      title={t('signedOut.title', { account: profile.accounts[0]?.name ?? hostOf(profile.baseUrl) })}
      text={`${isLost ? `${linkReason(profile.link.reason)} ` : ''}${t('signedOut.text')}`}
    >
      <div className="btn-row">
        <Button look="primary" onPress={() => go('sign-in')}>
          {t('signedOut.act')}
        </Button>
        <Button look="quiet" onPress={() => showSide('outbox')}>
          {t('signedOut.outbox')}
        </Button>
      </div>
    </Blank>
  )
}

/** The server has nothing to do with it: what is kept on this computer does not open. */
function Unopened({ profile }: { profile: Profile }) {
  const t = useText()
  const go = useUi((ui) => ui.go)
  return (
    <Blank
      icon={DatabaseZap}
      tone="amber"
      title={t('unopened.title', { account: profile.accounts[0]?.name ?? hostOf(profile.baseUrl) })}
      text={linkReason(profile.link.reason)}
    >
      <div className="btn-row">
        <Button onPress={() => go('settings')}>{t('settings.accounts')}</Button>
      </div>
    </Blank>
  )
}

function NobodyWaits({ onLongest }: { onLongest: () => void }) {
  const t = useText()
  const unassigned = useCounts().data?.views['unassigned'] ?? 0
  return (
    <Blank
      icon="bird"
      title={t('empty.mine.title')}
      text={unassigned > 0 ? t('empty.mine.text', { count: unassigned }) : t('empty.mine.none')}
    >
      {unassigned > 0 && (
        <div className="btn-row">
          <Button look="primary" keys={keysOf('longest')} onPress={onLongest}>
            {t('empty.mine.act')}
          </Button>
        </div>
      )}
    </Blank>
  )
}

function Away({ profile }: { profile: Profile }) {
  const t = useText()
  const now = useNow(1000)
  const go = useUi((ui) => ui.go)
  const { nextTryAt, reason } = profile.link
  const seconds = Math.ceil(((nextTryAt ?? now) - now) / 1000)
  const again = seconds > 0 ? t('away.nextTry', { count: seconds }) : t('away.nextTryNow')
  return (
    <Blank
      icon={CloudOff}
      tone="amber"
      title={t('away.title', { server: hostOf(profile.baseUrl) })}
      text={`${linkReason(reason) ?? t('away.text')} ${again}`}
    >
      <div className="btn-row">
        <Button onPress={() => go('connection')}>{t('doctor.act')}</Button>
      </div>
    </Blank>
  )
}

function NotReadYet({ away }: { away: Profile | undefined }) {
  const t = useText()
  if (away) return <Away profile={away} />
  return (
    <>
      <p className="sr" role="status">
        {t('empty.filling')}
      </p>
      <RowBones />
    </>
  )
}

function Empty({ view }: { view: Exclude<ListView, 'mine'> }) {
  const t = useText()
  return <Blank icon="bird" title={t(`empty.${view}`)} text={t('empty.text')} />
}

/** It is the agent's own conditions that leave nothing: one press takes them down. */
function Filtered() {
  const t = useText()
  const { where, setFilter } = useUi()
  return (
    <Blank icon="bird" title={t('empty.filtered')} text={t('empty.filteredText')}>
      {where.length > 0 && (
        <div className="btn-row">
          <Button keys={keysOf('clearFilter')} onPress={() => setFilter({ where: [] })}>
            {t('empty.filteredAct')}
          </Button>
        </div>
      )}
    </Blank>
  )
}

interface ListEmptyProps {
  isFiltered: boolean
  query: ListQueryState | undefined
  view: ListView
  onLongest: () => void
}

/** The list without rows: not read yet, away, signed out, broken, or truly empty. */
export function ListEmpty({ query, view, isFiltered, onLongest }: ListEmptyProps) {
  const scope = useUi((ui) => ui.scope)
  const profiles = (useProfiles().data ?? []).filter((profile) => scope === null || profile.id === scope.profileId)
  const away = profiles.find((profile) => profile.link.state === 'waiting')
  const signedOut = profiles.find((profile) => profile.link.state === 'signed-out')
  const page = () => {
    if (query?.isError) return <Failed query={query} />
    if (!query?.data) return null
    if (signedOut?.link.reason?.startsWith('database')) return <Unopened profile={signedOut} />
    if (signedOut) return <SignedOut profile={signedOut} />
    if (!query.data.complete) return <NotReadYet away={away} />
    if (isFiltered) return <Filtered />
    return view === 'mine' ? <NobodyWaits onLongest={onLongest} /> : <Empty view={view} />
  }
  return (
    <div className="rows" aria-busy={query?.isPending}>
      {page()}
    </div>
  )
}
