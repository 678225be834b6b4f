import { Plus, X } from 'lucide-react'
import type { QuietHours as Hours, QuietSpan } from '../../../../src-preload/contract/schemas/alert'
import type { Settings } from '../../../../src-preload/contract/schemas/app'
import { Button, IconButton } from '../../../parts/button'
import { Switch } from '../../../parts/switch'
import { localeTag, useText } from '../../../text/t'
import { change, Opt } from '../opt'

/** Monday first, as work goes. */
const DAYS = [1, 2, 3, 4, 5, 6, 0]
/** A Sunday. */
const SUNDAY = Date.UTC(2026, 0, 4)
const DAY = 86_400_000
const NIGHT: QuietSpan = { days: [0, 1, 2, 3, 4, 5, 6], from: 18 * 60, to: 8 * 60 + 30 }

function dayName(day: number, weekday: 'narrow' | 'long'): string {
  return new Intl.DateTimeFormat(localeTag(), { weekday, timeZone: 'UTC' }).format(SUNDAY + day * DAY)
}

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function minuteOf(time: string): number | null {
  const [hour, minute] = time.split(':').map(Number)
  return hour === undefined || minute === undefined || Number.isNaN(hour + minute) ? null : hour * 60 + minute
}

function Time({ label, minute, onChange }: { label: string; minute: number; onChange: (minute: number) => void }) {
  return (
    <input
      type="time"
      className="quiet-time"
      aria-label={label}
      value={timeOf(minute)}
      onChange={(event) => {
        const next = minuteOf(event.target.value)
        if (next !== null) onChange(next)
      }}
    />
  )
}

interface SpanProps {
  span: QuietSpan
  onChange: (span: QuietSpan) => void
  onRemove: (() => void) | null
}

function Span({ span, onChange, onRemove }: SpanProps) {
  const t = useText()
  const turn = (day: number) =>
    onChange({ ...span, days: span.days.includes(day) ? span.days.filter((one) => one !== day) : [...span.days, day] })
  return (
    <div className="quiet-span">
      <span className="quiet-days" role="group" aria-label={t('alerts.quietDays')}>
        {DAYS.map((day) => (
          <button
            type="button"
            key={day}
            className="quiet-day"
            aria-pressed={span.days.includes(day)}
            aria-label={dayName(day, 'long')}
            onClick={() => turn(day)}
          >
            {dayName(day, 'narrow')}
          </button>
        ))}
      </span>
      <Time label={t('alerts.quietFrom')} minute={span.from} onChange={(from) => onChange({ ...span, from })} />
      <span aria-hidden="true">–</span>
      <Time label={t('alerts.quietTo')} minute={span.to} onChange={(to) => onChange({ ...span, to })} />
      {onRemove && <IconButton icon={X} size={14} label={t('alerts.quietRemove')} onPress={onRemove} />}
    </div>
  )
}

function Zone({ hours }: { hours: Hours }) {
  const t = useText()
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <label className="quiet-zone">
      <span>{t('alerts.quietZone')}</span>
      <select value={hours.zone} onChange={(event) => change({ quietHours: { ...hours, zone: event.target.value } })}>
        <option value="">{t('alerts.quietOwnZone', { zone: own })}</option>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    </label>
  )
}

/** When nothing alerts: days and times, over midnight too. */
export function QuietHours({ settings }: { settings: Settings }) {
  const t = useText()
  const hours = settings.quietHours
  const set = (some: Partial<Hours>) => change({ quietHours: { ...hours, ...some } })
  const { spans } = hours
  return (
    <>
      <Opt name={t('alerts.quiet')} help={t('alerts.quietHelp')}>
        <Switch
          label={t('alerts.quiet')}
          on={hours.on}
          onChange={(on) => set({ on, spans: spans.length === 0 ? [NIGHT] : spans })}
        />
      </Opt>
      {hours.on && (
        <div className="quiet">
          {spans.map((span, index) => (
            <Span
              key={index}
              span={span}
              onChange={(next) => set({ spans: spans.with(index, next) })}
              onRemove={spans.length > 1 ? () => set({ spans: spans.toSpliced(index, 1) }) : null}
            />
          ))}
          <div className="quiet-foot">
            <Button
              look="quiet"
              icon={Plus}
              onPress={() => set({ spans: [...spans, { ...NIGHT, days: [6, 0], from: 0, to: 0 }] })}
            >
              {t('alerts.quietAdd')}
            </Button>
            <Zone hours={hours} />
          </div>
        </div>
      )}
    </>
  )
}
