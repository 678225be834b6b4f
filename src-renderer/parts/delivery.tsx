import type { Message } from '../../src-preload/contract/entities'
import { useText } from '../text/t'
import { Glyph, type GlyphName } from './glyph'

const signs = {
  sent: { glyph: 'st-server', key: 'state.server', tone: 'state-server' },
  delivered: { glyph: 'st-delivered', key: 'state.delivered', tone: 'state-delivered' },
  read: { glyph: 'st-read', key: 'state.read', tone: 'state-read' },
} as const satisfies Record<string, { glyph: GlyphName; key: string; tone: string }>

function signOf(status: string) {
  return status === 'read' || status === 'delivered' ? signs[status] : signs.sent
}

/** Where a reply is that the server has: one tick, two, or a disc, and the word. */
export function Delivery({ status }: { status: Message['status'] }) {
  const t = useText()
  const sign = signOf(status)
  return (
    <span className={`state ${sign.tone}`}>
      <Glyph name={sign.glyph} />
      {t(sign.key)}
    </span>
  )
}

/** The sign alone, for a row. */
export function DeliverySign({ status }: { status: string }) {
  const t = useText()
  const sign = signOf(status)
  return (
    <>
      <Glyph name={sign.glyph} />
      <span className="sr">{t(sign.key)}</span>
    </>
  )
}
