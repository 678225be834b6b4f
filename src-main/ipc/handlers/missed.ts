import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type MissedHandlers = Pick<Handlers, Extract<keyof Handlers, `missed.${string}`>>

export function missedHandlers({ missed }: HandlerNeeds): MissedHandlers {
  return {
    'missed.get': () => ok(missed.card()),
    'missed.dismiss': () => {
      missed.dismiss()
      return ok({})
    },
  }
}
