/** Pictures of customers for their alerts, in memory only. An alert never waits for one: it is there the next time. */
import type { Log, Server } from '../ports'

const MOST_KEPT = 60
const PATIENCE = { maxBytes: 300_000, answerMs: 8_000 }

/** `null`: on its way, or not to be had. */
export class Faces {
  private readonly kept = new Map<string, Uint8Array | null>()

  constructor(private readonly needs: { server: Pick<Server, 'readFile'>; log: Log }) {}

  of(url: string | null): Uint8Array | null {
    if (url === null || url === '') return null
    const known = this.kept.get(url)
    if (known !== undefined) return known
    this.keep(url, null)
    this.fetch(url).catch((error: unknown) => void this.needs.log.bug('alerts/faces', error))
    return null
  }

  private async fetch(url: string): Promise<void> {
    const outcome = await this.needs.server.readFile(url, PATIENCE)
    if (outcome.kind === 'accepted') this.keep(url, outcome.value.bytes)
    // The next alert may find a line.
    else if (outcome.kind !== 'refused') this.kept.delete(url)
  }

  private keep(url: string, bytes: Uint8Array | null): void {
    this.kept.set(url, bytes)
    const [oldest] = this.kept.keys()
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest)
  }
}
