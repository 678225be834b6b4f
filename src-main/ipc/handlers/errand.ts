import type { Handlers } from '../serve'
import { type HandlerNeeds, keyOf, withProfile } from './needs'

type ErrandHandlers = Pick<Handlers, Extract<keyof Handlers, `participant.${string}` | `macro.${string}`>>

export function errandHandlers(needs: HandlerNeeds): ErrandHandlers {
  return {
    'participant.list': (ref) => withProfile(needs, ref.profileId, ({ errands }) => errands.participants(keyOf(ref))),
    'macro.list': ({ profileId, accountId }) => withProfile(needs, profileId, ({ errands }) => errands.macros(accountId)),
    'macro.run': ({ macroId, ...ref }) =>
      withProfile(needs, ref.profileId, ({ errands }) => errands.runMacro(keyOf(ref), macroId)),
  }
}
