/** Notifications on Windows and macOS. One object per conversation; the newest closes the one before. */
import type { NativeImage, Notification, NotificationConstructorOptions } from 'electron'
import type { Alert, AlertResponse, Alerts, Log, Stop } from '../../core/ports'
import { notificationOffers } from '../can'
import type { Text } from '../text'
import { alertWords } from './words'

interface ElectronAlertsNeeds {
  /** Electron's class. */
  Notification: { new (options: NotificationConstructorOptions): Notification; isSupported(): boolean }
  platform: 'win32' | 'darwin'
  /** Its version: newer ones can do more. */
  electron: string
  text: Text
  log: Log
  /** The picture of a customer as the system wants it. */
  icon: (encoded: Uint8Array) => NativeImage
  /** The system did not show it: somebody else must. */
  unshown: (alert: Alert) => void
}

/** The Alerts port over Electron's own notifications. */
export function makeElectronAlerts(needs: ElectronAlertsNeeds): ElectronAlerts {
  return new ElectronAlerts(needs)
}

export class ElectronAlerts implements Alerts {
  private readonly listeners = new Set<(response: AlertResponse) => void>()
  /** Also keeps them from being collected, which would lose their clicks. */
  private readonly shown = new Map<string, Notification>()
  private readonly offers: ReturnType<typeof notificationOffers>

  constructor(private readonly needs: ElectronAlertsNeeds) {
    this.offers = notificationOffers(needs.platform, needs.electron)
  }

  get available(): boolean {
    return this.needs.Notification.isSupported()
  }

  get canReply(): boolean {
    return this.offers.reply
  }

  show(alert: Alert): Promise<void> {
    this.take(alert.key)
    const notification = this.create(alert)
    this.shown.set(alert.key, notification)
    notification.show()
    return Promise.resolve()
  }

  withdraw(key: string): Promise<void> {
    this.take(key)
    return Promise.resolve()
  }

  onResponse(listener: (response: AlertResponse) => void): Stop {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private create(alert: Alert): Notification {
    const { offers } = this
    const { text, platform } = this.needs
    const words = alertWords(alert, text)
    const isMac = platform === 'darwin'
    const canReply = offers.reply && alert.actions.includes('reply')
    const buttons = offers.actions ? alert.actions.filter((action) => action !== 'reply' || !canReply) : []
    const notification = new this.needs.Notification({
      title: words.title,
      body: words.context && !isMac ? `${words.body}\n${words.context}` : words.body,
      ...(words.context && isMac ? { subtitle: words.context } : {}),
      ...(canReply ? { hasReply: true, replyPlaceholder: text.t('alert.replyHint') } : {}),
      actions: buttons.map((action) => ({ type: 'button', text: text.t(`alert.${action}`) })),
      // Perch plays its own, with its volume.
      silent: true,
      ...(alert.picture ? { icon: this.needs.icon(alert.picture) } : {}),
      urgency: alert.urgent ? 'critical' : 'normal',
    })
    this.listen(alert, notification, buttons)
    return notification
  }

  private listen(alert: Alert, notification: Notification, buttons: Alert['actions']): void {
    const { key } = alert
    const open = (): void => this.tell({ kind: 'open', key, activationToken: null })
    notification.on('click', open)
    notification.on('reply', (_event, reply) => this.tell({ kind: 'reply', key, text: reply, activationToken: null }))
    notification.on('action', (_event, index) => {
      const action = buttons[index]
      if (action === 'resolve' || action === 'snooze' || action === 'read') this.tell({ kind: action, key })
      else if (action === 'reply') this.tell({ kind: 'reply', key, text: null, activationToken: null })
      else open()
    })
    notification.on('close', () => {
      // Not for one that was replaced or withdrawn: it left the map before.
      if (this.shown.get(key) !== notification) return
      this.shown.delete(key)
      this.tell({ kind: 'dismissed', key })
    })
    notification.on('failed', () => {
      // Its text may name what it was about; that it failed is enough.
      this.needs.log.warn('alert not shown')
      if (this.shown.get(key) === notification) this.shown.delete(key)
      this.needs.unshown(alert)
    })
  }

  private take(key: string): void {
    const old = this.shown.get(key)
    this.shown.delete(key)
    old?.close()
  }

  private tell(response: AlertResponse): void {
    for (const listener of [...this.listeners]) listener(response)
  }
}
