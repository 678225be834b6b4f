import { useState } from 'react'
import type { ChannelInbox, InboxForm } from '../../../../src-preload/contract/schemas/channel'
import type { ChannelsAt } from '../../../bridge/channels'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { Form } from '../../../parts/form'
import { useText } from '../../../text/t'
import { SwitchField, TextField } from './fields'
import { askedFor, type Trouble } from './trouble'

const blank: InboxForm = {
  name: '',
  webhookUrl: '',
  greetingEnabled: false,
  greetingMessage: '',
  enableAutoAssignment: true,
  lockToSingleConversation: false,
  hmacMandatory: false,
}

function formOf(inbox: ChannelInbox | null): InboxForm {
  if (inbox === null) return blank
  const { id: _id, channel: _channel, needsRenewal: _needs, webhookUrl, ...rest } = inbox
  return { ...rest, webhookUrl: webhookUrl ?? '' }
}

interface InboxFormProps {
  at: ChannelsAt
  /** Null: a new API inbox. */
  inbox: ChannelInbox | null
  onEnd: () => void
}

/** Everything of an inbox that can be chosen here; a new one is an API channel. */
export function InboxFormCard({ at, inbox, onEnd }: InboxFormProps) {
  const t = useText()
  const [form, setForm] = useState(() => formOf(inbox))
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isBusy, setBusy] = useState(false)
  const put = (some: Partial<InboxForm>): void => {
    setForm({ ...form, ...some })
    setTrouble(null)
  }
  const save = async (): Promise<void> => {
    setBusy(true)
    const asked = inbox ? call('inbox.update', { ...at, inboxId: inbox.id, form }) : call('inbox.create', { ...at, form })
    const end = await askedFor(asked)
    setBusy(false)
    if (end === 'done') onEnd()
    else if (end !== 'refused') setTrouble(end)
  }
  return (
    <Form className="step-card" onSend={() => void save()}>
      <Fields form={form} put={put} trouble={trouble} isApi={inbox === null || inbox.channel === 'Channel::Api'} />
      <div className="btn-row">
        <Button submit look="primary" busy={isBusy}>
          {t(inbox ? 'channels.save' : 'channels.create')}
        </Button>
        <Button look="quiet" onPress={onEnd}>
          {t('channels.cancel')}
        </Button>
      </div>
    </Form>
  )
}

interface FieldsProps {
  form: InboxForm
  put: (some: Partial<InboxForm>) => void
  trouble: Trouble | null
  isApi: boolean
}

function Fields(props: FieldsProps) {
  const t = useText()
  const { form, put, trouble, isApi } = props
  const wrong = (field: Trouble['field']) => (trouble?.field === field ? trouble.text : null)
  return (
    <>
      <TextField
        label={t('channels.name')}
        value={form.name}
        help={t('channels.nameHelp')}
        wrong={wrong('name')}
        onChange={(name) => put({ name })}
      />
      {isApi && (
        <TextField
          label={t('channels.inboxUrl')}
          value={form.webhookUrl}
          placeholder="https://"
          help={t('channels.inboxUrlHelp')}
          wrong={wrong('url')}
          onChange={(webhookUrl) => put({ webhookUrl })}
        />
      )}
      <Switches {...props} />
    </>
  )
}

function Switches({ form, put, isApi }: FieldsProps) {
  const t = useText()
  const { greetingEnabled, greetingMessage, enableAutoAssignment, lockToSingleConversation, hmacMandatory } = form
  return (
    <>
      <SwitchField label={t('channels.greeting')} on={greetingEnabled} onChange={(on) => put({ greetingEnabled: on })} />
      {greetingEnabled && (
        <TextField label={t('channels.greetingText')} value={greetingMessage} onChange={(to) => put({ greetingMessage: to })} />
      )}
      <SwitchField
        label={t('channels.autoAssign')}
        help={t('channels.autoAssignHelp')}
        on={enableAutoAssignment}
        onChange={(on) => put({ enableAutoAssignment: on })}
      />
      <SwitchField
        label={t('channels.single')}
        help={t('channels.singleHelp')}
        on={lockToSingleConversation}
        onChange={(on) => put({ lockToSingleConversation: on })}
      />
      {isApi && (
        <SwitchField
          label={t('channels.hmac')}
          help={t('channels.hmacHelp')}
          on={hmacMandatory}
          onChange={(on) => put({ hmacMandatory: on })}
        />
      )}
    </>
  )
}
