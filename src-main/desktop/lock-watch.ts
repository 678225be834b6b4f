/**
 * Whether the screen is locked, on Linux: Electron does not tell there. The screen savers of the desktops do, each under its
 * own name: GNOME, KDE, Cinnamon, MATE, Xfce. Where none of them runs, idle time and sleep decide alone.
 */
import type { Stop } from '../core/ports'
import type { Bus } from './bus'

const SAVERS = [
  { name: 'org.gnome.ScreenSaver', path: '/org/gnome/ScreenSaver' },
  { name: 'org.freedesktop.ScreenSaver', path: '/ScreenSaver' },
  { name: 'org.cinnamon.ScreenSaver', path: '/org/cinnamon/ScreenSaver' },
  { name: 'org.mate.ScreenSaver', path: '/org/mate/ScreenSaver' },
  { name: 'org.xfce.ScreenSaver', path: '/org/xfce/ScreenSaver' },
]
const MEMBER = 'ActiveChanged'

/** Tells at each change, and at once when it is locked already. */
export function watchLock(bus: Bus, tell: (isLocked: boolean) => void): Stop {
  const locked = new Set<string>()
  const set = (name: string, isLocked: boolean): void => {
    if (isLocked) locked.add(name)
    else locked.delete(name)
    tell(locked.size > 0)
  }
  const stops = SAVERS.flatMap(({ name, path }) => [
    bus.onSignal({ interface: name, member: MEMBER }, ({ body }) => set(name, body[0] === true)),
    bus.onOwner(name, (owner) => {
      // A saver that is gone locks nothing any more.
      if (owner === null) set(name, false)
      else
        ask(bus, { name, path }).then(
          (isLocked) => set(name, isLocked),
          () => undefined,
        )
    }),
  ])
  return () => stops.forEach((stop) => stop())
}

async function ask(bus: Bus, { name, path }: (typeof SAVERS)[number]): Promise<boolean> {
  const [isActive] = await bus.call({ destination: name, path, interface: name }, 'GetActive')
  return isActive === true
}
