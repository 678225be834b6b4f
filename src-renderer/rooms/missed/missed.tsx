import { CloudOff, Lock, Moon, Power, type LucideIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import type { AbsenceCause, MissedCard, MissedLine } from '../../../src-preload/contract/schemas/missed'
import { useAccounts, useBooks } from '../../bridge/accounts'
import { call } from '../../bridge/client'
import { useSettings } from '../../bridge/queries'
import { keysOf, useKeys } from '../../keys'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { Icon } from '../../parts/icon'
import { useRoving } from '../../parts/roving'
import { useNow } from '../../text/now'
import { figure, useText } from '../../text/t'
import { clock, moment, waited } from '../../text/when'
import { attempt, useUi } from '../../ui-state'
import { type MissedKind, MissedRow } from './missed-row'
import { useCard } from './use-card'

const causes: Record<AbsenceCause, LucideIcon> = { slept: Moon, locked: Lock, offline: CloudOff, closed: Power }
const kinds = ['waiting', 'handled', 'mentions', 'stuck'] as const
/** Limits before the settings are read. */
const LIMITS = { amberAfterMs: 300_000, redAfterMs: 900_000 }

function dismiss(): void {
  void attempt(call('missed.dismiss', {}))
}

function open(line: MissedLine | undefined): void {
  if (line === undefined) return
  const { accountId, id } = line.conversation
  const ui = useUi.getState()
  ui.go('workspace')
  ui.select({ profileId: line.profileId, accountId, conversationId: id })
  dismiss()
}

function isLong(sinceAt: number | null, now: number): sinceAt is number {
  return sinceAt !== null && now - sinceAt >= 60_000
}

function Top({ card }: { card: MissedCard }) {
  const t = useText()
  const now = useNow()
  const { absence, waiting, unreached } = card
  const when = { from: moment(absence.sinceAt, now), to: moment(absence.untilAt, now) }
  const says = [
    ...(isLong(waiting.longestSinceAt, now) ? [t('missed.longest', { span: waited(waiting.longestSinceAt, now).whole })] : []),
    ...(waiting.before === 0 ? [] : [t('missed.before', { count: waiting.before })]),
    t('missed.checked', { count: card.servers, time: clock(card.checkedAt) }),
  ]
  return (
    <div className="missed-top">
      <p className="missed-when">
        <Icon of={causes[absence.cause]} size={14} />
        {t(`missed.${absence.cause}`, when)}
      </p>
      <h2>{waiting.total === 0 ? t('missed.nobody') : t('missed.title', { count: waiting.total })}</h2>
      <p>{says.join(' ')}</p>
      {unreached.length > 0 && <p className="missed-unreached">{t('missed.unreached', { names: unreached.join(', ') })}</p>}
    </div>
  )
}

function useTileWords(card: MissedCard): (kind: MissedKind) => string {
  const t = useText()
  const mentioner = card.mentions.lines[0]?.who
  return (kind) => {
    if (kind === 'mentions' && card.mentions.total === 1 && mentioner) return t('missed.tile.mentionFrom', { who: mentioner })
    return t(`missed.tile.${kind}`, { count: card[kind].total })
  }
}

/** The numbers; each shows its list. */
function Tiles({ card, kind, onChoose }: { card: MissedCard; kind: MissedKind; onChoose: (kind: MissedKind) => void }) {
  const words = useTileWords(card)
  const shown = kinds.filter((one) => one !== 'stuck' || card.stuck.total > 0)
  return (
    <div className="missed-nums">
      {shown.map((one) => (
        <button
          type="button"
          key={one}
          className="missed-num"
          aria-label={`${figure(card[one].total)} ${words(one)}`}
          aria-pressed={one === kind}
          aria-disabled={card[one].total === 0 || undefined}
          onClick={() => card[one].total > 0 && onChoose(one)}
        >
          <b>{figure(card[one].total)}</b>
          <span>{words(one)}</span>
        </button>
      ))}
    </div>
  )
}

function Rows({ card, kind }: { card: MissedCard; kind: MissedKind }) {
  const t = useText()
  const accounts = useAccounts()
  const books = useBooks(accounts)
  const settings = useSettings().data
  const box = useRef<HTMLUListElement>(null)
  const roving = useRoving(box, '.row')
  const { lines, total } = card[kind]
  const book = { accounts, books, limits: settings ?? LIMITS }
  if (total === 0) return null
  return (
    <ul className="rows" ref={box} {...roving}>
      {lines.map((line) => {
        const { accountId, id } = line.conversation
        return <MissedRow key={`${line.profileId}/${accountId}/${id}`} kind={kind} line={line} book={book} onOpen={open} />
      })}
      {total > lines.length && <li className="missed-more">{t('missed.more', { count: total - lines.length })}</li>}
    </ul>
  )
}

function Foot({ card, kind, onChoose }: { card: MissedCard; kind: MissedKind; onChoose: (kind: MissedKind) => void }) {
  const t = useText()
  const { waiting, handled } = card
  return (
    <div className="missed-foot">
      {waiting.total > 0 && (
        <Button look="primary" large autoFocus keys={['↵']} onPress={() => open(waiting.lines[0])}>
          {t('missed.start')}
        </Button>
      )}
      {kind !== 'waiting' && waiting.total > 0 && (
        <Button large onPress={() => onChoose('waiting')}>
          {t('missed.showWaiting')}
        </Button>
      )}
      {kind === 'waiting' && handled.total > 0 && (
        <Button large onPress={() => onChoose('handled')}>
          {t('missed.showHandled', { count: handled.total })}
        </Button>
      )}
      <span className="grow" />
      <Button look="quiet" large keys={keysOf('back')} onPress={dismiss}>
        {t('act.close')}
      </Button>
    </div>
  )
}

/** Those who wait first; with nobody waiting, what there is. */
function firstKind(card: MissedCard): MissedKind {
  return kinds.find((kind) => card[kind].total > 0) ?? 'waiting'
}

function Card({ card }: { card: MissedCard }) {
  const t = useText()
  const [chosen, setChosen] = useState<MissedKind | null>(null)
  const kind = chosen !== null && card[chosen].total > 0 ? chosen : firstKind(card)
  useKeys({ back: dismiss }, true)
  return (
    <Dialog label={t('missed.label')} onClose={dismiss}>
      <div className="missed">
        <Top card={card} />
        <Tiles card={card} kind={kind} onChoose={setChosen} />
        <Rows card={card} kind={kind} />
        <Foot card={card} kind={kind} onChoose={setChosen} />
      </div>
    </Dialog>
  )
}

/** The card of what was missed, while one stands and nobody types. */
export function MissedRoom() {
  const card = useCard()
  return card && <Card key={card.absence.untilAt} card={card} />
}
