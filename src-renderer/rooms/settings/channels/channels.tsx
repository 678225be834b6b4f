import { Inbox, Plus, RefreshCw, Sparkles } from 'lucide-react'
import { useState } from 'react'
import { useAccounts } from '../../../bridge/accounts'
import { type ChannelsAt, useInboxes } from '../../../bridge/channels'
import { Button } from '../../../parts/button'
import { Choice } from '../../../parts/choice'
import { Icon } from '../../../parts/icon'
import { useText } from '../../../text/t'
import { useUi, whyNot } from '../../../ui-state'
import { Notice } from './fields'
import { InboxFormCard } from './inbox-form'
import { InboxLine } from './inbox-line'
import { ReceiveSection } from './receive'
import { WebhooksSection } from './webhooks'

/** Which account is shown: the first where one is administrator, until another is chosen. */
export function useChannelsAccount() {
  const accounts = useAccounts()
  const [wanted, setWanted] = useState<string | null>(null)
  const keyOf = (one: ChannelsAt): string => `${one.profileId}/${one.accountId}`
  const chosen =
    accounts.find((one) => keyOf(one) === wanted) ??
    accounts.find(({ account }) => account.role === 'administrator') ??
    accounts[0]
  const choices = accounts.map((one) => ({ value: keyOf(one), text: one.name }))
  return { chosen, choices, value: chosen ? keyOf(chosen) : '', setWanted }
}

function Inboxes({ at }: { at: ChannelsAt }) {
  const t = useText()
  const answer = useInboxes(at)
  const [isNew, setNew] = useState(false)
  const canChange = answer.data?.canChange === true
  return (
    <>
      {answer.data?.canChange === false && <Notice>{t('channels.readOnly')}</Notice>}
      <section className="set-sec" aria-busy={answer.isFetching}>
        <h2>
          <Icon of={Inbox} />
          <span className="grow">{t('channels.inboxes')}</span>
          <Button look="quiet" icon={RefreshCw} busy={answer.isFetching} onPress={() => void answer.refetch()}>
            {t('channels.refresh')}
          </Button>
          {canChange && (
            <Button icon={Plus} onPress={() => setNew(true)}>
              {t('channels.new')}
            </Button>
          )}
        </h2>
        {isNew && <InboxFormCard at={at} inbox={null} onEnd={() => setNew(false)} />}
        <div className="box">
          {answer.isError && <p className="channels-none field-wrong">{whyNot(answer.error)}</p>}
          {answer.isPending && <p className="channels-none">{t('channels.loading')}</p>}
          {answer.data?.inboxes.length === 0 && <p className="channels-none">{t('channels.none')}</p>}
          <ul>
            {answer.data?.inboxes.map((inbox) => (
              <InboxLine key={inbox.id} at={at} inbox={inbox} canChange={canChange} serverUrl={answer.data.serverUrl} />
            ))}
          </ul>
        </div>
      </section>
      {answer.data && <WebhooksSection at={at} canChange={canChange} />}
      {canChange && <ReceiveSection at={at} />}
    </>
  )
}

/** Inboxes and webhooks of an account, as the server has them now (G2, G6). */
export function ChannelsPage() {
  const t = useText()
  const go = useUi((ui) => ui.go)
  const { chosen, choices, value, setWanted } = useChannelsAccount()
  return (
    <div className="channels">
      <div className="channels-head">
        <h1 className="grow">{t('channels.title')}</h1>
        {choices.length > 1 && <Choice label={t('channels.account')} value={value} choices={choices} onChoose={setWanted} />}
        <Button look="primary" icon={Sparkles} onPress={() => go('connector')}>
          {t('wizard.open')}
        </Button>
      </div>
      <p className="set-lead">{t('channels.lead')}</p>
      {chosen && <Inboxes key={value} at={{ profileId: chosen.profileId, accountId: chosen.accountId }} />}
    </div>
  )
}
