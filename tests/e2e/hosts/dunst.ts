// dunst, a notification service as people have it: what the fake one says is checked against it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { eventually } from '../steps'
import { PrivateBus } from './private-bus'

const DUNST = { destination: 'org.freedesktop.Notifications', path: '/org/freedesktop/Notifications' }
const COMMANDS = 'org.dunstproject.cmd0'

export class Dunst {
  private constructor(
    private readonly program: ChildProcess,
    private readonly bus: PrivateBus,
  ) {}

  /** Resolves when it answers. */
  static async start(): Promise<Dunst> {
    const dunst = new Dunst(spawn('dunst', [], { stdio: 'ignore' }), await PrivateBus.connect())
    await eventually(
      () => dunst.displayed().catch(() => null),
      (count) => count !== null,
    )
    return dunst
  }

  /** How many alerts it shows. */
  async displayed(): Promise<number> {
    return Number(await this.ask('displayedLength'))
  }

  /** A person clicks the newest alert. */
  async click(): Promise<void> {
    await this.bus.call({ ...DUNST, interface: COMMANDS, member: 'NotificationAction' }, 'u', [0])
  }

  /** A person wants no alerts for a while. */
  async pause(isPaused: boolean): Promise<void> {
    const { Variant } = await import('@particle/dbus-next')
    const target = { ...DUNST, interface: 'org.freedesktop.DBus.Properties', member: 'Set' }
    await this.bus.call(target, 'ssv', [COMMANDS, 'paused', new Variant('b', isPaused)])
  }

  async stop(): Promise<void> {
    this.bus.close()
    const ended = once(this.program, 'exit')
    this.program.kill()
    await ended
  }

  private async ask(property: string): Promise<unknown> {
    const target = { ...DUNST, interface: 'org.freedesktop.DBus.Properties', member: 'Get' }
    const [value] = await this.bus.call(target, 'ss', [COMMANDS, property])
    return (value as { value: unknown }).value
  }
}
