/** What a webhook may ask for, in the server's words; another word is a 422 (FACTS §8). */
export const WEBHOOK_EVENTS = [
  'message_created',
  'message_updated',
  'conversation_created',
  'conversation_updated',
  'conversation_status_changed',
  'conversation_typing_on',
  'conversation_typing_off',
  'contact_created',
  'contact_updated',
  'webwidget_triggered',
  'inbox_created',
  'inbox_updated',
] as const
/** One of them. Webhooks of newer servers may hold more, so what is read stays text. */
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]
