// The screen saver of a desktop, as GNOME's: it says when the screen is locked.
import { type Answer, PrivateBus } from './private-bus'

const NAME = 'org.gnome.ScreenSaver'
const PATH = '/org/gnome/ScreenSaver'

export class ScreenSaver {
  private isActive = false

  private constructor(private readonly bus: PrivateBus) {}

  static async start(): Promise<ScreenSaver> {
    const bus = await PrivateBus.connect()
    const saver = new ScreenSaver(bus)
    bus.serve(PATH, ({ member }): Answer | undefined =>
      member === 'GetActive' ? { signature: 'b', body: [saver.isActive] } : undefined,
    )
    await bus.own(NAME)
    return saver
  }

  lock(isActive: boolean): void {
    this.isActive = isActive
    this.bus.emit({ path: PATH, interface: NAME, member: 'ActiveChanged' }, 'b', [isActive])
  }

  stop(): void {
    this.bus.close()
  }
}
