// The desktop's portal for global shortcuts, as xdg-desktop-portal plays it: requests are answered by a signal, keys are bound once
// a session, and the agent may say no.
import { Variant } from '@particle/dbus-next'
import { PrivateBus, type Answer, type Incoming } from './private-bus'
import { Changes } from './until'

const NAME = 'org.freedesktop.portal.Desktop'
const PATH = '/org/freedesktop/portal/desktop'
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts'

/** What comes of a wish to bind: the desktop's name for the key, no key at all, or the code of a no. */
export type Verdict = { trigger: string } | { code: number }

export interface Wish {
  session: string
  id: string
  description: string
  preferred: string
}

export class ShortcutPortal {
  readonly wishes: Wish[] = []
  readonly closed: string[] = []
  /** The paths answers come from. */
  readonly requests: string[] = []
  readonly registered: unknown[] = []
  /** Null: the agent has not answered yet. */
  verdict: Verdict | null = { trigger: 'Ctrl+Shift+Space' }
  private readonly changes = new Changes()
  private sessions = 0

  private constructor(private readonly bus: PrivateBus) {}

  static async start(): Promise<ShortcutPortal> {
    const bus = await PrivateBus.connect()
    const portal = new ShortcutPortal(bus)
    bus.serve(PATH, (call) => portal.answer(call))
    await bus.own(NAME)
    return portal
  }

  /** Waits for the wish of this number, counted from one. */
  async waitForWish(number = 1): Promise<Wish> {
    return this.changes.until(`wish ${number}`, () => this.wishes[number - 1])
  }

  /** The agent presses the key; version 2 says by which token a window may come to the front. */
  press({ session, id }: Wish, token?: string): void {
    const options = token === undefined ? {} : { activation_token: new Variant('s', token) }
    this.bus.emit({ path: PATH, interface: SHORTCUTS, member: 'Activated' }, 'osta{sv}', [session, id, 0n, options])
  }

  /** The agent gave it another key in the settings of the desktop. */
  rename({ session, id }: Wish, trigger: string): void {
    const body = [session, [[id, { trigger_description: new Variant('s', trigger) }]]]
    this.bus.emit({ path: PATH, interface: SHORTCUTS, member: 'ShortcutsChanged' }, 'oa(sa{sv})', body)
  }

  /** The agent answers the question that was asked first after all. */
  answerFirst(verdict: Verdict): void {
    this.settle(this.requests[1] ?? '', this.wishes[0]?.id ?? '', verdict)
  }

  /** The desktop ends the session. */
  revoke({ session }: Wish): void {
    this.bus.emit({ path: session, interface: 'org.freedesktop.portal.Session', member: 'Closed' })
  }

  async leave(): Promise<void> {
    await this.bus.release(NAME)
  }

  async comeBack(): Promise<void> {
    await this.bus.own(NAME)
  }

  stop(): void {
    this.bus.close()
  }

  private answer({ member, interface: of, body, path, sender }: Incoming): Answer | undefined {
    if (member === 'Register') {
      this.registered.push(body[0])
      return {}
    }
    if (member === 'Close') {
      this.closed.push(path)
      return {}
    }
    if (of !== SHORTCUTS) return undefined
    const words = (member === 'CreateSession' ? body[0] : body[3]) as Record<string, Variant<string>>
    const request = `${PATH}/request/${sender.slice(1).replaceAll('.', '_')}/${words['handle_token']?.value}`
    this.requests.push(request)
    if (member === 'CreateSession') this.create(request, words['session_handle_token']?.value ?? '')
    else this.bind(request, body)
    return { signature: 'o', body: [request] }
  }

  private create(request: string, token: string): void {
    const session = `${PATH}/session/${token}_${++this.sessions}`
    this.respond(request, 0, { session_handle: new Variant('s', session) })
  }

  private bind(request: string, [session, shortcuts]: unknown[]): void {
    const [[id, facts] = ['', {}]] = shortcuts as [string, Record<string, Variant<string>>][]
    const { description, preferred_trigger: preferred } = facts
    this.wishes.push({ session: String(session), id, description: description?.value ?? '', preferred: preferred?.value ?? '' })
    this.settle(request, id, this.verdict)
    this.changes.tell()
  }

  private settle(request: string, id: string, verdict: Verdict | null): void {
    if (verdict && 'code' in verdict) this.respond(request, verdict.code, {})
    else if (verdict) {
      const given = [[id, { trigger_description: new Variant('s', verdict.trigger) }]]
      this.respond(request, 0, { shortcuts: new Variant('a(sa{sv})', given) })
    }
  }

  /** At once: it may be heard before the path of the request is. */
  private respond(request: string, code: number, results: Record<string, unknown>): void {
    const from = { path: request, interface: 'org.freedesktop.portal.Request', member: 'Response' }
    this.bus.emit(from, 'ua{sv}', [code, results])
  }
}
