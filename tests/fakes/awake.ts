import type { Awake } from '../../src-main/core/ports'

/** Somebody is at the keyboard, unless `isAway` says that the screen is locked. */
export function fakeAwake(isAway: () => boolean = () => false): Pick<Awake, 'isAway' | 'state' | 'onTurn'> {
  return {
    isAway,
    state: () => ({ asleep: false, locked: isAway(), idleMs: 0 }),
    onTurn: () => () => undefined,
  }
}
