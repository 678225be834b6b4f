/** Notifications on Windows and macOS. One object per conversation; the newest closes the one before. */
import { Notification } from 'electron'
import type { Alert, AlertResponse, Alerts } from '../../core/ports'
import { notificationOffers } from '../can'
import type { Text } from '../text'
import { alertWords } from './words'

/** The Alerts port over Electron's own notifications. */
export function makeElectronAlerts(text: Text): Alerts {
  const listeners = new Set<(response: AlertResponse) => void>()
  // Also keeps them from being collected, which would lose their clicks.
  const shown = new Map<string, Notification>()
  const offers = notificationOffers(process.platform, process.versions.electron)

  const tell = (response: AlertResponse): void => {
    for (const listener of [...listeners]) listener(response)
  }
  const isCurrent = (key: string, notification: Notification): boolean => shown.get(key) === notification

  function create(alert: Alert): Notification {
    const words = alertWords(alert, text)
    const isMac = process.platform === 'darwin'
    const body = words.context && !isMac ? `${words.body}\n${words.context}` : words.body
    const buttons = offers.actions ? alert.actions.filter((action) => action !== 'reply' || !offers.reply) : []
    const notification = new Notification({
      title: words.title,
      body,
      ...(words.context && isMac ? { subtitle: words.context } : {}),
      ...(offers.reply && alert.actions.includes('reply')
        ? { hasReply: true, replyPlaceholder: text.t('alert.replyHint') }
        : {}),
      actions: buttons.map((action) => ({ type: 'button', text: text.t(`alert.${action}`) })),
      urgency: alert.urgent ? 'critical' : 'normal',
    })
    listen(alert.key, notification, buttons)
    return notification
  }

  function listen(key: string, notification: Notification, buttons: Alert['actions']): void {
    const open = (): void => tell({ kind: 'open', key, activationToken: null })
    notification.on('click', open)
    notification.on('reply', (_event, reply) => tell({ kind: 'reply', key, text: reply, activationToken: null }))
    notification.on('action', (_event, index) => {
      const action = buttons[index]
      if (action === 'resolve') tell({ kind: 'resolve', key })
      else if (action === 'reply') tell({ kind: 'reply', key, text: null, activationToken: null })
      else open()
    })
    notification.on('close', () => {
      // Not for one that was replaced or withdrawn: it left the map before.
      if (!isCurrent(key, notification)) return
      shown.delete(key)
      tell({ kind: 'dismissed', key })
    })
  }

  function take(key: string): void {
    const old = shown.get(key)
    shown.delete(key)
    old?.close()
  }

  return {
    get available() {
      return Notification.isSupported()
    },
    show(alert) {
      take(alert.key)
      const notification = create(alert)
      shown.set(alert.key, notification)
      notification.show()
      return Promise.resolve()
    },
    withdraw: (key) => Promise.resolve(take(key)),
    onResponse(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
