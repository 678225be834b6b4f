import type { Chance } from '../../src-main/core/ports'

/** The same numbers in every run. */
export class FakeChance implements Chance {
  private count = 0

  constructor(private readonly fraction = 0.5) {}

  next(): number {
    return this.fraction
  }

  key(): string {
    return 'ab'.repeat(32)
  }

  uuid(): string {
    this.count += 1
    return uuidOf(this.count, 0xbeef)
  }
}

/** A valid uuid out of a number; `family` keeps two sources apart. */
export function uuidOf(count: number, family = 0): string {
  return `00000000-0000-4000-8000-${family.toString(16).padStart(4, '0')}${count.toString(16).padStart(8, '0')}`
}
