import type { Conversation, Inbox } from '../../src-preload/contract/entities'
import { say } from '../text/t'
import { channelLook } from './names'

/** How a channel is called in a sentence: an API inbox and an unknown one by the name of the inbox. */
export function channelName({ channel }: Pick<Conversation, 'channel'>, inbox: Pick<Inbox, 'name'> | undefined): string {
  const { word } = channelLook(channel, inbox?.name)
  const isPlain = word === 'api' || word === 'other'
  return (isPlain && inbox?.name) || say(`channel.${word}`)
}
