import { blank, type WritingState } from './writing-state'

/** What of a writing is on screen, and who hears when it changes. */
export class Shown {
  protected state: WritingState = blank
  private readonly listeners = new Set<() => void>()

  readonly get = (): WritingState => this.state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  protected set(change: Partial<WritingState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}
