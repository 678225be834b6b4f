import { ok } from '../../core/answer'
import { alertHistory } from '../../core/alerts/history'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type AlertHandlers = Pick<Handlers, Extract<keyof Handlers, `alert.${string}`>>

/** Why, what would be, and what this desktop can do. */
export function alertHandlers({ profiles, settings, desktopAlerts }: HandlerNeeds): AlertHandlers {
  return {
    'alert.history': async ({ limit, patch = {} }) => {
      const told = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      return ok(await alertHistory(profiles.running(), { limit, settings: { ...settings.get(), ...told } }))
    },
    'alert.desktop': () => ok(desktopAlerts.state()),
    'alert.play': ({ sound, volume }) => {
      desktopAlerts.play(sound, volume)
      return ok({})
    },
  }
}
