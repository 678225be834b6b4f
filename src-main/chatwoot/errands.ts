/** Core's port for what is done to a conversation at once, made of the noun functions. */
import type { ErrandServer } from '../core/errand-port'
import type { Call } from './call'
import * as actions from './conversation-actions'
import * as messages from './messages'
import * as directory from './directory'

/** Binds the calls to one server and credential. */
export function makeErrandServer(call: Call): ErrandServer {
  return {
    retryMessage: (key, id) => messages.retryMessage(call, key, id),
    translate: (key, id, language) => messages.translateMessage(call, key, { id, language }),
    participants: (key) => actions.readParticipants(call, key),
    addParticipant: (key, user) => actions.addParticipants(call, key, [user]),
    removeParticipant: (key, user) => actions.removeParticipants(call, key, [user]),
    macros: (account) => directory.listMacros(call, account),
    runMacro: ({ accountId, conversationId }, macro) =>
      directory.executeMacro(call, accountId, { macro, conversations: [conversationId] }),
  }
}
