import { useEffect, useRef, useState } from 'react'
import { DatabaseZap, ShieldAlert, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { Profile } from '../../../src-preload/contract/entities'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { hostOf } from '../../parts/names'
import { linkReason } from '../../parts/reason'
import { say, sayOr, useText } from '../../text/t'
import { toast, useUi } from '../../ui-state'

interface Trouble {
  icon: LucideIcon
  isBad: boolean
  text: string
  act: 'accounts' | 'connection' | 'good' | null
  /** What the agent has read and put away. */
  name: string
}

const nameOf = (profile: Profile): string =>
  profile.accounts.map((account) => account.name).join(', ') || hostOf(profile.baseUrl)

function storageOf(profile: Profile): Trouble | null {
  const { trouble } = profile.storage
  if (trouble === null) return null
  const text = sayOr([`trouble.${trouble}`], say('trouble.DiskTrouble', { account: nameOf(profile) }), {
    account: nameOf(profile),
  })
  return { icon: TriangleAlert, isBad: true, text, act: null, name: `${profile.id}/${trouble}` }
}

/** Nothing is sent there until somebody has looked. */
function certificateOf({ id, baseUrl, trust }: Profile): Trouble | null {
  if (!trust.isOther || trust.shown === null) return null
  const text = say('trouble.certificate', { server: hostOf(baseUrl) })
  return { icon: ShieldAlert, isBad: true, text, act: 'accounts', name: `${id}/${trust.shown.key}` }
}

function unopenedOf(profile: Profile): Trouble | null {
  const { reason } = profile.link
  if (!reason?.startsWith('database')) return null
  const text = say('trouble.unopened', { account: nameOf(profile), why: linkReason(reason) ?? '' })
  return { icon: DatabaseZap, isBad: true, text, act: 'accounts', name: `${profile.id}/${reason}` }
}

function salvageOf(profile: Profile): Trouble | null {
  const { salvage } = profile.storage
  if (salvage === null) return null
  const text = say('trouble.salvaged', {
    account: nameOf(profile),
    drafts: say('trouble.drafts', { count: salvage.drafts }),
    replies: say('trouble.replies', { count: salvage.replies }),
    messages: say('trouble.messages', { count: salvage.messages }),
  })
  return { icon: DatabaseZap, isBad: false, text, act: 'good', name: `${profile.id}/${salvage.at}` }
}

function lateOf(profile: Profile): Trouble | null {
  const { state, reason } = profile.link
  if (state !== 'polling') return null
  const text = say('trouble.late', { account: nameOf(profile), why: linkReason(reason) ?? '' })
  return { icon: TriangleAlert, isBad: false, text, act: 'connection', name: `${profile.id}/late` }
}

/** The worst first: what is written may be lost, who answers may be somebody else, what cannot be opened, what was mended, what comes late. */
function worst(profiles: Profile[], seen: string[]): Trouble | null {
  for (const kind of [storageOf, certificateOf, unopenedOf, salvageOf, lateOf]) {
    const found = profiles.flatMap((profile) => kind(profile) ?? []).find(({ name }) => !seen.includes(name))
    if (found) return found
  }
  return null
}

/** Says when a disk that took nothing takes what is written again. */
function useOver(profiles: Profile[]): void {
  const before = useRef(new Set<string>())
  useEffect(() => {
    const now = new Set(profiles.flatMap(({ id, storage }) => (storage.trouble === null ? [] : [String(id)])))
    const isOver = [...before.current].some((id) => !now.has(id))
    before.current = now
    if (isOver) toast({ text: say('trouble.over') })
  }, [profiles])
}

/** One line above the rooms about what is wrong with this computer or the line, for as long as it is so. */
export function TroubleBar({ profiles }: { profiles: Profile[] }) {
  const t = useText()
  const go = useUi((ui) => ui.go)
  const [seen, setSeen] = useState<string[]>([])
  useOver(profiles)
  const trouble = worst(profiles, seen)
  if (trouble === null) return null
  return (
    <div className={`trouble-bar${trouble.isBad ? ' is-bad' : ''}`} role={trouble.isBad ? 'alert' : 'status'}>
      <Icon of={trouble.icon} size={14} />
      <p>{trouble.text}</p>
      {trouble.act === 'accounts' && (
        <Button look="quiet" onPress={() => go('settings')}>
          {t('settings.accounts')}
        </Button>
      )}
      {trouble.act === 'connection' && (
        <Button look="quiet" onPress={() => go('connection')}>
          {t('doctor.act')}
        </Button>
      )}
      {trouble.act === 'good' && (
        <Button look="quiet" onPress={() => setSeen([...seen, trouble.name])}>
          {t('trouble.good')}
        </Button>
      )}
    </div>
  )
}
