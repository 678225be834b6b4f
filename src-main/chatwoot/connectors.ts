/** Core's second port: what an administrator needs to connect a channel, made of the noun functions. */
import type { ChannelServer, ConnectorServer, FoundContact } from '../core/connectors'
import type { Outcome } from '../core/outcome'
import * as account from './account'
import * as admin from './admin'
import type { Call } from './call'
import * as contacts from './contacts'
import * as actions from './conversation-actions'
import * as conversations from './conversations'
import * as directory from './directory'
import { readInboxSecrets } from './inbox-secrets'
import * as messages from './messages'
import { sendTest } from './send'

/** Binds the calls of the wizard to one server and credential. */
export function makeConnectorServer(call: Call): ConnectorServer {
  return { ...channelCalls(call), ...customerCalls(call) }
}

/** Binds the calls of the channels' page to one server and credential. */
export function makeChannelServer(call: Call): ChannelServer {
  return {
    inboxDetails: (id) => admin.listInboxDetails(call, id),
    makeInbox: (id, made) => admin.createInbox(call, id, made),
    updateInbox: (id, to) => admin.updateInbox(call, id, to),
    removeInbox: (id, inbox) => admin.deleteInbox(call, id, inbox),
    inboxSecrets: (id, inbox) => readInboxSecrets(call, id, inbox),
    members: (id, inbox) => directory.listInboxMembers(call, id, inbox),
    agents: (id) => directory.listAgents(call, id),
    setMembers: (id, to) => admin.setMembers(call, id, to),
    webhooks: (id) => admin.listWebhooks(call, id),
    createWebhook: (id, made) => admin.createWebhook(call, id, made),
    updateWebhook: (id, to) => admin.updateWebhook(call, id, to),
    removeWebhook: (id, webhook) => admin.deleteWebhook(call, id, webhook),
  }
}

function channelCalls(call: Call) {
  return {
    about: () => account.about(call),
    profile: () => account.profile(call),
    inboxes: (id) => directory.listInboxes(call, id),
    createInbox: (id, made) => admin.createInbox(call, id, made),
    removeInbox: (id, inbox) => admin.deleteInbox(call, id, inbox),
    webhooks: (id) => admin.listWebhooks(call, id),
    createWebhook: (id, made) => admin.createWebhook(call, id, made),
    subscribe: (id, to) => admin.updateWebhook(call, id, to),
    removeWebhook: (id, webhook) => admin.deleteWebhook(call, id, webhook),
    contactAttributes: (id) => directory.listAttributes(call, id, 'contact_attribute'),
    createAttribute: (id, made) => admin.createAttribute(call, id, { ...made, type: 'text', model: 'contact_attribute' }),
    removeAttribute: (id, attribute) => admin.deleteAttribute(call, id, attribute),
  } satisfies Partial<ConnectorServer>
}

function customerCalls(call: Call) {
  return {
    filterContacts: async (id, conditions) =>
      mapped(await contacts.filterContacts(call, id, { conditions }), (page) => page.contacts.map(toFound)),
    contactBySource: async (id, at) => mapped(await contacts.findBySource(call, id, at), toFound),
    createContact: async (id, made) =>
      mapped(await contacts.createContact(call, id, made), ({ contact, sourceId }) => ({ id: contact.id, sourceId })),
    linkContact: (id, what) => contacts.addContactInbox(call, id, what),
    setContactAttributes: async (id, to) =>
      mapped(await contacts.updateContact(call, id, { id: to.id, customAttributes: to.values }), () => null),
    clearContactAttributes: async (id, what) => mapped(await contacts.destroyCustomAttributes(call, id, what), () => null),
    removeContact: (id, contact) => contacts.deleteContact(call, id, contact),
    contactConversations: (id, contact) => contacts.contactConversations(call, id, contact),
    createConversation: (id, made) => conversations.createConversation(call, id, made),
    messages: (key) => messages.listMessages(call, key, {}),
    say: (message) => sendTest(call, message),
    removeConversation: (key) => conversations.deleteConversation(call, key),
    resolve: (key) => actions.setStatus(call, key, { status: 'resolved', snoozedUntilAt: null }),
  } satisfies Partial<ConnectorServer>
}

function toFound({ contact, inboxes }: contacts.ContactCard): FoundContact {
  const { id, name, customAttributes } = contact
  return { id, name, customAttributes, inboxes: inboxes?.map(({ inboxId, sourceId }) => ({ inboxId, sourceId })) ?? null }
}

function mapped<A, B>(outcome: Outcome<A>, to: (value: A) => B): Outcome<B> {
  return outcome.kind === 'accepted' ? { kind: 'accepted', value: to(outcome.value) } : outcome
}
