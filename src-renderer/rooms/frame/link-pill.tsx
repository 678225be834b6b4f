import { CloudOff, KeyRound, Pause } from 'lucide-react'
import type { LinkState, Profile } from '../../../src-preload/contract/entities'
import { useCounts, useProfiles } from '../../bridge/queries'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { hostOf } from '../../parts/names'
import { linkReason } from '../../parts/reason'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { moment } from '../../text/when'
import { useUi } from '../../ui-state'

/** The worst state speaks for all: a pill that says "live" while one server is away would lie. */
const worstFirst: LinkState[] = ['signed-out', 'waiting', 'paused', 'connecting', 'polling', 'catching-up', 'live']

/** The profile whose link stands worst. */
export function worstLink(profiles: Profile[]): Profile | undefined {
  const rank = (profile: Profile) => worstFirst.indexOf(profile.link.state)
  return [...profiles].sort((a, b) => rank(a) - rank(b))[0]
}

function Sign({ state }: { state: LinkState }) {
  if (state === 'live') return <Glyph name="link-live" />
  if (state === 'signed-out') return <Icon of={KeyRound} size={14} />
  if (state === 'paused') return <Icon of={Pause} size={14} />
  return state === 'waiting' ? <Icon of={CloudOff} size={14} /> : <Glyph name="link-catch" />
}

const tones: Partial<Record<LinkState, string>> = {
  live: 'link-state-live',
  'catching-up': 'link-state-catch',
  connecting: 'link-state-catch',
}

/** How the servers stand, in a word, and how many replies wait. Opens the outbox, the way back in, or what is wrong. */
export function LinkPill() {
  const t = useText()
  const now = useNow()
  const profiles = useProfiles().data ?? []
  const { outbox, review } = useCounts().data ?? { outbox: 0, review: 0 }
  const { go, showSide } = useUi()
  const worst = worstLink(profiles)
  if (!worst) return null
  const { state, sinceAt, reason } = worst.link
  const plain = state === 'waiting' ? t('link.offlineSince', { time: moment(sinceAt, now) }) : t(`link.${state}`)
  const isNamed = profiles.some((profile) => profile.link.state !== state)
  const account = worst.accounts[0]?.name ?? hostOf(worst.baseUrl)
  const words = isNamed ? t('link.named', { account, state: plain }) : plain
  const isAway = state === 'waiting' || state === 'polling'
  const toLookAt = state === 'live' && review > 0
  const count = state === 'live' ? review : outbox
  const waiting = count > 0 ? t(toLookAt ? 'link.review' : 'link.waiting', { count }) : null
  const room = state === 'signed-out' ? 'sign-in' : toLookAt ? 'review' : isAway && outbox === 0 ? 'connection' : null
  const why = linkReason(reason)
  const title = [hostOf(worst.baseUrl), t('link.since', { time: moment(sinceAt, now) }), why].filter(Boolean).join('. ')
  return (
    <button
      type="button"
      className={`link-state ${tones[state] ?? 'link-state-off'}`}
      // A status inside gives a button no name.
      aria-label={[words, waiting].filter(Boolean).join(', ')}
      title={title}
      onClick={() => (room === null ? showSide('outbox') : go(room))}
    >
      <Sign state={state} />
      <span role="status">{words}</span>
      {waiting !== null && <span className="muted link-words-long">{waiting}</span>}
    </button>
  )
}
