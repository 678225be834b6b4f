import type { JsonObject } from '../model/json'
import type { Postman } from '../model/world'

const PATIENCE_MS = 5_000

/** Delivers webhooks as the real server does: once, with five seconds of patience. */
export class HttpPostman implements Postman {
  readonly #inFlight = new AbortController()

  post(url: string, body: JsonObject, onFailure: (reason: string) => void): void {
    void this.#deliver(url, body).then((reason) => {
      if (reason !== null && !this.#inFlight.signal.aborted) onFailure(reason)
    })
  }

  stop(): void {
    this.#inFlight.abort()
  }

  /** The reason it failed, or null. */
  async #deliver(url: string, body: JsonObject): Promise<string | null> {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.any([this.#inFlight.signal, AbortSignal.timeout(PATIENCE_MS)]),
      })
      await answer.arrayBuffer()
      return answer.ok ? null : `${answer.status} ${answer.statusText}`
    } catch (error: unknown) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      return cause instanceof Error ? `Failed to open TCP connection (${cause.message})` : String(cause)
    }
  }
}
