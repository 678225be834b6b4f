/**
 * Pictures of HTML mails. Those of the customer's own mail lie on the server the agent signed in to, whatever host the link
 * names (FACTS §3.5); all others are a stranger's, and are only asked for when the agent wants to see them. What is shown is
 * surely a picture by its first bytes, and no larger than any other.
 */
import type { Server } from '../ports'
import { isTooLargeToDraw } from './pixels'
import { HEAD_BYTES, pictureType } from './types'

/** A newsletter's largest photo; what is bigger is not shown. */
const LARGEST = 8 * 1024 * 1024
const PATIENCE = { maxBytes: LARGEST, answerMs: 20_000 }
/** Asked for again when the mail is drawn again: so many are remembered. */
const MOST_KEPT = 100
const OWN_PATH = /^(?:https?:\/\/[^/?#]+)?\/rails\/active_storage\//i

interface Picture {
  bytes: Uint8Array
  type: string
}

/** Reads the pictures of mails for one profile, and remembers those it read last. */
export class MailPictures {
  private readonly kept = new Map<string, Promise<Picture | null>>()

  constructor(private readonly server: Pick<Server, 'readFile' | 'readForeign'>) {}

  /** Null: not to be had, or no picture. */
  read(url: string): Promise<Picture | null> {
    const coming = this.kept.get(url) ?? this.fetch(url)
    this.kept.delete(url)
    this.kept.set(url, coming)
    const [oldest] = this.kept.keys()
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest)
    return coming
  }

  private async fetch(url: string): Promise<Picture | null> {
    const read = await (OWN_PATH.test(url) ? this.server.readFile(url, PATIENCE) : this.server.readForeign(url, PATIENCE))
    const type =
      read.kind === 'accepted' && !isTooLargeToDraw(read.value.bytes)
        ? pictureType(read.value.bytes.slice(0, HEAD_BYTES))
        : null
    // The next look may find a line.
    if (read.kind !== 'accepted') this.kept.delete(url)
    return read.kind === 'accepted' && type !== null ? { bytes: read.value.bytes, type } : null
  }
}
