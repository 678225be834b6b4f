import { ScanEye } from 'lucide-react'
import type { Profile } from '../../../src-preload/contract/entities'
import { useCounts } from '../../bridge/queries'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'

/** The line is back, and what was written without it waits for a look (M15). Offline there is nothing to do about it. */
export function ReviewBar({ profiles }: { profiles: Profile[] }) {
  const t = useText()
  const go = useUi((ui) => ui.go)
  const count = useCounts().data?.review ?? 0
  const isThere = profiles.some(({ link }) => link.state === 'live' || link.state === 'polling')
  if (count === 0 || !isThere) return null
  return (
    <div className="trouble-bar" role="status">
      <Icon of={ScanEye} size={14} />
      <p>{t('review.bar', { count })}</p>
      <Button look="quiet" onPress={() => go('review')}>
        {t('review.look')}
      </Button>
    </div>
  )
}
