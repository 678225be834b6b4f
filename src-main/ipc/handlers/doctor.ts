import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type DoctorHandlers = Pick<Handlers, Extract<keyof Handlers, `doctor.${string}`>>

export function doctorHandlers({ doctor }: HandlerNeeds): DoctorHandlers {
  return {
    'doctor.run': async ({ target }) => {
      ;(await doctor()).run(target)
      return ok({})
    },
    'doctor.report': async () => ok((await doctor()).report()),
  }
}
