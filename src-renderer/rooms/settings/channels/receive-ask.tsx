import { useState } from 'react'
import type { ReceiveReport } from '../../../../src-preload/contract/schemas/receive'
import type { WebhookEvent } from '../../../../src-preload/contract/webhook-events'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { Form } from '../../../parts/form'
import { useText } from '../../../text/t'
import { EventsField, SwitchField, TextField } from './fields'
import { askedFor, type Trouble } from './trouble'

/** What is shown first: what nearly every connector needs. */
const FIRST_EVENTS: WebhookEvent[] = ['message_created', 'conversation_status_changed', 'contact_created']

/** Under which address the server reaches this computer, and what it is to tell. */
export function ReceiveAskForm({ report }: { report: ReceiveReport }) {
  const t = useText()
  const here = report.addresses[0] ?? ''
  const [address, setAddress] = useState(here)
  const [events, setEvents] = useState<string[]>(FIRST_EVENTS)
  const [trigger, setTrigger] = useState(true)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const ask = async (): Promise<void> => {
    const end = await askedFor(call('receive.ask', { address, events: events as WebhookEvent[], trigger }))
    if (end !== 'done' && end !== 'refused') setTrouble(end)
  }
  return (
    <Form className="step-card" onSend={() => void ask()}>
      <TextField
        label={t('receive.address')}
        value={address}
        help={t(report.reach === 'network' ? 'receive.addressHelpNetwork' : 'receive.addressHelp', {
          port: here.split(':').at(-1) ?? '',
          all: report.addresses.join(', '),
        })}
        wrong={trouble?.field === 'url' ? trouble.text : null}
        onChange={(to) => {
          setAddress(to)
          setTrouble(null)
        }}
      />
      <EventsField chosen={events} onChange={setEvents} />
      {trouble?.field === 'events' && <p className="field-help field-wrong">{trouble.text}</p>}
      <SwitchField label={t('receive.trigger')} help={t('receive.triggerHelp')} on={trigger} onChange={setTrigger} />
      <div className="btn-row">
        <Button submit look="primary">
          {t('receive.ask')}
        </Button>
      </div>
    </Form>
  )
}
