// A notification daemon for tests: remembers what it was asked to show and does what a person would do
// with it. It can say it knows inline replies (only Plasma's does), or leave and come back like a daemon
// that crashed.
import { Variant } from '@particle/dbus-next'
import { PrivateBus, type Answer, type Incoming } from './private-bus'
import { dismiss, testify } from '../witnesses'
import { Changes } from './until'

const NAME = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'

/** What Plasma 5.27 answers; the others of 2026 lack inline-reply. */
export const PLASMA = ['body', 'body-markup', 'actions', 'persistence', 'inline-reply', 'icon-static']
export const GNOME = ['body', 'body-markup', 'actions', 'persistence', 'icon-static', 'sound']
export const PLAIN = ['body']

export interface ShownNotification {
  id: number
  replacesId: number
  appName: string
  appIcon: string
  summary: string
  body: string
  actions: { key: string; label: string }[]
  hints: Record<string, unknown>
  timeoutMs: number
}

/** The reasons of the specification for a notification's end. */
export const CLOSED = { expired: 1, dismissed: 2, byCall: 3 } as const

export class NotificationServer {
  /** Every Notify call since the start, replacements included, oldest first. */
  readonly calls: ShownNotification[] = []
  /** Told of each Notify call, at once. */
  onNotify: (shown: ShownNotification) => void = () => undefined
  /** What the app withdrew by CloseNotification. */
  readonly withdrawn: number[] = []
  private readonly onScreen = new Map<number, ShownNotification>()
  private readonly changes = new Changes()
  private lastId = 0

  private constructor(
    private readonly bus: PrivateBus,
    public capabilities: string[],
  ) {}

  /** Starts serving on the session bus of the private desktop. */
  static async start(capabilities = GNOME): Promise<NotificationServer> {
    const bus = await PrivateBus.connect()
    const server = new NotificationServer(bus, capabilities)
    bus.serve(PATH, (call) => server.answer(call))
    await bus.own(NAME)
    testify(server, () => server.account())
    return server
  }

  /** What a person sees now, oldest first. */
  get shown(): ShownNotification[] {
    return [...this.onScreen.values()]
  }

  /** Waits until a notification that fits is on the screen. */
  async waitFor(fits: (shown: ShownNotification) => boolean = () => true, timeoutMs?: number): Promise<ShownNotification> {
    return this.changes.until('a notification that fits', () => this.shown.find(fits), timeoutMs)
  }

  /** Waits until the notification with this id is no longer on the screen. */
  async waitForGone(id: number, timeoutMs?: number): Promise<void> {
    await this.changes.until(`notification ${id} gone`, () => !this.onScreen.has(id) || undefined, timeoutMs)
  }

  /** The person clicks the body ('default') or a button; a token lets the app raise its window on Wayland. */
  invoke(id: number, key = 'default', token?: string): void {
    if (token !== undefined) this.signal('ActivationToken', 'us', [id, token])
    this.signal('ActionInvoked', 'us', [id, key])
    this.close(id)
  }

  /** The person types an answer into the notification itself; a daemon may stammer. */
  reply(id: number, text: string, { times = 1 } = {}): void {
    for (let time = 0; time < times; time++) this.signal('NotificationReplied', 'us', [id, text])
    this.close(id)
  }

  /** The notification ends: waved away, expired, or as the answer to a call. */
  close(id: number, reason: keyof typeof CLOSED = 'dismissed'): void {
    if (!this.onScreen.delete(id)) return
    this.signal('NotificationClosed', 'uu', [id, CLOSED[reason]])
    this.changes.tell()
  }

  /** The daemon is gone, and with it everything it showed. */
  async leave(): Promise<void> {
    await this.bus.release(NAME)
    this.onScreen.clear()
    this.lastId = 0
  }

  /** The daemon is there again and remembers nothing. */
  async comeBack(): Promise<void> {
    await this.bus.own(NAME)
  }

  /** Ends the server for good. */
  stop(): void {
    dismiss(this)
    this.bus.close()
  }

  /** How it stands, for a test that failed. */
  private account(): string {
    const screen = this.shown.map(({ id, summary }) => `${id} “${summary}”`)
    return `── on the screen: ${screen.join(', ') || 'nothing'}; ${this.calls.length} calls, withdrawn: ${this.withdrawn.join(', ')}`
  }

  private answer(call: Incoming): Answer | undefined {
    switch (call.member) {
      case 'GetCapabilities':
        return { signature: 'as', body: [this.capabilities] }
      case 'GetServerInformation':
        return { signature: 'ssss', body: ['perch-tests', 'Perch', '1', '1.2'] }
      case 'Notify':
        return { signature: 'u', body: [this.show(call.body)] }
      case 'CloseNotification':
        this.withdrawn.push(call.body[0] as number)
        // After the answer has left, as daemons do.
        setImmediate(() => this.close(call.body[0] as number, 'byCall'))
        return {}
      default:
        return undefined
    }
  }

  private show(body: unknown[]): number {
    const [appName, replacesId, appIcon, summary, text, words, hints, timeoutMs] = body as NotifyBody
    const id = replacesId || ++this.lastId
    const actions = []
    for (let at = 0; at + 1 < words.length; at += 2) actions.push({ key: words[at] ?? '', label: words[at + 1] ?? '' })
    const shown = { id, replacesId, appName, appIcon, summary, body: text, actions, hints: plain(hints), timeoutMs }
    this.onNotify(shown)
    this.calls.push(shown)
    this.onScreen.set(id, shown)
    this.changes.tell()
    return id
  }

  private signal(member: string, signature: string, body: unknown[]): void {
    this.bus.emit({ path: PATH, interface: NAME, member }, signature, body)
  }
}

type NotifyBody = [string, number, string, string, string, string[], Record<string, unknown>, number]

function plain(hints: Record<string, unknown>): Record<string, unknown> {
  const unwrap = (value: unknown): unknown => (value instanceof Variant ? (value as Variant<unknown>).value : value)
  return Object.fromEntries(Object.entries(hints).map(([name, value]) => [name, unwrap(value)]))
}
