import type { ProbeVerdict } from '../../src-preload/contract/probe'
import type { UserId } from '../../src-preload/contract/ids'
import type { Cable, Clock } from '../core/ports'

/** A channel that opens at all greets at once; waiting longer would only keep the agent from signing in. */
const SILENT_MS = 5_000
const NOBODY = { pubsubToken: '', userId: 0 as UserId, accountIds: [] }

/** Whether live updates get through: the server greets before anybody has signed in (FACTS §5.1). Never more than a warning. */
export function knock(cable: Cable, clock: Clock, silentMs = SILENT_MS): Promise<ProbeVerdict<'live'>> {
  return new Promise((resolve) => {
    const end = (verdict: ProbeVerdict<'live'>): void => {
      stop()
      connection.close()
      resolve(verdict)
    }
    const stop = clock.after(silentMs, () => end({ state: 'warn', reason: 'silent', detail: null }))
    const connection = cable.open(NOBODY, {
      welcomed: () => end({ state: 'ok', reason: 'open', detail: null }),
      closed: () => end({ state: 'warn', reason: 'failed', detail: null }),
      confirmed: () => undefined,
      pinged: () => undefined,
      event: () => undefined,
    })
  })
}
