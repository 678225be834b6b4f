/**
 * The key for quick reply on Wayland, where no program gets keys meant for others: the desktop's portal is asked for it
 * (`org.freedesktop.portal.GlobalShortcuts`, version 1 and 2). The desktop shows the wish to the agent, who may choose another
 * key there; what it is then called comes back. Keys can be bound once a session, so a new wish is a new session.
 */
import type { QuickKeyState, QuickKeyStateName } from '../../src-preload/contract/quick-key'
import type { Log } from '../core/ports'
import type { Bus } from './bus'
import { askPortal, plain, portal, PORTAL_NAME, unwrapped } from './portal'
import type { Shortcut, ShortcutListeners } from './shortcut'

type PortalNeeds = Pick<ShortcutListeners, 'onPress' | 'onChange' | 'onRefused'> & {
  bus: Bus
  /** What the desktop tells the agent that the key is for. */
  description: () => string
  /** Takes over where there is no such portal: it reaches some programs at least. */
  fallback: Pick<Shortcut, 'set'>
  log: Log
}

const ID = 'quick-reply'
const SHORTCUTS = portal('GlobalShortcuts')
const CANCELLED = 1

/** The Shortcut port over the portal. */
export function makePortalShortcut(needs: PortalNeeds): Shortcut {
  return new PortalShortcut(needs)
}

class PortalShortcut implements Shortcut {
  private wanted = ''
  private now: QuickKeyState = { state: 'none', trigger: null }
  private session: string | null = null
  private owner: string | null = null
  /** What an older wish comes to is nobody's business any more. */
  private turn = 0

  constructor(private readonly needs: PortalNeeds) {
    const { bus } = needs
    bus.onOwner(PORTAL_NAME, (owner) => this.ownerChanged(owner))
    bus.onSignal({ interface: SHORTCUTS.interface }, ({ sender, member, body }) => {
      if (sender !== this.owner || body[0] !== this.session) return
      if (member === 'Activated' && body[1] === ID) this.pressed(body[3])
      if (member === 'ShortcutsChanged') this.bound(body[1])
    })
    bus.onSignal({ interface: 'org.freedesktop.portal.Session', member: 'Closed' }, ({ sender, path }) => {
      if (sender !== this.owner || path !== this.session) return
      this.session = null
      this.put('refused')
    })
  }

  state(): QuickKeyState {
    return this.now
  }

  set(key: string): void {
    if (key === this.wanted) return
    this.wanted = key
    this.begin()
  }

  /** One that comes later, or again, is asked anew; one that our own question starts is being asked. */
  private ownerChanged(owner: string | null): void {
    const before = this.owner
    this.owner = owner
    if (owner === null && before !== null) {
      this.session = null
      this.turn++
      if (this.wanted !== '') this.put('missing')
    }
    if (owner !== null && this.wanted !== '' && this.now.state === 'missing') this.begin()
  }

  private begin(): void {
    const turn = ++this.turn
    this.close()
    this.needs.fallback.set('')
    if (this.wanted === '') return this.put('none')
    this.put('asking')
    this.ask(turn).catch((error: unknown) => {
      if (turn !== this.turn) return
      this.needs.log.info('no portal for keys', { error: error instanceof Error ? error.name : 'unknown' })
      this.put('missing')
      this.needs.fallback.set(this.wanted)
    })
  }

  private async ask(turn: number): Promise<void> {
    const { bus } = this.needs
    const isPortal = (sender: string): boolean => sender === this.owner
    // A program outside of a sandbox says who it is; portals that do not know the call find out by themselves.
    await bus
      .call({ ...SHORTCUTS, interface: 'org.freedesktop.host.portal.Registry' }, 'Register', {
        signature: 'sa{sv}',
        body: ['perch', {}],
      })
      .catch(() => undefined)
    const names = {
      handle_token: await bus.variant('s', `perch${turn}`),
      session_handle_token: await bus.variant('s', ID_PATH),
    }
    const made = await askPortal(bus, { ...SHORTCUTS, member: 'CreateSession', signature: 'a{sv}', body: [names] }, isPortal)
    const session = made.results['session_handle']
    if (turn !== this.turn) return
    if (made.code !== 0 || typeof session !== 'string') return this.put('refused')
    this.session = session
    const wish = {
      description: await bus.variant('s', this.needs.description()),
      preferred_trigger: await bus.variant('s', triggerOf(this.wanted)),
    }
    const body = [session, [[ID, wish]], '', { handle_token: await bus.variant('s', `perch${turn}b`) }]
    const bind = { ...SHORTCUTS, member: 'BindShortcuts', signature: 'oa(sa{sv})sa{sv}', body }
    const { code, results } = await askPortal(bus, bind, isPortal)
    if (turn !== this.turn) return
    if (code === 0) return this.bound(results['shortcuts'])
    this.close()
    this.put('refused')
    if (code === CANCELLED) this.needs.onRefused()
  }

  private bound(shortcuts: unknown): void {
    const ours = Array.isArray(shortcuts) ? shortcuts.map(asShortcut).find(({ id }) => id === ID) : undefined
    if (ours === undefined) this.put('refused')
    else this.put(ours.trigger === '' ? 'unset' : 'given', ours.trigger || null)
  }

  private pressed(options: unknown): void {
    const token = plain(options)['activation_token']
    this.needs.onPress(typeof token === 'string' ? token : null)
  }

  private close(): void {
    const { session } = this
    this.session = null
    if (session === null) return
    const target = { destination: PORTAL_NAME, path: session, interface: 'org.freedesktop.portal.Session' }
    this.needs.bus.call(target, 'Close').catch(() => undefined)
  }

  private put(state: QuickKeyStateName, trigger: string | null = null): void {
    this.now = { state, trigger }
    this.needs.onChange()
  }
}

/** The last element of an object path: letters, figures and underscores. */
const ID_PATH = 'perch_quick'

function asShortcut(entry: unknown): { id: unknown; trigger: string } {
  const [id, facts] = Array.isArray(entry) ? (entry as unknown[]) : []
  const trigger = plain(unwrapped(facts))['trigger_description']
  return { id, trigger: typeof trigger === 'string' ? trigger.slice(0, 100) : '' }
}

/** The key as the "shortcuts" specification of XDG writes it: `CTRL+SHIFT+space`, with the names of xkbcommon. */
export function triggerOf(key: string): string {
  const words = key.split('+')
  const last = words.pop() ?? ''
  const modifiers: Record<string, string> = { Ctrl: 'CTRL', Alt: 'ALT', Shift: 'SHIFT', Super: 'LOGO' }
  const symbol = /^[A-Z]$/.test(last) || last === 'Space' ? last.toLowerCase() : last
  return [...words.map((word) => modifiers[word] ?? word), symbol].join('+')
}
