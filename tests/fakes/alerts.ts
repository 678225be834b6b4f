import type { Alert, AlertResponse, Alerts, Stop } from '../../src-main/core/ports'

/** A screen of notifications: what is on it now, and all that ever was. */
export class FakeAlerts implements Alerts {
  available = true
  canReply = true
  readonly shown: Alert[] = []
  readonly onScreen = new Map<string, Alert>()
  private readonly listeners = new Set<(response: AlertResponse) => void>()

  show(alert: Alert): Promise<void> {
    this.shown.push(alert)
    this.onScreen.set(alert.key, alert)
    return Promise.resolve()
  }

  withdraw(key: string): Promise<void> {
    this.onScreen.delete(key)
    return Promise.resolve()
  }

  onResponse(listener: (response: AlertResponse) => void): Stop {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  respond(response: AlertResponse): void {
    for (const listener of this.listeners) listener(response)
  }
}
