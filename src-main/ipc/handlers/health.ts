import { ok } from '../../core/answer'
import { healthLines } from '../../core/diagnostics'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type HealthHandlers = Pick<Handlers, Extract<keyof Handlers, `health.${string}` | `diagnostics.${string}`>>

export function healthHandlers(needs: HandlerNeeds): HealthHandlers {
  return {
    'health.log': async ({ limit }) => ok(await healthLines(needs.profiles.running(), limit)),
    'diagnostics.export': async () => ok({ saved: await needs.exportDiagnostics() }),
  }
}
