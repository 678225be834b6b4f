import { Check, ExternalLink, Plug, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ChannelInbox } from '../../../../src-preload/contract/schemas/channel'
import type { ChannelsAt } from '../../../bridge/channels'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { Icon } from '../../../parts/icon'
import { useText } from '../../../text/t'
import { attempt } from '../../../ui-state'
import { InboxDelete } from './inbox-delete'
import { InboxFormCard } from './inbox-form'
import { InboxMembers } from './inbox-members'
import { InboxSecrets } from './inbox-secrets'

const API = 'Channel::Api'

/** `Channel::Whatsapp` as people read it. */
function kindOf(channel: string): string {
  return channel === API ? 'API' : channel.replace(/^Channel::/, '')
}

function Health({ inbox, isGoing }: { inbox: ChannelInbox; isGoing: boolean }) {
  const t = useText()
  if (isGoing) return <span className="tag">{t('channels.going')}</span>
  if (inbox.needsRenewal) {
    return (
      <span className="tag tag-amber">
        <Icon of={TriangleAlert} size={12} />
        {t('channels.renew')}
      </span>
    )
  }
  return (
    <span className="tag tag-ok">
      <Icon of={Check} size={12} />
      {t('channels.works')}
    </span>
  )
}

interface InboxLineProps {
  at: ChannelsAt
  inbox: ChannelInbox
  canChange: boolean
  serverUrl: string
}

/** An inbox of the list; opened it shows what it is made of. */
export function InboxLine({ at, inbox, canChange, serverUrl }: InboxLineProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [isGoing, setGoing] = useState(false)
  const isApi = inbox.channel === API
  const dashboard = `${serverUrl}/app/accounts/${at.accountId}/settings/inboxes/${inbox.id}`
  return (
    <li className="channel" data-inbox={inbox.name}>
      <div className="inbox">
        <span className="inbox-sign">
          <Icon of={Plug} />
        </span>
        <div className="cut">
          <b className="cut">{inbox.name}</b>
          <small className="cut">
            {t('channels.about', { kind: kindOf(inbox.channel), id: String(inbox.id) })}
            {inbox.webhookUrl ? `. ${inbox.webhookUrl}` : ''}
          </small>
        </div>
        <Health inbox={inbox} isGoing={isGoing} />
        {!isApi && (
          <Button look="quiet" icon={ExternalLink} onPress={() => void attempt(call('link.open', { url: dashboard }))}>
            {t('channels.dashboard')}
          </Button>
        )}
        <Button disabled={isGoing} onPress={() => setOpen(!isOpen)}>
          {t(isOpen ? 'channels.close' : canChange ? 'channels.change' : 'channels.look')}
        </Button>
      </div>
      {isOpen && !isGoing && (
        <div className="channel-open">
          {canChange && <InboxFormCard at={at} inbox={inbox} onEnd={() => setOpen(false)} />}
          <InboxMembers at={at} inboxId={inbox.id} canChange={canChange} />
          {canChange && isApi && <InboxSecrets at={at} inboxId={inbox.id} />}
          {canChange && <InboxDelete at={at} inbox={inbox} onGone={() => setGoing(true)} />}
        </div>
      )}
    </li>
  )
}
