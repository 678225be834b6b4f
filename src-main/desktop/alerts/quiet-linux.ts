/**
 * Do-not-disturb of Linux desktops. There is no common word for it: Plasma has a property of the notification service, dunst
 * another one, Xfce a setting behind its own service, GNOME and Cinnamon a setting that only their own tool reads. Whatever
 * answers is believed; when nothing answers, nobody knows.
 */
import type { Stop } from '../../core/ports'
import type { Bus, BusTarget } from '../bus'

interface QuietNeeds {
  bus: Bus
  /** As in XDG_CURRENT_DESKTOP. */
  desktop: string
  /** Runs `gsettings` and answers with what it prints; null: it is not there, or it does not know. */
  gsettings: (words: string[]) => Promise<string | null>
}

const NOTIFICATIONS = 'org.freedesktop.Notifications'
const SERVICE = { destination: NOTIFICATIONS, path: '/org/freedesktop/Notifications' }
const PROPERTIES = 'org.freedesktop.DBus.Properties'
const XFCONF = 'org.xfce.Xfconf'
const DCONF = 'ca.desrt.dconf.Writer'
const XFCE_PLACE = ['xfce4-notifyd', '/do-not-disturb']
const PATIENCE_MS = 3_000

interface Schema {
  desktop: RegExp
  schema: string
  key: string
  /** What it says when it is quiet. */
  quiet: string
}

const XFCE = /xfce/i
const SCHEMAS: readonly Schema[] = [
  { desktop: /GNOME|Unity|Budgie|Pantheon/i, schema: 'org.gnome.desktop.notifications', key: 'show-banners', quiet: 'false' },
  { desktop: /Cinnamon/i, schema: 'org.cinnamon.desktop.notifications', key: 'display-notifications', quiet: 'false' },
]

/** Follows it; `isQuiet` answers at once with what was last heard. */
export class LinuxQuiet {
  private known: boolean | null = null
  private isOwned = false
  private readonly stops: Stop[]
  private readonly schema: Schema | null
  private asking: Promise<void> = Promise.resolve()

  constructor(private readonly needs: QuietNeeds) {
    const { bus, desktop } = needs
    const look = (): void => this.look()
    const properties = { interface: PROPERTIES, member: 'PropertiesChanged', path: SERVICE.path }
    this.stops = [
      bus.onOwner(NOTIFICATIONS, (owner) => {
        this.isOwned = owner !== null
        this.look()
      }),
      bus.onSignal(properties, look),
    ]
    this.schema = SCHEMAS.find((one) => one.desktop.test(desktop)) ?? null
    // Their services tell of every setting of the desktop: only where it is the one that counts.
    if (XFCE.test(desktop))
      this.stops.push(
        bus.onSignal({ interface: XFCONF, member: 'PropertyChanged' }, ({ body }) => body[1] === XFCE_PLACE[1] && look()),
      )
    if (this.schema !== null)
      this.stops.push(bus.onSignal({ interface: DCONF, member: 'Notify' }, ({ body }) => this.isSchema(body[0]) && look()))
  }

  isQuiet(): boolean | null {
    return this.known
  }

  stop(): void {
    for (const stop of this.stops) stop()
  }

  private look(): void {
    this.asking = this.asking.then(async () => void (this.known = await this.ask())).catch(() => void (this.known = null))
  }

  /** The first that knows. */
  private async ask(): Promise<boolean | null> {
    const sources = [
      () => this.property({ ...SERVICE, interface: NOTIFICATIONS }, 'Inhibited'),
      () => this.property({ ...SERVICE, interface: 'org.dunstproject.cmd0' }, 'paused'),
      () => this.xfce(),
      () => this.setting(),
    ]
    for (const source of sources) {
      const answer = await source().catch(() => null)
      if (answer !== null) return answer
    }
    return null
  }

  private async property(target: BusTarget, name: string): Promise<boolean | null> {
    // Asking would start a service that nobody needs yet.
    if (!this.isOwned) return null
    const words = { signature: 'ss', body: [target.interface, name], withinMs: PATIENCE_MS }
    const [value] = await this.needs.bus.call({ ...target, interface: PROPERTIES }, 'Get', words)
    return asFlag(value)
  }

  private async xfce(): Promise<boolean | null> {
    if (!XFCE.test(this.needs.desktop)) return null
    const target = { destination: XFCONF, path: '/org/xfce/Xfconf', interface: XFCONF }
    const [value] = await this.needs.bus.call(target, 'GetProperty', {
      signature: 'ss',
      body: XFCE_PLACE,
      withinMs: PATIENCE_MS,
    })
    return asFlag(value)
  }

  private async setting(): Promise<boolean | null> {
    if (this.schema === null) return null
    const said = await this.needs.gsettings(['get', this.schema.schema, this.schema.key])
    return said === null ? null : said.trim() === this.schema.quiet
  }

  private isSchema(prefix: unknown): boolean {
    const place = `/${this.schema?.schema.replaceAll('.', '/')}/`
    return typeof prefix === 'string' && (prefix.startsWith(place) || place.startsWith(prefix))
  }
}

/** The library wraps values whose type is free. */
function asFlag(value: unknown): boolean | null {
  const inner = value !== null && typeof value === 'object' && 'value' in value ? value.value : value
  return typeof inner === 'boolean' ? inner : null
}
