import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type ReceiveHandlers = Pick<Handlers, Extract<keyof Handlers, `receive.${string}`>>

export function receiveHandlers({ receive }: HandlerNeeds): ReceiveHandlers {
  return {
    'receive.open': async (input) => (await receive()).open(input),
    'receive.ask': async (input) => (await receive()).ask(input),
    'receive.end': async () => {
      await (await receive()).end('asked')
      return ok({})
    },
    'receive.report': async () => ok((await receive()).report()),
  }
}
