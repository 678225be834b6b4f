import { BellOff, BellRing, Plus, Trash2, Zap } from 'lucide-react'
import { useState } from 'react'
import type { AlertRule } from '../../../../src-preload/contract/schemas/alert'
import type { Settings } from '../../../../src-preload/contract/schemas/app'
import { LOOKED_AT, useAlertHistory } from '../../../bridge/alerts'
import { Button, IconButton } from '../../../parts/button'
import { Choice } from '../../../parts/choice'
import { Icon } from '../../../parts/icon'
import { Switch } from '../../../parts/switch'
import { useText } from '../../../text/t'
import { change, Opt } from '../opt'
import { usePlaces } from './places'
import { ruleName } from './rule-name'
import { isChanged } from './why-words'

const ANY = ''
const priorities = ['urgent', 'high', 'medium', 'low', 'none'] as const
const thens = ['wake', 'alert', 'silent'] as const
const signs = { wake: Zap, alert: BellRing, silent: BellOff }

const one = (value: string): string[] => (value === ANY ? [] : [value])

function Row({ rule, rules }: { rule: AlertRule; rules: AlertRule[] }) {
  const t = useText()
  const { places } = usePlaces()
  const name = ruleName(rule, places)
  const set = (some: Partial<AlertRule>) =>
    change({ alertRules: rules.map((each) => (each.id === rule.id ? { ...each, ...some } : each)) })
  return (
    <li className={rule.on ? 'rule' : 'rule is-off'}>
      <Icon of={signs[rule.then]} />
      <p>
        <b dir="auto">{name}</b>
        <small>{t(`alerts.then.${rule.then}`)}</small>
      </p>
      <IconButton
        icon={Trash2}
        size={14}
        label={t('alerts.ruleRemove', { name })}
        onPress={() => change({ alertRules: rules.filter((each) => each.id !== rule.id) })}
      />
      <Switch label={name} on={rule.on} onChange={(on) => set({ on })} />
    </li>
  )
}

/** What the rule would have done, before it does anything. */
function Preview({ settings, rule }: { settings: Settings; rule: AlertRule }) {
  const t = useText()
  const verdicts = useAlertHistory(settings, { alertRules: [rule, ...settings.alertRules] }).data ?? []
  const count = verdicts.filter(isChanged).length
  return <p className="rule-try">{t('alerts.ruleTry', { count, all: Math.min(LOOKED_AT, verdicts.length) })}</p>
}

const blank = (): AlertRule => ({
  id: crypto.randomUUID(),
  on: true,
  ...{ labels: [], priorities: [], places: [], contacts: [] },
  then: 'wake',
})

interface PickProps {
  name: string
  value: string | undefined
  choices: { value: string; text: string }[]
  onChoose: (value: string) => void
}

/** One condition; "any" asks for nothing. */
function Condition({ name, value = ANY, choices, onChoose }: PickProps) {
  const t = useText()
  return (
    <Opt name={name}>
      <Choice
        label={name}
        at="menu-pop-end"
        value={value}
        choices={[{ value: ANY, text: t('alerts.any') }, ...choices]}
        onChoose={onChoose}
      />
    </Opt>
  )
}

function Conditions({ rule, set }: { rule: AlertRule; set: (some: Partial<AlertRule>) => void }) {
  const t = useText()
  const { places, labels } = usePlaces()
  return (
    <>
      <Condition
        name={t('alerts.ruleLabel')}
        value={rule.labels[0]}
        choices={labels.map((value) => ({ value, text: value }))}
        onChoose={(value) => set({ labels: one(value) })}
      />
      <Condition
        name={t('alerts.rulePriority')}
        value={rule.priorities[0]}
        choices={priorities.map((value) => ({ value, text: t(`alerts.priority.${value}`) }))}
        onChoose={(value) => set({ priorities: one(value) as AlertRule['priorities'] })}
      />
      <Condition
        name={t('alerts.rulePlace')}
        value={rule.places[0]}
        choices={places.map(({ key, name }) => ({ value: key, text: name }))}
        onChoose={(value) => set({ places: one(value) })}
      />
      <Opt name={t('alerts.ruleThen')}>
        <Choice
          label={t('alerts.ruleThen')}
          at="menu-pop-end"
          value={rule.then}
          choices={thens.map((value) => ({ value, text: t(`alerts.then.${value}`) }))}
          onChoose={(then) => set({ then })}
        />
      </Opt>
    </>
  )
}

function Draft({ settings, onDone }: { settings: Settings; onDone: () => void }) {
  const t = useText()
  const [rule, setRule] = useState(blank)
  const isEmpty = rule.labels.length + rule.priorities.length + rule.places.length === 0
  const add = () => {
    change({ alertRules: [rule, ...settings.alertRules] })
    onDone()
  }
  return (
    <div className="rule-new">
      <Conditions rule={rule} set={(some) => setRule({ ...rule, ...some })} />
      <div className="opt">
        <div className="grow">{isEmpty ? <p>{t('alerts.ruleEmpty')}</p> : <Preview settings={settings} rule={rule} />}</div>
        <Button look="quiet" onPress={onDone}>
          {t('alerts.ruleCancel')}
        </Button>
        <Button disabled={isEmpty} onPress={add}>
          {t('alerts.ruleAdd')}
        </Button>
      </div>
    </div>
  )
}

/** Exceptions, the first that fits decides. */
export function Rules({ settings }: { settings: Settings }) {
  const t = useText()
  const [isNew, setNew] = useState(false)
  const rules = settings.alertRules
  return (
    <section className="set-sec">
      <h2>
        {t('alerts.rules')}
        <span className="grow" />
        {!isNew && (
          <Button look="quiet" icon={Plus} onPress={() => setNew(true)}>
            {t('alerts.ruleNew')}
          </Button>
        )}
      </h2>
      <div className="box">
        {isNew && <Draft settings={settings} onDone={() => setNew(false)} />}
        {rules.length > 0 ? (
          <ol aria-label={t('alerts.rules')}>
            {rules.map((rule) => (
              <Row key={rule.id} rule={rule} rules={rules} />
            ))}
          </ol>
        ) : (
          !isNew && <p className="alerts-empty">{t('alerts.rulesNone')}</p>
        )}
      </div>
    </section>
  )
}
