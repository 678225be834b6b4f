import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type WizardHandlers = Pick<Handlers, Extract<keyof Handlers, `wizard.${string}`>>

export function wizardHandlers({ wizard }: HandlerNeeds): WizardHandlers {
  return {
    'wizard.connectors': async () => ok((await wizard()).connectors()),
    'wizard.begin': async ({ ask, dry }) => (await wizard()).begin(ask, dry),
    'wizard.undo': async (at) => (await wizard()).undo(at),
    'wizard.kept': async (at) => ok((await wizard()).kept(at)),
    'wizard.report': async () => ok((await wizard()).report()),
  }
}
