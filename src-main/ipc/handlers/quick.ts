import { ok } from '../../core/answer'
import { waitingQueue } from '../../core/waiting-queue'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type QuickHandlers = Pick<Handlers, Extract<keyof Handlers, `quick.${string}`>>

export function quickHandlers(needs: HandlerNeeds): QuickHandlers {
  return {
    'quick.queue': async () =>
      ok(await waitingQueue(needs.profiles.running(), { settings: needs.settings.get(), now: needs.now() })),
    'quick.close': () => {
      needs.closeQuick()
      return ok({})
    },
    'quick.goTo': ({ conversation }) => {
      needs.closeQuick()
      needs.goTo(conversation)
      return ok({})
    },
    'quick.key': () => ok(needs.quickKey()),
  }
}
