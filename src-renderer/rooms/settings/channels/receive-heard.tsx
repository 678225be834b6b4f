import { Copy } from 'lucide-react'
import type { HookHeard } from '../../../../src-preload/contract/schemas/receive'
import { Button } from '../../../parts/button'
import { say, useText } from '../../../text/t'
import { clock, fileSize } from '../../../text/when'
import { attempt, toast } from '../../../ui-state'
import { eventName } from './fields'

async function copy(text: string): Promise<void> {
  if (await attempt(navigator.clipboard.writeText(text))) toast({ text: say('channels.copied') })
}

function Heard({ one }: { one: HookHeard }) {
  const t = useText()
  const { number, at, event, id, again, headers, bytes, isCut, body } = one
  const name = event === null ? t('receive.noEvent') : eventName(event)
  return (
    <details className="heard" data-event={event ?? ''} open={number === 1}>
      <summary>
        <b className="cut">{name}</b>
        <span className="muted">
          {[event, id].filter((part) => part !== null).join(' · ')} · {fileSize(bytes)} · {clock(at)}
        </span>
        {again && <span className="tag">{t('receive.again')}</span>}
        {isCut && <span className="tag tag-amber">{t('receive.cut')}</span>}
      </summary>
      <dl className="heard-headers" aria-label={t('receive.headers')}>
        {headers.map(({ name: header, value }, index) => (
          <div key={`${index}/${header}`}>
            <dt>{header}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <pre className="sent heard-body">{body}</pre>
      <div className="btn-row">
        <Button icon={Copy} onPress={() => void copy(body)}>
          {t('receive.copy')}
        </Button>
      </div>
    </details>
  )
}

/** What came in, the first one open; the newest is the last. */
export function HeardList({ heard, more }: { heard: HookHeard[]; more: number }) {
  const t = useText()
  if (heard.length === 0) return null
  return (
    <div className="heard-list" role="region" aria-label={t('receive.list')}>
      {heard.map((one) => (
        <Heard key={one.number} one={one} />
      ))}
      {more > 0 && <p className="field-help">{t('receive.more', { count: more })}</p>}
      <p className="field-help">{t('receive.twice')}</p>
    </div>
  )
}
