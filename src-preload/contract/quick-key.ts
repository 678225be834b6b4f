/**
 * How it stands with the key that brings quick reply from any program. `held`: this program has it. `given`: the desktop's portal
 * gives it, `trigger` is what the desktop calls it. `unset`: the portal knows the wish, and no key stands for it yet. `taken`:
 * another program has it. `missing`: programs get no such keys here, and there is no portal for them. `refused`: the portal said no.
 */
export const QUICK_KEY_STATES = ['none', 'asking', 'held', 'given', 'unset', 'taken', 'missing', 'refused'] as const
export type QuickKeyStateName = (typeof QUICK_KEY_STATES)[number]

export interface QuickKeyState {
  state: QuickKeyStateName
  /** The desktop's own words for the key; null where it has none. */
  trigger: string | null
}
