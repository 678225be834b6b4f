// A panel for tests: the watcher tray icons register with, and a host that reads them and clicks their
// menus. It may appear after the app did, as a panel does when Perch is started at login.
import { createHash } from 'node:crypto'
import { Variant } from '@particle/dbus-next'
import { PrivateBus, type Answer, type Incoming, type Target } from './private-bus'
import { Changes } from './until'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const PATH = '/StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'
const PROPERTIES = 'org.freedesktop.DBus.Properties'

export interface MenuEntry {
  id: number
  label: string
  isEnabled: boolean
  isVisible: boolean
  isSeparator: boolean
  /** undefined: the entry cannot be checked. */
  isChecked: boolean | undefined
  entries: MenuEntry[]
}

export interface TrayIcon {
  width: number
  height: number
  /** 32 bits a pixel: alpha, red, green, blue. */
  argb: Buffer
  /** Two icons are the same picture when their hashes are. */
  hash: string
}

export class TrayWatcher {
  private readonly items: Target[] = []
  private readonly changes = new Changes()

  private constructor(private readonly bus: PrivateBus) {}

  /** Puts the panel up; `appearNow: false` only connects, `appear()` then makes it late. */
  static async start({ appearNow = true } = {}): Promise<TrayWatcher> {
    const watcher = new TrayWatcher(await PrivateBus.connect())
    watcher.bus.serve(PATH, (call) => watcher.answer(call))
    const ownerChanged = "sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged'"
    await watcher.bus.listen(ownerChanged, ({ body }) => watcher.forget(body as string[]))
    for (const name of [ITEM, MENU]) await watcher.bus.listen(`interface='${name}'`, () => watcher.changes.tell())
    if (appearNow) await watcher.appear()
    return watcher
  }

  async appear(): Promise<void> {
    await this.bus.own(WATCHER)
    this.signal('StatusNotifierHostRegistered')
  }

  /** The panel crashes: it forgets its icons. */
  async leave(): Promise<void> {
    await this.bus.release(WATCHER)
    this.items.length = 0
  }

  stop(): void {
    this.bus.close()
  }

  /** How many icons are in the tray now. */
  get count(): number {
    return this.items.length
  }

  /** Waits for an icon to register and returns what reads and clicks it. */
  async waitForItem(timeoutMs?: number): Promise<TrayItem> {
    const found = await this.changes.until('a tray icon', () => this.items.at(-1), timeoutMs)
    return new TrayItem(this.bus, this.changes, found)
  }

  /** Waits until the tray is empty. */
  async waitForNone(timeoutMs?: number): Promise<void> {
    await this.changes.until('an empty tray', () => this.items.length === 0 || undefined, timeoutMs)
  }

  private answer(call: Incoming): Answer | undefined {
    const [word, property] = call.body as string[]
    switch (call.member) {
      case 'RegisterStatusNotifierItem':
        this.register(word ?? '', call.sender)
        return {}
      case 'RegisterStatusNotifierHost':
        return {}
      case 'Get':
        return { signature: 'v', body: [this.properties()[property ?? '']] }
      case 'GetAll':
        return { signature: 'a{sv}', body: [this.properties()] }
      default:
        return undefined
    }
  }

  private properties(): Record<string, Variant<unknown>> {
    return {
      IsStatusNotifierHostRegistered: new Variant('b', true),
      ProtocolVersion: new Variant('i', 0),
      RegisteredStatusNotifierItems: new Variant('as', this.items.map(nameOf)),
    }
  }

  /** Items name themselves by bus name, by path, or by both in one word (Electron). */
  private register(word: string, sender: string): void {
    const at = word.indexOf('/')
    const destination = at === 0 || word === '' ? sender : at > 0 ? word.slice(0, at) : word
    const item = { destination, path: at >= 0 ? word.slice(at) : '/StatusNotifierItem', interface: ITEM }
    if (!this.items.some((known) => nameOf(known) === nameOf(item))) this.items.push(item)
    this.signal('StatusNotifierItemRegistered', 's', [nameOf(item)])
    this.changes.tell()
  }

  private forget([name, , newOwner]: string[]): void {
    const gone = this.items.findIndex((item) => item.destination === name)
    if (gone < 0 || newOwner !== '') return
    this.items.splice(gone, 1)
    this.changes.tell()
  }

  private signal(member: string, signature = '', body: unknown[] = []): void {
    this.bus.emit({ path: PATH, interface: WATCHER, member }, signature, body)
  }
}

export class TrayItem {
  constructor(
    private readonly bus: PrivateBus,
    private readonly changes: Changes,
    private readonly target: Target,
  ) {}

  /** The largest picture the item offers. */
  async icon(): Promise<TrayIcon> {
    const pictures = (await this.property('IconPixmap')) as [number, number, Uint8Array][]
    const [width, height, bytes] = pictures.toSorted(([left], [right]) => right - left)[0] ?? [0, 0, new Uint8Array()]
    const argb = Buffer.from(bytes)
    return { width, height, argb, hash: createHash('sha256').update(argb).digest('hex').slice(0, 16) }
  }

  async tooltip(): Promise<string> {
    const tooltip = (await this.property('ToolTip')) as [string, unknown[], string, string]
    return tooltip[2]
  }

  /** Left click. */
  async activate(): Promise<void> {
    await this.bus.call({ ...this.target, member: 'Activate' }, 'ii', [0, 0])
  }

  /** Reads again on every change until the reading fits. */
  async waitFor<T>(read: (item: TrayItem) => Promise<T>, fits: (value: T) => boolean, timeoutMs = 20_000): Promise<T> {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      const changed = this.nextChange()
      const value = await read(this)
      if (fits(value)) return value
      if (Date.now() > deadline) throw new Error(`the tray icon does not become what was waited for: ${JSON.stringify(value)}`)
      await changed
    }
  }

  async menu(): Promise<MenuEntry[]> {
    const target = { ...(await this.menuTarget()), member: 'GetLayout' }
    const [, root] = await this.bus.call(target, 'iias', [0, -1, []])
    return toEntry(root as RawEntry).entries
  }

  /** Clicks an entry by its label, or by the labels that lead to it. Ids change with every new menu. */
  async click(...labels: string[]): Promise<void> {
    let entries = await this.menu()
    let entry: MenuEntry | undefined
    for (const label of labels) {
      entry = entries.find((candidate) => candidate.label === label)
      if (!entry) throw new Error(`no “${label}” in the tray menu: ${entries.map(({ label: other }) => other).join(' | ')}`)
      entries = entry.entries
    }
    if (!entry?.isEnabled) throw new Error(`“${labels.join(' › ')}” cannot be clicked`)
    const target = { ...(await this.menuTarget()), member: 'Event' }
    await this.bus.call(target, 'isvu', [entry.id, 'clicked', new Variant('i', 0), 0])
  }

  private async menuTarget(): Promise<Target> {
    return { destination: this.target.destination, path: (await this.property('Menu')) as string, interface: MENU }
  }

  private async property(name: string): Promise<unknown> {
    const target = { ...this.target, interface: PROPERTIES, member: 'Get' }
    const [value] = await this.bus.call(target, 'ss', [ITEM, name])
    return (value as Variant<unknown>).value
  }

  /** The next signal of any item, or a second: some changes (checked entries) are not announced. */
  private async nextChange(): Promise<void> {
    let isFirstLook = true
    const isLater = (): true | undefined => (isFirstLook ? void (isFirstLook = false) : true)
    await this.changes.until('a change of the tray', isLater, 1000).catch(() => undefined)
  }
}

type RawEntry = [number, Record<string, Variant<unknown>>, Variant<RawEntry>[]]

function toEntry([id, properties, children]: RawEntry): MenuEntry {
  const text = (name: string): string => (properties[name]?.value as string | undefined) ?? ''
  const flag = (name: string): boolean => (properties[name]?.value as boolean | undefined) ?? true
  return {
    id,
    // A single underscore marks the key; a doubled one is an underscore.
    label: text('label').replace(/_(.)/g, '$1'),
    isEnabled: flag('enabled'),
    isVisible: flag('visible'),
    isSeparator: text('type') === 'separator',
    isChecked: text('toggle-type') === '' ? undefined : properties['toggle-state']?.value === 1,
    entries: children.map((child) => toEntry(child.value)),
  }
}

function nameOf(item: Target): string {
  return `${item.destination}${item.path}`
}
