import { Eraser } from 'lucide-react'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { HistoryView, StorageAnswer, StorageView } from '../../../src-preload/contract/schemas/storage'
import { call } from '../../bridge/client'
import { useStorage } from '../../bridge/queries'
import { Button } from '../../parts/button'
import { Choice } from '../../parts/choice'
import { say, useText } from '../../text/t'
import { date, fileSize } from '../../text/when'
import { attempt, whyNot } from '../../ui-state'
import { change, Opt } from './opt'

/** `0` stands for everything: a menu wants a value for each line. */
const EVERYTHING = 0
const DAYS = [30, 90, 180, 365, EVERYTHING]
const BUDGETS_MB = [500, 1_024, 2_048, 5_120, 10_240]
const MB = 1024 * 1024

/** The offered values with the present one among them; everything comes last. */
function offered(values: number[], present: number): number[] {
  const all = [...new Set([...values, present])]
  return all.sort((a, b) => (a === EVERYTHING ? 1 : b === EVERYTHING ? -1 : a - b))
}

function daysText(days: number, view: StorageAnswer | undefined): string {
  const name = days === EVERYTHING ? say('storage.everything') : say('storage.days', { count: days })
  const forecast = view?.choices.find((choice) => (choice.days ?? EVERYTHING) === days)
  return forecast ? say('storage.about', { name, size: fileSize(forecast.bytes) }) : name
}

function Progress({ freeing }: { freeing: NonNullable<StorageView['freeing']> }) {
  const t = useText()
  return (
    <p role="status">
      {t('storage.freeing', { done: freeing.done, count: freeing.all })}
      <progress className="storage-meter" max={Math.max(1, freeing.all)} value={freeing.done} />
    </p>
  )
}

/** How far the history is here: one quiet line, whatever it is doing. */
function historyText({ state, since, done, all, isListed }: HistoryView): string {
  const back = since === null ? say('storage.toBeginning') : say('storage.backTo', { date: date(since) })
  if (state === 'complete') return say('storage.complete', { back })
  if (state === 'full') return say('storage.full')
  return isListed ? say('storage.filling', { done, count: all }) : say('storage.fillingMore', { count: done })
}

function Room() {
  const t = useText()
  const { data: view, isError, error } = useStorage()
  const used = view ? t('storage.used', { size: fileSize(view.bytes) }) : t('storage.counting')
  return (
    <div className="opt">
      <div className="grow" aria-busy={view === undefined && !isError}>
        <b>{isError ? t('storage.unknown') : used}</b>
        {isError && <p>{whyNot(error)}</p>}
        {view?.freeing && <Progress freeing={view.freeing} />}
        {view && !view.freeing && <p>{t('storage.messages', { count: view.messages })}</p>}
        {view?.history && <p>{historyText(view.history)}</p>}
      </div>
      <Button icon={Eraser} busy={Boolean(view?.freeing)} onPress={() => void attempt(call('storage.free', {}))}>
        {t('storage.free')}
      </Button>
    </div>
  )
}

/** What is kept on this computer, for how long, and what that will take. */
export function StorageSection({ settings }: { settings: Settings }) {
  const t = useText()
  const view = useStorage().data
  const days = settings.historyDays ?? EVERYTHING
  return (
    <>
      <Room />
      <Opt name={t('storage.keep')} help={t('storage.keepHelp')} setting="historyDays">
        <Choice
          label={t('storage.keep')}
          at="menu-pop-end"
          value={days}
          choices={offered(DAYS, days).map((value) => ({ value, text: daysText(value, view) }))}
          onChoose={(value) => change({ historyDays: value === EVERYTHING ? null : value })}
        />
      </Opt>
      <Opt name={t('storage.budget')} help={t('storage.budgetHelp')}>
        <Choice
          label={t('storage.budget')}
          at="menu-pop-end"
          value={settings.storageMb}
          choices={offered(BUDGETS_MB, settings.storageMb).map((value) => ({ value, text: fileSize(value * MB) }))}
          onChoose={(storageMb) => change({ storageMb })}
        />
      </Opt>
    </>
  )
}
