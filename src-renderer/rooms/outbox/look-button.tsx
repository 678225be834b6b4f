import { ScanEye } from 'lucide-react'
import { Button } from '../../parts/button'
import { useText } from '../../text/t'
import { useUi } from '../../ui-state'

/** To the review, where it can be let go. */
export function LookButton() {
  const t = useText()
  const go = useUi((ui) => ui.go)
  return (
    <Button look="quiet" icon={ScanEye} onPress={() => go('review')}>
      {t('review.look')}
    </Button>
  )
}
