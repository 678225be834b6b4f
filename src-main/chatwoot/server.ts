import type { ChannelServer, ConnectorServer } from '../core/connectors'
import type { Cable, Credential, Server } from '../core/ports'
import * as account from './account'
import * as admin from './admin'
import type { Call } from './call'
import * as contactNotes from './contact-notes'
import { changeContact, makeContactServer } from './contact-server'
import * as contacts from './contacts'
import * as actions from './conversation-actions'
import * as conversations from './conversations'
import * as directory from './directory'
import { makeErrandServer } from './errands'
import type { Files } from './files'
import type { ReadForeign } from './foreign'
import * as messages from './messages'
import * as notifications from './notifications'
import { readDirectory } from './read-directory'
import * as search from './search'
import { sendMessage, type SendInput } from './send'

/** The functions of a noun with the first argument already given. */
type Bound<M> = { [K in keyof M as M[K] extends (call: Call, ...rest: never[]) => unknown ? K : never]: Without<M[K]> }
type Without<F> = F extends (call: Call, ...rest: infer R) => infer O ? (...rest: R) => O : never

const nouns = { account, conversations, actions, messages, contacts, contactNotes, directory, admin, notifications, search }

/** Every endpoint by noun: `api.contacts.createContact(account, …)`. Core's port is a short list of the same calls. */
export type Api = { [N in keyof typeof nouns]: Bound<(typeof nouns)[N]> } & { files: Files }

/** Core's port and everything else the server can be asked, on one object. */
export interface ChatwootServer extends Server {
  readonly api: Api
  /** As the port's `send`, with files and e-mail heads. */
  send(message: SendInput): ReturnType<Server['send']>
}

/** A server with a credential, its socket, and what connects channels to it. */
export interface Connected {
  server: ChatwootServer
  cable: Cable
  connectors: ConnectorServer
  channels: ChannelServer
}

/** What `Servers.connect` needs to know. */
export type Connect = (baseUrl: string, credential: Credential) => Connected

function bind<M extends object>(noun: M, call: Call): Bound<M> {
  const given = Object.entries(noun).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'function'
      ? [[name, (...rest: unknown[]): unknown => (member as (...all: unknown[]) => unknown)(call, ...rest)]]
      : [],
  )
  return Object.fromEntries(given) as Bound<M>
}

interface ServerParts {
  call: Call
  files: Files
  readForeign: ReadForeign
  close: () => void
}

/** Makes core's Server port out of the noun functions. */
export function makeServer({ call, files, readForeign, close }: ServerParts): ChatwootServer {
  const bound = Object.fromEntries(Object.entries(nouns).map(([name, noun]) => [name, bind(noun, call)]))
  return {
    api: { ...bound, files } as unknown as Api,
    about: () => account.about(call),
    profile: () => account.profile(call),
    setAvailability: (id, availability) => account.setAvailability(call, id, availability),
    setAutoOffline: (id, autoOffline) => account.setAutoOffline(call, id, autoOffline),
    conversations: (id, query) => conversations.listConversations(call, id, query),
    conversation: (key) => conversations.readConversation(call, key),
    messages: (key, window) => messages.listMessages(call, key, window),
    send: (message) => sendMessage(call, message),
    setStatus: (key, status, snoozedUntilAt = null) => actions.setStatus(call, key, { status, snoozedUntilAt }),
    assignTeam: (key, team) => actions.assignTeam(call, key, team),
    setPriority: (key, priority) => actions.setPriority(call, key, priority),
    labels: (key) => actions.readLabels(call, key),
    setLabels: (key, labels) => actions.setLabels(call, key, labels),
    setCustomAttributes: (key, attributes) => actions.setCustomAttributes(call, key, attributes),
    setMuted: (key, muted) => (muted ? actions.mute(call, key) : actions.unmute(call, key)),
    removeMessage: (key, id) => messages.deleteMessage(call, key, id),
    markUnread: (key) => actions.markUnread(call, key),
    assign: (key, user) => actions.assignAgent(call, key, user),
    markSeen: (key) => actions.markSeen(call, key),
    setTyping: (key, on, isPrivate) => actions.setTyping(call, key, { on, private: isPrivate }),
    searchMessages: (id, ask) => search.searchMessages(call, id, ask),
    directory: (id) => readDirectory(call, id),
    inboxMembers: (id, inbox) => directory.listInboxMembers(call, id, inbox),
    updateContact: (id, contact, fields) => changeContact(call, id, { contact, fields }),
    contactConversations: (id, contact) => contacts.contactConversations(call, id, contact),
    contacts: makeContactServer(call),
    errands: makeErrandServer(call),
    readFile: (url, patience) => files.readFile(url, patience),
    readForeign,
    close,
  }
}
