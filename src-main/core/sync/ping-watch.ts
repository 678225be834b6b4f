import type { Timers } from './timers'

/** The server pings every 3 s. */
const PING_MS = 3_000
/** So many looks without a ping: at least nine silent seconds. They are counted, for the wall clock may jump. */
const SILENT_LOOKS = 4

/** Notices that a socket has gone silent. Its timer ends with the attempt, as all others do. */
export class PingWatch {
  private looks = 0

  constructor(
    private readonly timers: Pick<Timers<'ping'>, 'set'>,
    private readonly silent: () => void,
  ) {}

  start(): void {
    this.looks = 0
    this.look()
  }

  heard(): void {
    this.looks = 0
  }

  private look(): void {
    this.timers.set('ping', PING_MS, () => {
      this.looks += 1
      if (this.looks >= SILENT_LOOKS) this.silent()
      else this.look()
    })
  }
}
