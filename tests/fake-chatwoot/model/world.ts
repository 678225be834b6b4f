import type { ServerClock } from './clock'
import type { Database } from './database'
import type { JsonObject } from './json'
import type { Presence } from './presence'
import type { Conversation, Message, User } from './rows'
import type { Features } from './version'

/**
 * Tells connected clients what happened. Data is built by a function that runs when the event goes out, for the real
 * server shows conversations as they are then.
 */
export interface Herald {
  /** To all subscriptions of these people. */
  toUsers(users: User[], event: string, data: () => JsonObject): void
  /** To everybody subscribed to the account. */
  toAccount(accountId: number, event: string, data: () => JsonObject): void
}

/** Carries events to webhooks, out of the process. */
export interface Postman {
  post(url: string, body: JsonObject, onFailure: (reason: string) => void): void
}

/** Everything the rules of the server need. */
export interface World {
  db: Database
  clock: ServerClock
  presence: Presence
  features: Features
  herald: Herald
  postman: Postman
  /** Told of every new message; customers of the demo listen here. */
  listeners: Set<(conversation: Conversation, message: Message) => void>
  /** The address files are linked with; known once the server listens. */
  base: string
}
