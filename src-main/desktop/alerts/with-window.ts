/**
 * Alerts of the desktop; and of the window where the desktop has none or does not take one: a toast, as long as the window is
 * on screen (HOUSE §7). With neither there is nothing to promise, and the policy says so. The sound is ours on every desktop.
 */
import type { Alert, AlertResponse, Alerts, DesktopQuiet, Stop } from '../../core/ports'
import type { Text } from '../text'
import type { Player } from './player'
import { alertWords } from './words'

/** The window, as far as alerts need it. */
export interface AlertScreen {
  isVisible(): boolean
  toast(words: { title: string; body: string }): void
  /** An alert with a Reply button is on screen: the window it opens may be needed soon (M8). */
  warm(): void
}
/** `showIn` comes once there is a window. `canReply`: there is a field for a reply in the alert itself. */
export interface DesktopAlerts extends Alerts {
  readonly canReply: boolean
  showIn(screen: AlertScreen): void
  readonly player: Player
  /** Do-not-disturb of the desktop. */
  readonly quiet: DesktopQuiet
}

interface WithWindowNeeds {
  /** Makes the desktop's own; it calls `unshown` for each alert that was not taken. */
  native: (unshown: (alert: Alert) => void) => Alerts & { readonly canReply: boolean }
  text: Text
  player: Player
  quiet: DesktopQuiet
}

/** The Alerts port that never loses an alert in silence. */
export function makeAlertsWithWindow(needs: WithWindowNeeds): DesktopAlerts {
  return new AlertsWithWindow(needs)
}

class AlertsWithWindow implements DesktopAlerts {
  readonly player: Player
  readonly quiet: DesktopQuiet
  private readonly native: ReturnType<WithWindowNeeds['native']>
  private screen: AlertScreen | null = null
  private isExplained = false

  constructor(private readonly needs: WithWindowNeeds) {
    this.player = needs.player
    this.quiet = needs.quiet
    this.native = needs.native((alert) => this.toast(alert))
  }

  get available(): boolean {
    return this.native.available || this.screen?.isVisible() === true
  }

  get canReply(): boolean {
    return this.native.canReply
  }

  /** The alert first: what goes with it takes longer than it may (P4). With nobody to show it, the desktop's own keeps it. */
  async show(alert: Alert): Promise<void> {
    if (!this.available) return this.native.show(alert)
    if (this.native.available) return this.native.show(alert).finally(() => this.accompany(alert))
    this.toast(alert)
    this.accompany(alert)
  }

  withdraw(key: string): Promise<void> {
    return this.native.withdraw(key)
  }

  onResponse(listener: (response: AlertResponse) => void): Stop {
    return this.native.onResponse(listener)
  }

  showIn(screen: AlertScreen): void {
    this.screen = screen
  }

  private accompany(alert: Alert): void {
    if (alert.sound) this.player.play(alert.sound.name, alert.sound.volume)
    if (this.native.available && !this.native.canReply && alert.actions.includes('reply')) this.screen?.warm()
  }

  private toast(alert: Alert): void {
    const { screen } = this
    if (screen?.isVisible() !== true) return
    const { title, body } = alertWords(alert, this.needs.text)
    // Once, and in the same line: a second one would take the first away.
    screen.toast({ title, body: this.isExplained ? body : this.needs.text.t('alert.shownHere', { body }) })
    this.isExplained = true
  }
}
