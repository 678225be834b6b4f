import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type ChannelHandlers = Pick<Handlers, Extract<keyof Handlers, `inbox.${string}` | `webhook.${string}`>>

export function channelHandlers({ channels }: HandlerNeeds): ChannelHandlers {
  return {
    'inbox.list': async (at) => (await channels()).inboxes(at),
    'inbox.members': async (at) => (await channels()).members(at),
    'inbox.create': async (input) => (await channels()).createInbox(input),
    'inbox.update': async (input) => (await channels()).updateInbox(input),
    'inbox.setMembers': async (input) => (await channels()).setMembers(input),
    'inbox.reveal': async (at) => (await channels()).reveal(at),
    'inbox.remove': async (input) => (await channels()).removeInbox(input),
    'webhook.list': async (at) => (await channels()).webhooks(at),
    'webhook.create': async (input) => (await channels()).createWebhook(input),
    'webhook.update': async (input) => (await channels()).updateWebhook(input),
    'webhook.remove': async (input) => (await channels()).removeWebhook(input),
  }
}
