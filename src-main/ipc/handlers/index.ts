import { refuse } from '../../core/answer'
import { switchedOff } from '../../core/managed'
import type { CallName } from '../../../src-preload/contract/names'
import type { Caller, Handlers } from '../serve'
import { actionHandlers } from './action'
import { alertHandlers } from './alert'
import { appHandlers } from './app'
import { attachmentHandlers } from './attachment'
import { cannedHandlers } from './canned'
import { channelHandlers } from './channel'
import { contactHandlers } from './contact'
import { conversationHandlers } from './conversation'
import { doctorHandlers } from './doctor'
import { errandHandlers } from './errand'
import { healthHandlers } from './health'
import type { HandlerNeeds } from './needs'
import { managedHandlers } from './managed'
import { mailHandlers } from './mail'
import { messageHandlers } from './message'
import { missedHandlers } from './missed'
import { packHandlers } from './pack'
import { profileHandlers } from './profile'
import { quickHandlers } from './quick'
import { receiveHandlers } from './receive'
import { replyHandlers } from './reply'
import { reviewHandlers } from './review'
import { searchHandlers } from './search'
import { selfTestHandlers } from './self-test'
import { startupHandlers } from './startup'
import { storageHandlers } from './storage'
import { templateHandlers } from './template'
import { updateHandlers } from './update'
import { wizardHandlers } from './wizard'

/** These know nothing of profiles: a window may ask them while the databases are still being opened. */
const AT_ONCE: readonly CallName[] = [
  'settings.get',
  'managed.get',
  'startup.get',
  'startup.set',
  'update.state',
  'update.check',
  'about.get',
  'window.control',
  'window.report',
  'quick.close',
]

/** One handler for each call of the treaty; leaving one out does not compile. All but a few wait until profiles are restored. */
export function makeHandlers(needs: HandlerNeeds): Handlers {
  const handlers: Handlers = {
    ...profileHandlers(needs),
    ...conversationHandlers(needs),
    ...messageHandlers(needs),
    ...actionHandlers(needs),
    ...contactHandlers(needs),
    ...errandHandlers(needs),
    ...replyHandlers(needs),
    ...cannedHandlers(needs),
    ...reviewHandlers(needs),
    ...packHandlers(needs),
    ...attachmentHandlers(needs),
    ...mailHandlers(needs),
    ...alertHandlers(needs),
    ...appHandlers(needs),
    ...missedHandlers(needs),
    ...quickHandlers(needs),
    ...healthHandlers(needs),
    ...doctorHandlers(needs),
    ...selfTestHandlers(needs),
    ...channelHandlers(needs),
    ...wizardHandlers(needs),
    ...receiveHandlers(needs),
    ...managedHandlers(needs),
    ...startupHandlers(needs),
    ...storageHandlers(needs),
    ...templateHandlers(needs),
    ...updateHandlers(needs),
    ...searchHandlers(needs),
  }
  const waiting = Object.entries(handlers).map(([name, handler]) => {
    const refusal = switchedOff(needs.managed, name as CallName)
    if (refusal !== null) return [name, () => refuse(refusal)]
    const answer = handler as (input: unknown, caller: Caller) => unknown
    const isAtOnce = AT_ONCE.some((one) => one === name)
    return [name, isAtOnce ? answer : (input: unknown, caller: Caller) => needs.opened.then(() => answer(input, caller))]
  })
  return Object.fromEntries(waiting) as Handlers
}
