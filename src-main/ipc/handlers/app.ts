import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import { type HandlerNeeds, withProfile } from './needs'

type AppHandlers = Pick<
  Handlers,
  Extract<
    keyof Handlers,
    `directory.${string}` | `settings.${string}` | `window.${string}` | `link.${string}` | `about.${string}`
  >
>

export function appHandlers(needs: HandlerNeeds): AppHandlers {
  return {
    'directory.get': ({ profileId, accountId }) =>
      withProfile(needs, profileId, async (profile) => ok(await profile.store.directory(accountId))),
    'settings.get': () => ok(needs.settings.get()),
    'settings.set': (patch) => ok(needs.settings.set(patch)),
    'window.control': ({ action }, caller) => {
      needs.controlWindow(caller, action)
      return ok({})
    },
    'window.report': ({ open, problem }, caller) => {
      needs.reportOpen(caller, open)
      if (problem !== null) needs.reportProblem(problem)
      return ok({})
    },
    'link.find': ({ text }) => ok(needs.findLink(text)),
    'about.get': () => ok(needs.about()),
    'link.open': async ({ url }) => ok({ opened: await needs.openLink(url) }),
  }
}
