import type { Heartbeat } from './gap'

/** Gaps further apart than this have nothing to do with each other. */
export const GAPS_MS = 10 * 60_000
const GAPS_FOR_SOCKET = 2
const GAPS_FOR_POLLING = 3

/** What a heartbeat asks for. */
export type HeartVerdict = 'go-on' | 'try-sooner' | 'connect' | 'poll'

export interface HeartView {
  isLive: boolean
  /** The beat before this one got lost. */
  isSecondTry: boolean
  now: number
}

/** Says what a heartbeat means; remembers the gaps of the last minutes. */
export class HeartCheck {
  private gapsAt: number[] = []

  judge(beat: Heartbeat, { isLive, isSecondTry, now }: HeartView): HeartVerdict {
    if (beat.kind === 'failed' && beat.why !== 'throttled') {
      // One request that got lost says little about a socket that is well.
      const isLost = beat.why === 'never-sent' || beat.why === 'unsure'
      return isLost && !isSecondTry ? 'try-sooner' : 'connect'
    }
    // Polling always finds what no socket brings.
    return beat.kind === 'gap' && isLive ? this.afterGap(now) : 'go-on'
  }

  /** The second time in ten minutes asks for a new socket, the third says that none will help now. */
  private afterGap(now: number): HeartVerdict {
    this.gapsAt = [...this.gapsAt.filter((at) => Math.abs(now - at) < GAPS_MS), now]
    if (this.gapsAt.length < GAPS_FOR_SOCKET) return 'go-on'
    if (this.gapsAt.length < GAPS_FOR_POLLING) return 'connect'
    this.gapsAt = []
    return 'poll'
  }
}
