import { Check, Loader, Minus, TriangleAlert, X } from 'lucide-react'
import { Icon } from './icon'

const signs = {
  ok: { tone: '', icon: Check },
  warn: { tone: ' check-sign-amber', icon: TriangleAlert },
  fail: { tone: ' check-sign-red', icon: X },
  skipped: { tone: ' check-sign-wait', icon: Minus },
  busy: { tone: ' check-sign-busy', icon: Loader },
} as const

/** How a check went, by shape and colour; `label` where no words beside it say so. */
export function CheckSign({ state, label }: { state: keyof typeof signs; label?: string }) {
  const { tone, icon } = signs[state]
  return (
    <span className={`check-sign${tone}`} {...(label === undefined ? {} : { role: 'img', 'aria-label': label })}>
      <Icon of={icon} size={12} />
    </span>
  )
}
