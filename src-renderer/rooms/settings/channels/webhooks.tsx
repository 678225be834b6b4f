import { Plus, Webhook } from 'lucide-react'
import { useState } from 'react'
import type { WebhookRow } from '../../../../src-preload/contract/schemas/channel'
import type { WebhookEvent } from '../../../../src-preload/contract/webhook-events'
import { type ChannelsAt, useWebhooks } from '../../../bridge/channels'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { Form } from '../../../parts/form'
import { Icon } from '../../../parts/icon'
import { useText } from '../../../text/t'
import { attempt, whyNot } from '../../../ui-state'
import { eventName, EventsField, TextField } from './fields'
import { askedFor, type Trouble } from './trouble'

/** A new webhook begins with what nearly every connector needs. */
const FIRST_EVENTS: WebhookEvent[] = ['message_created', 'conversation_status_changed']

interface HookFormProps {
  at: ChannelsAt
  /** Null: a new one. */
  hook: WebhookRow | null
  onEnd: () => void
}

/** What is typed, what is wrong with it, and how it is saved. */
function useHook({ at, hook, onEnd }: HookFormProps) {
  const [url, setUrl] = useState(hook?.url ?? '')
  const [events, setEvents] = useState<string[]>(hook?.subscriptions ?? FIRST_EVENTS)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const save = async (): Promise<void> => {
    const asked = hook
      ? call('webhook.update', { ...at, id: hook.id, url, events })
      : call('webhook.create', { ...at, url, events: events as WebhookEvent[] })
    const end = await askedFor(asked)
    if (end === 'done') onEnd()
    else if (end !== 'refused') setTrouble(end)
  }
  const onUrl = (to: string): void => {
    setUrl(to)
    setTrouble(null)
  }
  return { url, events, trouble, save, onUrl, setEvents }
}

function HookForm(props: HookFormProps) {
  const t = useText()
  const { url, events, trouble, save, onUrl, setEvents } = useHook(props)
  return (
    <Form className="step-card" onSend={() => void save()}>
      <TextField
        label={t('webhook.url')}
        value={url}
        placeholder="https://"
        help={t('webhook.urlHelp')}
        wrong={trouble?.field === 'url' ? trouble.text : null}
        onChange={onUrl}
      />
      <EventsField chosen={events} onChange={setEvents} />
      {trouble?.field === 'events' && <p className="field-help field-wrong">{trouble.text}</p>}
      <div className="btn-row">
        <Button submit look="primary">
          {t(props.hook ? 'channels.save' : 'webhook.create')}
        </Button>
        <Button look="quiet" onPress={props.onEnd}>
          {t('channels.cancel')}
        </Button>
      </div>
    </Form>
  )
}

function HookLine({ at, hook }: { at: ChannelsAt; hook: WebhookRow }) {
  const t = useText()
  const [state, setState] = useState<'shown' | 'open' | 'asked'>('shown')
  const remove = (): void => void attempt(call('webhook.remove', { ...at, id: hook.id }))
  return (
    <li className="channel" data-webhook={hook.url}>
      <div className="inbox">
        <span className="inbox-sign">
          <Icon of={Webhook} />
        </span>
        <div className="cut">
          <b className="cut">{hook.url}</b>
          <small>{hook.subscriptions.map(eventName).join(', ')}</small>
        </div>
        {hook.isPrivate ? <span className="tag tag-amber">{t('webhook.private')}</span> : <span />}
        <div className="btn-row">
          <Button onPress={() => setState(state === 'open' ? 'shown' : 'open')}>{t('channels.change')}</Button>
          {state === 'asked' ? (
            <Button look="danger" onPress={remove} autoFocus>
              {t('webhook.removeNow')}
            </Button>
          ) : (
            <Button look="quiet" onPress={() => setState('asked')}>
              {t('webhook.remove')}
            </Button>
          )}
        </div>
      </div>
      {state === 'open' && (
        <div className="channel-open">
          <HookForm at={at} hook={hook} onEnd={() => setState('shown')} />
        </div>
      )}
    </li>
  )
}

/** Webhooks of the account: who is told of what. */
export function WebhooksSection({ at, canChange }: { at: ChannelsAt; canChange: boolean }) {
  const t = useText()
  const answer = useWebhooks(at, canChange)
  const [isNew, setNew] = useState(false)
  return (
    <section className="set-sec">
      <h2>
        <Icon of={Webhook} />
        <span className="grow">{t('webhook.title')}</span>
        {canChange && (
          <Button icon={Plus} onPress={() => setNew(true)}>
            {t('webhook.new')}
          </Button>
        )}
      </h2>
      {isNew && <HookForm at={at} hook={null} onEnd={() => setNew(false)} />}
      <div className="box">
        {!canChange && <p className="channels-none">{t('webhook.adminOnly')}</p>}
        {answer.isError && <p className="channels-none field-wrong">{whyNot(answer.error)}</p>}
        {canChange && answer.isPending && <p className="channels-none">{t('channels.loading')}</p>}
        {answer.data?.length === 0 && <p className="channels-none">{t('webhook.none')}</p>}
        <ul>
          {answer.data?.map((hook) => (
            <HookLine key={hook.id} at={at} hook={hook} />
          ))}
        </ul>
      </div>
    </section>
  )
}
