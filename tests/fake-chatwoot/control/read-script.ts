import { asObject, isObject, type JsonObject } from '../model/json'
import { errors } from '../http/answer'
import { textField } from '../http/call'
import type { EventFault } from '../script/cable-faults'
import type { Fault } from '../script/script'
import type { Controls } from './controls'

const FAULTS = ['latency', 'lose', 'truncate', 'reset', 'cut', 'hang', 'error', 'throttled', 'page', 'unauthorized']
const FATES = ['drop', 'duplicate', 'reorder', 'delay']

/**
 * Reads a script from JSON: any of request, event, cable, proxy, clock_skew_ms, restart.
 * { "request": { "method": "POST", "path": "*\/messages", "times": 1, "fault": { "kind": "lose" } } }
 */
export function readScript(fields: JsonObject, { script, model, restart }: Controls): void {
  if (isObject(fields['request'])) {
    const { request } = fields
    const method = textField(request, 'method')
    script.fail({
      ...(method === null ? {} : { method }),
      path: textField(request, 'path') ?? '*',
      times: Number(request['times'] ?? 1),
      fault: faultIn(asObject(request['fault'])),
    })
  }
  if (isObject(fields['event'])) {
    const { event } = fields
    script.event({
      event: textField(event, 'event') ?? '*',
      times: Number(event['times'] ?? 1),
      fate: fateIn(asObject(event['fate'])),
    })
  }
  if (isObject(fields['cable'])) {
    script.cable.sendsPings = fields['cable']['pings'] !== false
    script.cable.isMute = fields['cable']['mute'] === true
  }
  if (isObject(fields['proxy'])) script.dropsUnderscores = fields['proxy']['drops_underscores'] === true
  if (fields['clock_skew_ms'] !== undefined) model.setClockSkew(Number(fields['clock_skew_ms']))
  if (isObject(fields['restart'])) restartSoon(Number(fields['restart']['down_ms'] ?? 0), restart)
}

/** The answer to this very request must leave first. */
function restartSoon(downMs: number, restart: Controls['restart']): void {
  setTimeout(() => restart({ downMs }), 20)
}

function faultIn(fault: JsonObject): Fault {
  const kind = textField(fault, 'kind') ?? ''
  if (!FAULTS.includes(kind)) throw errors.unprocessable(`unknown fault ${kind}`)
  if (kind === 'cut') return { kind, afterBytes: Number(fault['after_bytes'] ?? 0) }
  return fault as unknown as Fault
}

function fateIn(fate: JsonObject): EventFault['fate'] {
  const kind = textField(fate, 'kind') ?? ''
  if (!FATES.includes(kind)) throw errors.unprocessable(`unknown fate ${kind}`)
  if (kind === 'delay') return { kind, delayMs: Number(fate['delay_ms'] ?? 0) }
  return { kind } as EventFault['fate']
}
