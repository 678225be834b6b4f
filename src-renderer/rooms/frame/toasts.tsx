import { Check, Info, X } from 'lucide-react'
import { useEffect } from 'react'
import { keysOf, useKeys } from '../../keys'
import { Button, IconButton } from '../../parts/button'
import { Glyph } from '../../parts/glyph'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { shownToasts, type Toast, useUi } from '../../ui-state'

/** An undo stands this long; a word a little longer than it takes to read. Errors stay until closed. */
const UNDO_MS = 5000
const WORD_MS = 6000
const READ_MS = 80

function Line({ toast }: { toast: Toast }) {
  const t = useText()
  const dropToast = useUi((ui) => ui.dropToast)
  useEffect(() => {
    if (toast.level === 'error') return
    const timer = setTimeout(() => dropToast(toast.id), toast.undo ? UNDO_MS : Math.max(WORD_MS, toast.text.length * READ_MS))
    return () => clearTimeout(timer)
  }, [toast, dropToast])
  const undo = () => {
    dropToast(toast.id)
    toast.undo?.()
  }
  return (
    <div className="toast" role={toast.level === 'error' ? 'alert' : 'status'}>
      {toast.level === 'error' ? <Glyph name="st-failed" size={16} /> : <Icon of={toast.undo ? Check : Info} />}
      <span className="grow">{toast.text}</span>
      {toast.undo ? (
        <Button keys={keysOf('undo')} onPress={undo}>
          {t('act.undo')}
        </Button>
      ) : (
        <IconButton icon={X} size={14} label={t('act.close')} onPress={() => dropToast(toast.id)} />
      )}
    </div>
  )
}

/** Lines at the bottom: what was done, with its undo, and what went wrong. */
export function Toasts() {
  const toasts = useUi((ui) => ui.toasts)
  const dropToast = useUi((ui) => ui.dropToast)
  useKeys({
    undo: () => {
      // As it is now, not as it was drawn: a line may be a moment old.
      const last = useUi.getState().toasts.findLast((toast) => toast.undo !== null)
      if (!last) return false
      dropToast(last.id)
      last.undo?.()
      return true
    },
  })
  return (
    <div className="toasts">
      {shownToasts(toasts).map((toast) => (
        <Line key={toast.id} toast={toast} />
      ))}
    </div>
  )
}
