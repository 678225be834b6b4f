import { RefreshCw, RotateCw } from 'lucide-react'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { UpdateState } from '../../../src-preload/contract/schemas/update'
import { call } from '../../bridge/client'
import { useUpdates } from '../../bridge/updates'
import { Button } from '../../parts/button'
import { Choice } from '../../parts/choice'
import { Switch } from '../../parts/switch'
import { useNow } from '../../text/now'
import { say, useText } from '../../text/t'
import { moment } from '../../text/when'
import { attempt, whyNot } from '../../ui-state'
import { change, Opt } from './opt'

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`
}

/** What is known of a newer version, in one sentence; null: nobody looked yet. */
function standing({ phase, newer, share, lookedAt, fault }: UpdateState, now: number): string | null {
  if (phase === 'looking') return say('updates.looking')
  if (newer !== null && phase === 'fetching') return say('updates.fetching', { version: newer, percent: percent(share) })
  if (newer !== null) return say(phase === 'ready' ? 'updates.ready' : 'updates.newer', { version: newer })
  if (lookedAt === null || fault !== null) return null
  return say('updates.current', { when: moment(lookedAt, now) })
}

function Standing({ state }: { state: UpdateState }) {
  const t = useText()
  const now = useNow()
  const { way, version, newer, fault, heldBy, phase } = state
  // The sentence about the newer one says the same.
  const isSaid = way === 'self' && newer !== null
  const words = standing(state, now)
  return (
    <div className="grow" role="status">
      <b>{t('updates.version', { version })}</b>
      {!isSaid && <p>{t(`updates.way.${way}`)}</p>}
      {words !== null && <p>{words}</p>}
      {phase === 'fetching' && <progress className="storage-meter" aria-label={words ?? ''} max={1} value={state.share} />}
      {fault !== null && <p className="wrong">{t(`updates.fault.${fault}`)}</p>}
      {heldBy > 0 && <p>{t('updates.heldBy', { count: heldBy })}</p>}
    </div>
  )
}

function Doing({ state }: { state: UpdateState }) {
  const t = useText()
  const { phase, newer, page, way } = state
  if (phase === 'ready')
    return (
      <Button icon={RotateCw} look="primary" onPress={() => void attempt(call('update.install', {}))}>
        {t('updates.install')}
      </Button>
    )
  const isBusy = phase === 'looking' || phase === 'fetching'
  return (
    <>
      {newer !== null && page !== null && way !== 'self' && (
        <Button onPress={() => void attempt(call('link.open', { url: page }))}>{t('updates.page')}</Button>
      )}
      <Button icon={RefreshCw} busy={isBusy} onPress={() => void attempt(call('update.check', {}))}>
        {t('updates.check')}
      </Button>
    </>
  )
}

function Wishes({ settings, locked }: { settings: Settings; locked: UpdateState['locked'] }) {
  const t = useText()
  const isFixed = locked.channel !== null
  const channel = locked.channel ?? settings.updateChannel
  const channels = (['stable', 'beta'] as const).map((value) => ({ value, text: t(`updates.channel.${value}`) }))
  return (
    <>
      <Opt name={t('updates.automatic')} help={t(locked.updates ? 'updates.lockedHelp' : 'updates.automaticHelp')}>
        {!locked.updates && (
          <Switch label={t('updates.automatic')} on={settings.updates} onChange={(updates) => change({ updates })} />
        )}
      </Opt>
      <Opt name={t('updates.channel')} help={t(isFixed ? 'updates.lockedHelp' : 'updates.channelHelp')}>
        {isFixed ? (
          <span>{t(`updates.channel.${channel}`)}</span>
        ) : (
          <Choice
            label={t('updates.channel')}
            at="menu-pop-end"
            value={channel}
            choices={channels}
            onChoose={(updateChannel) => change({ updateChannel })}
          />
        )}
      </Opt>
    </>
  )
}

/** Which version runs, what is known of a newer one, and whether Perch looks for one (F12). */
export function UpdatesSection({ settings }: { settings: Settings }) {
  const { data: state, isError, error } = useUpdates()
  if (isError) return <p className="opt">{whyNot(error)}</p>
  if (!state) return <div className="opt" aria-busy="true" />
  return (
    <>
      <div className="opt">
        <Standing state={state} />
        {state.way !== 'none' && <Doing state={state} />}
      </div>
      {state.way !== 'none' && <Wishes settings={settings} locked={state.locked} />}
    </>
  )
}
