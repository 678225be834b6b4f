import type { WebhookEvent } from './events'

/** How a channel of one's own is recognised and set up: one file of `definitions`, and nothing else, is a new connector. */
export interface Connector {
  id: string
  /** An API inbox whose name contains this, in any case, is the connector's; empty: only the chosen name itself. */
  match: string
  /** Name of the inbox that is made when there is none. */
  inboxName: string
  /** The attribute of a customer that holds who he is in that network. */
  attribute: { key: string; name: string }
  /** What the connector must hear to carry answers back. */
  events: readonly WebhookEvent[]
  /** Who the test customer is, when nobody says. */
  testUserId: string
  /** Catalog key of what this connector needs on its own side. */
  helpKey: string
}
