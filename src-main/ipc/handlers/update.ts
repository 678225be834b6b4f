import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type UpdateHandlers = Pick<Handlers, Extract<keyof Handlers, `update.${string}`>>

export function updateHandlers({ updates }: HandlerNeeds): UpdateHandlers {
  return {
    'update.state': () => ok(updates.state()),
    'update.check': () => {
      void updates.check()
      return ok({})
    },
    'update.install': async () => ok({ begun: await updates.install() }),
  }
}
