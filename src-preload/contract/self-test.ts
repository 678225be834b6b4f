/**
 * What the self-test looks at on this computer, in its order, and what each can come to. Words: `selfTest.<step>.<reason>` says
 * why; what is not well has a way on in `selfTest.next.<step>.<reason>`.
 */
export const SELF_TEST_REASONS = {
  alert: { ok: ['shown'], fail: ['no-daemon', 'refused', 'silent'] },
  tray: { ok: ['registered', 'host'], warn: ['no-host'] },
  keychain: { ok: ['works'], warn: ['memory', 'silent'], fail: ['differs', 'refused'] },
  store: { ok: ['open'], warn: ['none'], fail: ['trouble'] },
  disk: { ok: ['room'], warn: ['little', 'unknown'], fail: ['full'] },
  line: { ok: ['live'], warn: ['some', 'none', 'not-running'], fail: ['lost'] },
  clock: { ok: ['same'], warn: ['differs', 'unknown'] },
  autostart: { ok: ['on', 'off'], warn: ['other', 'unknown'] },
  portal: { ok: ['there'], warn: ['none'] },
  key: { ok: ['held', 'given', 'none'], warn: ['asking', 'unset', 'taken', 'missing', 'refused'] },
} as const satisfies Record<string, { ok?: readonly string[]; warn?: readonly string[]; fail?: readonly string[] }>

export type SelfTestStepId = keyof typeof SELF_TEST_REASONS
export const SELF_TEST_STEPS = Object.keys(SELF_TEST_REASONS) as SelfTestStepId[]
