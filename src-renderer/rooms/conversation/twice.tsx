import { CopyX, Trash2 } from 'lucide-react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { call } from '../../bridge/client'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { attempt } from '../../ui-state'
import { useMessageTalk } from './talk-context'

/** The server has this reply a second time, and the customer perhaps too: said, with the one thing that can be done. */
export function Twice({ message }: { message: TimelineMessage }) {
  const t = useText()
  const { ref } = useMessageTalk()
  const { id } = message
  if (id === null) return null
  return (
    <div className="fail" role="note">
      <p className="fail-why">
        <Icon of={CopyX} size={14} />
        <span>
          <b>{t('twice.title')}</b> {t('twice.text')}
        </span>
      </p>
      <div className="btn-row">
        <Button
          look="quiet"
          icon={Trash2}
          onPress={() => void attempt(call('message.remove', { conversation: ref, messageId: id }))}
        >
          {t('twice.remove')}
        </Button>
      </div>
    </div>
  )
}
