import type { AlertSettings } from '../../../src-preload/contract/schemas/alert'

const MINUTE_MS = 60_000
const WORK_DAYS = [1, 2, 3, 4, 5]

/** What alerts do before the agent has said anything. What each key means stands at the schema. */
export const defaultAlertSettings: AlertSettings = {
  alertsEnabled: true,
  alertsPausedUntilAt: null,
  alertPrivacy: 'text',
  alertOnNotes: 'mentions',
  alertScope: 'mine-and-unassigned',
  alertScopeBy: {},
  alertParticipating: false,
  alertRules: [],
  alertsMuted: [],
  quietHours: { on: false, zone: '', spans: [{ days: WORK_DAYS, from: 18 * 60, to: 8 * 60 + 30 }] },
  quietWithDesktop: true,
  quietWhenBusy: false,
  remindAfterMs: 10 * MINUTE_MS,
  remindTimes: 3,
  sounds: { customer: 'chime', mention: 'bell', note: 'drop', waiting: 'knock' },
  soundVolume: 60,
}
