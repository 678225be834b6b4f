import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ChannelInbox } from '../../../../src-preload/contract/schemas/channel'
import type { ChannelsAt } from '../../../bridge/channels'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { Form } from '../../../parts/form'
import { useText } from '../../../text/t'
import { TextField } from './fields'
import { askedFor } from './trouble'

interface DeleteProps {
  at: ChannelsAt
  inbox: ChannelInbox
  onGone: () => void
}

function Ask({ at, inbox, onGone, onKeep }: DeleteProps & { onKeep: () => void }) {
  const t = useText()
  const [{ name, wrong }, set] = useState<{ name: string; wrong: string | null }>({ name: '', wrong: null })
  const remove = async (): Promise<void> => {
    const end = await askedFor(call('inbox.remove', { ...at, inboxId: inbox.id, name }))
    if (end === 'done') onGone()
    else if (end !== 'refused') set({ name, wrong: end.text })
  }
  return (
    <Form className="field" onSend={() => void remove()}>
      <TextField
        label={t('channels.deleteAsk', { name: inbox.name })}
        help={t('channels.deleteHelp')}
        value={name}
        wrong={wrong}
        onChange={(to) => set({ name: to, wrong: null })}
      />
      <div className="btn-row">
        <Button submit look="danger" icon={Trash2} disabled={name.trim() === ''}>
          {t('channels.deleteNow')}
        </Button>
        <Button look="quiet" onPress={onKeep}>
          {t('channels.cancel')}
        </Button>
      </div>
    </Form>
  )
}

/** Deletes by typing the name: with the inbox go its conversations, for everybody. */
export function InboxDelete(props: DeleteProps) {
  const t = useText()
  const [isAsked, setAsked] = useState(false)
  if (isAsked) return <Ask {...props} onKeep={() => setAsked(false)} />
  return (
    <div className="btn-row">
      <Button look="danger" icon={Trash2} onPress={() => setAsked(true)}>
        {t('channels.delete')}
      </Button>
    </div>
  )
}
