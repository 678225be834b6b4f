import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type SelfTestHandlers = Pick<Handlers, Extract<keyof Handlers, `selfTest.${string}`>>

export function selfTestHandlers({ selfTest }: HandlerNeeds): SelfTestHandlers {
  return {
    'selfTest.run': async () => {
      ;(await selfTest()).run()
      return ok({})
    },
    'selfTest.report': async () => ok((await selfTest()).report()),
  }
}
