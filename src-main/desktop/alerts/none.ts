import type { Alerts } from '../../core/ports'

/** No way to show anything: the window shows a toast itself, and the tray says so. */
export function makeNoAlerts(): Alerts & { readonly canReply: boolean } {
  return {
    available: false,
    canReply: false,
    show: () => Promise.resolve(),
    withdraw: () => Promise.resolve(),
    onResponse: () => () => undefined,
  }
}
