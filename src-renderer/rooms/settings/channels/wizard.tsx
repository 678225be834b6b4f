import { useState } from 'react'
import type { ConnectorCard, WizardAsk, WizardAt } from '../../../../src-preload/contract/schemas/wizard'
import { useConnectors, useKept, useWizard } from '../../../bridge/channels'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { Form } from '../../../parts/form'
import { Choice } from '../../../parts/choice'
import { sayOr, useText } from '../../../text/t'
import { attempt } from '../../../ui-state'
import { Opt } from '../opt'
import { useChannelsAccount } from './channels'
import { EventsField, Notice, SwitchField, TextField } from './fields'
import { TakeBack, WizardReportBox } from './wizard-report'

type Account = NonNullable<ReturnType<typeof useChannelsAccount>['chosen']>
type Wanted = Pick<WizardAsk, 'webhookUrl' | 'events'> & { inboxName: string; userId: string; name: string } & Record<
    'hasTest' | 'hasTalk',
    boolean
  >

function wantedOf({ events, inboxName, testUserId }: ConnectorCard): Wanted {
  return { webhookUrl: '', events, inboxName, userId: testUserId, name: 'Perch test', hasTest: true, hasTalk: false }
}

function askOf(card: ConnectorCard, { profileId, accountId }: Account, wanted: Wanted): WizardAsk {
  const { webhookUrl, events, inboxName, userId, name, hasTest, hasTalk } = wanted
  return {
    ...{ profileId, accountId, connectorId: card.id, webhookUrl, events },
    inboxName: inboxName === card.inboxName ? null : inboxName,
    test: hasTest ? { userId, name, conversation: hasTalk } : null,
  }
}

interface FormProps {
  card: ConnectorCard
  wanted: Wanted
  put: (some: Partial<Wanted>) => void
}

function WizardFields({ card, wanted, put }: FormProps) {
  const t = useText()
  return (
    <>
      <p className="field-help">{sayOr([card.helpKey], '')}</p>
      <TextField
        label={t('webhook.url')}
        value={wanted.webhookUrl}
        placeholder="https://"
        help={t('wizard.urlHelp')}
        onChange={(webhookUrl) => put({ webhookUrl })}
      />
      <TextField
        label={t('channels.name')}
        value={wanted.inboxName}
        help={t('wizard.nameHelp')}
        onChange={(inboxName) => put({ inboxName })}
      />
      <EventsField
        chosen={wanted.events ?? []}
        onChange={(events) => put({ events: events as NonNullable<Wanted['events']> })}
      />
      <TestFields card={card} wanted={wanted} put={put} />
    </>
  )
}

function TestFields({ card, wanted, put }: FormProps) {
  const t = useText()
  return (
    <>
      <SwitchField
        label={t('wizard.test')}
        help={t('wizard.testHelp', { key: card.attributeKey })}
        on={wanted.hasTest}
        onChange={(hasTest) => put({ hasTest })}
      />
      {wanted.hasTest && (
        <>
          <TextField label={t('wizard.userId')} value={wanted.userId} onChange={(userId) => put({ userId })} />
          <SwitchField
            label={t('wizard.talk')}
            help={t('wizard.talkHelp')}
            on={wanted.hasTalk}
            onChange={(hasTalk) => put({ hasTalk })}
          />
        </>
      )}
    </>
  )
}

/** What was made before Perch was started can be taken back as well. */
function Earlier({ at }: { at: WizardAt }) {
  const t = useText()
  const made = useKept(at).data?.made ?? 0
  if (made === 0) return null
  return (
    <section className="step-card" aria-label={t('wizard.earlier')}>
      <b>{t('wizard.earlier')}</b>
      <TakeBack at={at} made={made} />
    </section>
  )
}

function Setup({ card, account }: { card: ConnectorCard; account: Account }) {
  const t = useText()
  const report = useWizard().data ?? null
  const [wanted, setWanted] = useState(() => wantedOf(card))
  const isAdmin = account.account.role === 'administrator'
  const isBusy = report?.isBusy === true
  const begin = (dry: boolean): void => void attempt(call('wizard.begin', { ask: askOf(card, account, wanted), dry }))
  const at: WizardAt = { profileId: account.profileId, accountId: account.accountId, connectorId: card.id }
  const isMine =
    report !== null && (['profileId', 'accountId', 'connectorId'] as const).every((one) => report.at[one] === at[one])
  const hasStopped = isMine && report.mode === 'run' && !report.isBusy && !report.isFinished
  return (
    <>
      {!isAdmin && <Notice>{t('channels.readOnly')}</Notice>}
      <Form className="step-card" onSend={() => isAdmin && !isBusy && begin(false)}>
        <WizardFields card={card} wanted={wanted} put={(some) => setWanted({ ...wanted, ...some })} />
        <div className="btn-row">
          <Button submit look="primary" busy={isBusy} disabled={!isAdmin}>
            {t(hasStopped ? 'wizard.goOn' : 'wizard.run')}
          </Button>
          <Button disabled={!isAdmin || isBusy} onPress={() => begin(true)}>
            {t('wizard.plan')}
          </Button>
        </div>
      </Form>
      {isMine ? <WizardReportBox report={report} /> : <Earlier at={at} />}
    </>
  )
}

/** Connects a channel of one's own, step by step; every step finds what is there and makes what is not (G8 to G11). */
export function ConnectorPage() {
  const t = useText()
  const cards = useConnectors().data ?? []
  const { chosen, choices, value, setWanted } = useChannelsAccount()
  const [which, setWhich] = useState('vk')
  const card = cards.find(({ id }) => id === which) ?? cards[0]
  return (
    <div className="channels">
      <h1>{t('wizard.title')}</h1>
      <p className="set-lead">{t('wizard.lead')}</p>
      <div className="box">
        <Opt name={t('wizard.which')}>
          <Choice
            label={t('wizard.which')}
            value={card?.id ?? which}
            choices={cards.map(({ id, inboxName }) => ({ value: id, text: sayOr([`connector.${id}.name`], inboxName) }))}
            onChoose={setWhich}
          />
        </Opt>
        {choices.length > 1 && (
          <Opt name={t('channels.account')}>
            <Choice label={t('channels.account')} value={value} choices={choices} onChoose={setWanted} />
          </Opt>
        )}
      </div>
      {card && chosen && <Setup key={`${card.id}/${value}`} card={card} account={chosen} />}
    </div>
  )
}
