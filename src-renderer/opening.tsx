/** What stands in the window before its rooms are there. */
import { RefreshCw, TriangleAlert } from 'lucide-react'
import { errorOf } from './bridge/client'
import { Blank } from './parts/blank'
import { Button } from './parts/button'
import { useText } from './text/t'
import { whyNot } from './ui-state'

/** A locked keychain is waited for, however long: the window says so, but not to those who open in a blink. */
export function Opening() {
  const t = useText()
  return (
    <div className="is-late" role="status">
      <Blank icon="bird" title={t('app.loading')} text={t('app.waiting')} />
    </div>
  )
}

/** The profiles could not be had: why, and once more. */
export function NotOpened({ why, again }: { why: unknown; again: () => void }) {
  const t = useText()
  const error = errorOf(why)
  const text = error.kind === 'internal' ? t('fault.number', { incident: error.incident }) : whyNot(why)
  return (
    <Blank icon={TriangleAlert} tone="red" title={t('fault.start')} text={text}>
      <div className="btn-row">
        <Button icon={RefreshCw} onPress={again}>
          {t('fault.openAgain')}
        </Button>
      </div>
    </Blank>
  )
}
