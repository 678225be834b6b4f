import { AlarmClock, CalendarClock, Check, ChevronDown, Send } from 'lucide-react'
import { useRef } from 'react'
import { ariaKeys, keysOf, useKeys } from '../../keys'
import { Icon } from '../../parts/icon'
import { Menu } from '../../parts/menu'
import { spanLeft } from '../../parts/reply-window'
import { withKeys } from '../../parts/with-keys'
import { useNow } from '../../text/now'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'
import type { Way } from './use-send'

/** The other half of the send button: what may be done beside sending. */
export function Ways({ onSend }: { onSend: (way: Way) => void }) {
  const t = useText()
  const button = useRef<HTMLButtonElement>(null)
  useKeys({ ways: () => button.current?.click() })
  const { replyUntilAt } = useTalk()
  const left = (replyUntilAt ?? 0) - useNow()
  const within = left > 0 && spanLeft(left)
  const line = (id: Way, icon: typeof Send, text: string) => ({ id, icon, text, onPick: () => onSend(id) })
  return (
    <Menu
      label={t('composer.ways')}
      at="menu-pop-up menu-pop-end"
      lines={[
        { ...line('now', Send, t('composer.send')), keys: keysOf('send') },
        { ...line('resolve', Check, t('composer.sendResolve')), keys: keysOf('sendResolve') },
        line('snooze', AlarmClock, t('composer.sendSnooze')),
        'line',
        line('later', CalendarClock, within ? t('composer.sendLaterWithin', { left: within }) : t('composer.sendLater')),
      ]}
      trigger={(props) => (
        <button
          ref={button}
          type="button"
          className="btn btn-primary"
          aria-label={t('composer.ways')}
          aria-keyshortcuts={ariaKeys('ways')}
          title={withKeys(t('composer.ways'), keysOf('ways'))}
          {...props}
        >
          <Icon of={ChevronDown} size={14} />
        </button>
      )}
    />
  )
}
