/** The events are part of the treaty: the window offers them one by one. */
export { WEBHOOK_EVENTS, type WebhookEvent } from '../../../src-preload/contract/webhook-events'
