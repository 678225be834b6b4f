import type { Handlers } from '../serve'
import { appHandlers } from './app'
import { conversationHandlers } from './conversation'
import type { HandlerNeeds } from './needs'
import { profileHandlers } from './profile'
import { replyHandlers } from './reply'

/** One handler for each call of the treaty; leaving one out does not compile. */
export function makeHandlers(needs: HandlerNeeds): Handlers {
  return { ...profileHandlers(needs), ...conversationHandlers(needs), ...replyHandlers(needs), ...appHandlers(needs) }
}
