// A message bus of the test's own beside the session's: a system bus to play the login manager on, or a session bus on
// which nobody keeps secrets.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const CONFIG = 'tests/e2e/bus.conf'

export class OwnBus {
  private constructor(
    private readonly daemon: ChildProcess,
    readonly address: string,
  ) {}

  static async start(): Promise<OwnBus> {
    const daemon = spawn('dbus-daemon', [`--config-file=${CONFIG}`, '--print-address=1', '--nofork'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [line] = (await once(daemon.stdout, 'data')) as [Buffer]
    return new OwnBus(daemon, line.toString().trim())
  }

  async stop(): Promise<void> {
    this.daemon.kill()
    if (this.daemon.exitCode === null) await once(this.daemon, 'exit')
  }
}
