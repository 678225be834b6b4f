import { Backpack, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { PackPlan } from '../../../../src-preload/contract/schemas/pack'
import { useAccounts } from '../../../bridge/accounts'
import { takeAlong, usePlan } from '../../../bridge/packs'
import { useDirectories } from '../../../bridge/queries'
import { Button } from '../../../parts/button'
import { Choice } from '../../../parts/choice'
import { Icon } from '../../../parts/icon'
import { say, useText } from '../../../text/t'
import { fileSize } from '../../../text/when'
import { whyNot } from '../../../ui-state'
import { Opt } from '../opt'
import { CustomerField } from './customer-field'
import { atFirst, choiceFrom, type Chosen, fileChoices, inboxName, type Source } from './pack-state'

const FROM = 0
const DAYS = [7, 14, 30, 90, 180, 365, FROM]
const KEEP = [7, 14, 30, 90, 0]
type Set = (some: Partial<Chosen>) => void

/** Every account with its inboxes and labels. */
export function useSources(): Source[] {
  const accounts = useAccounts()
  const books = useDirectories(accounts.map(({ profileId, accountId }) => ({ profileId, accountId })))
  return accounts.map(({ profileId, accountId, name }, index) => ({
    ...{ profileId, accountId, name },
    inboxes: books[index]?.inboxes.map((inbox) => ({ id: inbox.id, name: inbox.name })) ?? [],
    labels: books[index]?.labels.map(({ title }) => title) ?? [],
  }))
}

function turned(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}

function Ticks({
  names,
  isOn,
  turn,
}: {
  names: { key: string; text: string }[]
  isOn: (key: string) => boolean
  turn: (key: string) => void
}) {
  return (
    <div className="events">
      {names.map(({ key, text }) => (
        <label className="event" key={key}>
          <input type="checkbox" checked={isOn(key)} onChange={() => turn(key)} />
          <span className="cut">{text}</span>
        </label>
      ))}
    </div>
  )
}

function Where({ sources, chosen, set }: { sources: Source[]; chosen: Chosen; set: Set }) {
  const t = useText()
  const labels = [...new Set(sources.flatMap((source) => source.labels))].sort()
  return (
    <>
      {sources.map((source) => (
        <fieldset className="pack-where" key={`${source.profileId}/${source.accountId}`} disabled={chosen.contact !== null}>
          <legend>{source.name}</legend>
          {source.inboxes.length === 0 && <p className="muted">{t('pack.noInboxes')}</p>}
          <Ticks
            names={source.inboxes.map(({ id, name }) => ({ key: inboxName(source, id), text: name }))}
            isOn={(key) => !chosen.out.includes(key)}
            turn={(key) => set({ out: turned(chosen.out, key) })}
          />
        </fieldset>
      ))}
      {labels.length > 0 && (
        <details className="opt-more pack-labels">
          <summary>{chosen.labels.length > 0 ? chosen.labels.join(', ') : t('pack.anyLabel')}</summary>
          <Ticks
            names={labels.map((title) => ({ key: title, text: title }))}
            isOn={(key) => chosen.labels.includes(key)}
            turn={(key) => set({ labels: turned(chosen.labels, key) })}
          />
        </details>
      )}
    </>
  )
}

function Period({ chosen, set }: { chosen: Chosen; set: Set }) {
  const t = useText()
  return (
    <Opt name={t('pack.period')}>
      {chosen.days === FROM && (
        <span className="input">
          <input
            type="date"
            value={chosen.from}
            aria-label={t('pack.fromDate')}
            onChange={(event) => set({ from: event.target.value })}
          />
        </span>
      )}
      <Choice
        label={t('pack.period')}
        at="menu-pop-end"
        value={chosen.days}
        choices={DAYS.map((days) => ({
          value: days,
          text: days === FROM ? say('pack.fromDate') : say('pack.lastDays', { count: days }),
        }))}
        onChoose={(days) => set({ days })}
      />
    </Opt>
  )
}

function FilesAndTime({ chosen, set }: { chosen: Chosen; set: Set }) {
  const t = useText()
  return (
    <>
      <Opt name={t('pack.files')}>
        <Choice
          label={t('pack.files')}
          at="menu-pop-end"
          value={chosen.files}
          choices={(Object.keys(fileChoices) as (keyof typeof fileChoices)[]).map((value) => ({
            value,
            text: say(`pack.files.${value}`, { size: fileSize(fileChoices[value]?.maxBytes ?? 0) }),
          }))}
          onChoose={(files) => set({ files })}
        />
      </Opt>
      <Opt name={t('pack.keep')} help={t('pack.keepHelp')}>
        <Choice
          label={t('pack.keep')}
          at="menu-pop-end"
          value={chosen.keepDays}
          choices={KEEP.map((days) => ({
            value: days,
            text: days === 0 ? say('pack.forever') : say('storage.days', { count: days }),
          }))}
          onChoose={(keepDays) => set({ keepDays })}
        />
      </Opt>
    </>
  )
}

function planText(plan: PackPlan): string {
  const about = plan.exact ? 'pack.exactly' : 'pack.about'
  return say(about, {
    conversations: say('pack.conversations', { count: plan.conversations }),
    messages: say('pack.messages', { count: plan.messages }),
    size: fileSize(plan.bytes),
  })
}

function Forecast({ plan }: { plan: PackPlan }) {
  const t = useText()
  const room = Math.min(plan.roomBytes, plan.diskBytes ?? Infinity)
  if (plan.conversations === 0) return <p>{t('pack.nothing')}</p>
  return (
    <>
      <b>{planText(plan)}</b>
      <p>
        {[
          plan.files > 0 ? t('pack.withFiles', { count: plan.files }) : null,
          t('pack.room', { size: fileSize(room) }),
          plan.minutes > 0 ? t('pack.minutes', { count: plan.minutes }) : null,
        ]
          .filter((part) => part !== null)
          .join(' ')}
      </p>
      {plan.fits !== 'yes' && (
        <p className="pack-tight">
          <Icon of={TriangleAlert} size={14} />
          {t(`pack.tight.${plan.fits}`)}
        </p>
      )}
    </>
  )
}

/** What to take along, and what that would be. */
export function PackForm() {
  const t = useText()
  const sources = useSources()
  const [chosen, setChosen] = useState(atFirst)
  const set: Set = (some) => setChosen((was) => ({ ...was, ...some }))
  const choice = choiceFrom(chosen, sources)
  const plan = usePlan(choice)
  const canGo = choice !== null && (plan.data?.conversations ?? 0) > 0
  return (
    <div className="box">
      <Where sources={sources} chosen={chosen} set={set} />
      <CustomerField chosen={chosen} set={set} />
      <Period chosen={chosen} set={set} />
      <FilesAndTime chosen={chosen} set={set} />
      <div className="opt pack-plan">
        <div className="grow" role="status" aria-busy={plan.isFetching}>
          {choice === null && <p>{t('pack.choose')}</p>}
          {choice !== null && plan.isPending && <p>{t('storage.counting')}</p>}
          {choice !== null && plan.isError && <p>{whyNot(plan.error)}</p>}
          {choice !== null && plan.data && <Forecast plan={plan.data} />}
        </div>
        <Button look="primary" icon={Backpack} disabled={!canGo} onPress={() => choice && void takeAlong(choice)}>
          {t('pack.take')}
        </Button>
      </div>
    </div>
  )
}
