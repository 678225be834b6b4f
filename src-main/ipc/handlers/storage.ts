import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type StorageHandlers = Pick<Handlers, Extract<keyof Handlers, `storage.${string}`>>

export function storageHandlers(needs: HandlerNeeds): StorageHandlers {
  return {
    'storage.get': async () => ok({ ...(await needs.retention.view()), history: await needs.history.view() }),
    'storage.free': () => {
      needs.retention.freeNow()
      return ok({})
    },
  }
}
