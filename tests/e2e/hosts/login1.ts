// A system bus of our own with a login manager on it: the app believes the machine goes to sleep.
// Hand `environment` to the app when it is launched; Electron looks at the system bus only then.
import { OwnBus } from './own-bus'
import { PrivateBus, type Answer } from './private-bus'

const NAME = 'org.freedesktop.login1'
const PATH = '/org/freedesktop/login1'

export class Login1 {
  private constructor(
    private readonly own: OwnBus,
    private readonly bus: PrivateBus,
    /** What the app must be launched with. */
    readonly environment: { DBUS_SYSTEM_BUS_ADDRESS: string },
  ) {}

  static async start(): Promise<Login1> {
    const own = await OwnBus.start()
    const bus = await PrivateBus.connect(own.address)
    bus.serve(PATH, ({ member }) => answer(member))
    await bus.own(NAME)
    return new Login1(own, bus, { DBUS_SYSTEM_BUS_ADDRESS: own.address })
  }

  /**
   * The machine is about to sleep. Electron tells the app twice: being told must be harmless. Pages that
   * a test holds are dead afterwards: ask for `perch.window()` again.
   */
  suspend(): void {
    this.signal('PrepareForSleep', true)
  }

  resume(): void {
    this.signal('PrepareForSleep', false)
  }

  shutdown(): void {
    this.signal('PrepareForShutdown', true)
  }

  async stop(): Promise<void> {
    this.bus.close()
    await this.own.stop()
  }

  private signal(member: string, isBegin: boolean): void {
    this.bus.emit({ path: PATH, interface: `${NAME}.Manager`, member }, 'b', [isBegin])
  }
}

function answer(member: string): Answer | undefined {
  // Inhibit would have to hand over a file descriptor; apps live well without.
  if (member === 'Inhibit') return { error: 'org.freedesktop.DBus.Error.NotSupported' }
  if (member.startsWith('GetSession')) return { signature: 'o', body: [`${PATH}/session/s1`] }
  return undefined
}
