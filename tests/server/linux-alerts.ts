/** The Alerts port of Linux on a bus of its own, with or without a notification daemon. */
import { expect, vi } from 'vitest'
import { makeLinuxAlerts } from '../../src-main/desktop/alerts/linux'
import { makeBus } from '../../src-main/desktop/bus'
import { loadBusLibrary } from '../../src-main/desktop/bus-connection'
import { clock } from '../../src-main/desktop/clock'
import { makeText } from '../../src-main/desktop/text'
import type { Alert, AlertResponse, Clock } from '../../src-main/core/ports'
import { NotificationServer } from '../e2e/hosts/notification-server'
import { FakeLog } from '../fakes/log'
import { soon } from './soon'

export const alert: Alert = {
  key: 'k1',
  title: { kind: 'name', name: 'Ana Ferreira', more: 0 },
  context: 'WhatsApp, Acme',
  body: { kind: 'customer', text: 'Where is <my> order & why?' },
  actions: ['reply', 'open', 'resolve'],
  urgent: false,
}

/** A picture is four bytes here: no decoder. */
export const paint = (encoded: Uint8Array) => ({ width: 1, height: 1, rgba: Buffer.from(encoded) })

/** Run after each test. */
export const stops: (() => unknown)[] = []

/** Alerts on the session bus; `capabilities` null: there is no daemon yet. */
export async function openAlerts(
  capabilities: string[] | null,
  language: 'en' | 'ru' = 'en',
  patience: Pick<Clock, 'after'> = clock,
) {
  const server = capabilities ? await NotificationServer.start(capabilities) : null
  const log = new FakeLog()
  const bus = makeBus({ load: loadBusLibrary, clock: patience, log })
  const unshown = vi.fn<(alert: Alert) => void>()
  const text = makeText(language, () => 'en')
  const alerts = makeLinuxAlerts({ bus, text, clock: patience, log, unshown, desktopEntry: 'perch', paint })
  const responses: AlertResponse[] = []
  alerts.onResponse((response) => responses.push(response))
  stops.push(
    () => alerts.stop(),
    () => bus.close(),
    () => server?.stop(),
  )
  if (server) await soon(() => expect(alerts.available).toBe(true))
  return {
    server: server as NotificationServer,
    alerts,
    unshown,
    responses,
    heard: () => soon(() => expect(responses).not.toEqual([])),
  }
}
