import { signIn } from '../../src-main/chatwoot/auth'
import type { Outcome } from '../../src-main/core/outcome'
import type { AccountId, ContactId, ConversationId, InboxId, MessageId } from '../../src-preload/contract/ids'
import { STAMP, type Replayed } from './recorded'

const account = 1 as AccountId
const key = { accountId: account, conversationId: 5 as ConversationId }
const contact = 9 as ContactId
const inbox = 3 as InboxId
const message = { conversation: key, clientId: 'c', marker: STAMP, text: 't', private: false, inReplyTo: null }

/** A verb, the paths it is for, and our call for them. */
export type Route = [string, RegExp, (at: Replayed) => Promise<Outcome<unknown>>]

const acc = '^(/api/v1/accounts/[^/]+/)?'
const route = (method: string, path: string, ask: Route[2]): Route => [
  method,
  new RegExp(path.startsWith('/') ? `^${path}$` : `${acc}${path}$`),
  ask,
]
const any = '[^/]+'

/** Every call of ours that the scenario asked in the same way. */
export const ROUTES: Route[] = [
  route('GET', '/api', ({ server }) => server.about()),
  route('GET', '/api/v1/profile', ({ server }) => server.profile()),
  route('POST', '/auth/sign_in', ({ callAs }) => signIn(callAs, 'a', 'b')),
  route('POST', '/api/v1/profile/availability', ({ server }) => server.setAvailability(account, 'busy')),
  route('POST', '/api/v1/profile/auto_offline', ({ server }) => server.api.account.setAutoOffline(account, true)),
  route('PUT', '/api/v1/profile/set_active_account', ({ server }) => server.api.account.setActiveAccount(account)),
  route('GET', `/api/v1/accounts/${any}`, ({ server }) => server.api.account.readAccount(account)),
  route('GET', 'cache_keys', ({ server }) => server.api.account.cacheKeys(account)),
  route('POST', 'update_active_at', ({ server }) => server.api.account.updateActiveAt(account)),
  route('GET', 'conversations', ({ server }) => server.conversations(account, { status: 'all' })),
  route('GET', 'conversations/meta', ({ server }) => server.api.conversations.countConversations(account, { status: 'all' })),
  route('POST', 'conversations/filter', ({ server }) =>
    server.api.conversations.filterConversations(account, { conditions: [] }),
  ),
  route('GET', 'conversations/search', ({ server }) => server.api.search.searchConversations(account, { text: 't' })),
  route('GET', `conversations/(?!meta|search)${any}`, ({ server }) => server.conversation(key)),
  route('PATCH', `conversations/${any}`, ({ server }) =>
    server.api.conversations.updateConversation(key, { priority: 'high' }),
  ),
  route('POST', 'conversations', ({ server }) =>
    server.api.conversations.createConversation(account, { inboxId: 1, contactId: 1, sourceId: 's' }),
  ),
  route('POST', `conversations/${any}/toggle_status`, ({ server }) => server.setStatus(key, 'open')),
  route('POST', `conversations/${any}/toggle_priority`, ({ server }) => server.api.actions.setPriority(key, 'high')),
  route('POST', `conversations/${any}/toggle_typing_status`, ({ server }) => server.setTyping(key, true, false)),
  route('POST', `conversations/${any}/update_last_seen`, ({ server }) => server.markSeen(key)),
  route('POST', `conversations/${any}/unread`, ({ server }) => server.api.actions.markUnread(key)),
  route('POST', `conversations/${any}/assignments`, ({ server }) => server.assign(key, null)),
  route('GET', `conversations/${any}/labels`, ({ server }) => server.api.actions.readLabels(key)),
  route('POST', `conversations/${any}/labels`, ({ server }) => server.api.actions.setLabels(key, [])),
  route('GET', `conversations/${any}/participants`, ({ server }) => server.api.actions.readParticipants(key)),
  route('POST', `conversations/${any}/participants`, ({ server }) => server.api.actions.addParticipants(key, [])),
  route('DELETE', `conversations/${any}/participants`, ({ server }) => server.api.actions.removeParticipants(key, [])),
  route('PATCH', `conversations/${any}/participants`, ({ server }) => server.api.actions.setParticipants(key, [])),
  route('POST', `conversations/${any}/mute`, ({ server }) => server.api.actions.mute(key)),
  route('POST', `conversations/${any}/unmute`, ({ server }) => server.api.actions.unmute(key)),
  route('POST', `conversations/${any}/transcript`, ({ server }) => server.api.actions.sendTranscript(key, '')),
  route('POST', `conversations/${any}/custom_attributes`, ({ server }) => server.api.actions.setCustomAttributes(key, {})),
  route('GET', `conversations/${any}/attachments`, ({ server }) => server.api.actions.listAttachments(key, 1)),
  route('GET', `conversations/${any}/messages`, ({ server }) => server.messages(key, {})),
  route('POST', `conversations/${any}/messages`, ({ server }) => server.send(message)),
  route('DELETE', `conversations/${any}/messages/${any}`, ({ server }) =>
    server.api.messages.deleteMessage(key, 1 as MessageId),
  ),
  route('PATCH', `conversations/${any}/messages/${any}`, ({ server }) =>
    server.api.messages.setDelivery(key, { id: 1 as MessageId, status: 'read', error: null }),
  ),
  route('POST', `conversations/${any}/messages/${any}/retry`, ({ server }) =>
    server.api.messages.retryMessage(key, 1 as MessageId),
  ),
  route('GET', 'contacts', ({ server }) => server.api.contacts.listContacts(account, {})),
  route('GET', 'contacts/active', ({ server }) => server.api.contacts.activeContacts(account)),
  route('GET', 'contacts/search', ({ server }) => server.api.contacts.searchContacts(account, { text: '' })),
  route('POST', 'contacts/filter', ({ server }) => server.api.contacts.filterContacts(account, { conditions: [] })),
  route('GET', `contacts/(?!search|active)${any}`, ({ server }) => server.api.contacts.readContact(account, contact)),
  route('POST', 'contacts', ({ server }) => server.api.contacts.createContact(account, {})),
  route('PATCH', `contacts/${any}`, ({ server }) => server.api.contacts.updateContact(account, { id: contact })),
  route('DELETE', `contacts/${any}`, ({ server }) => server.api.contacts.deleteContact(account, contact)),
  route('GET', `contacts/${any}/conversations`, ({ server }) => server.contactConversations(account, contact)),
  route('GET', `contacts/${any}/contactable_inboxes`, ({ server }) => server.api.contacts.contactableInboxes(account, contact)),
  route('POST', `contacts/${any}/contact_inboxes`, ({ server }) =>
    server.api.contacts.addContactInbox(account, { id: contact, inboxId: 1 }),
  ),
  route('POST', 'contact_inboxes/filter', ({ server }) =>
    server.api.contacts.findBySource(account, { inboxId: 1, sourceId: 's' }),
  ),
  route('POST', `contacts/${any}/destroy_custom_attributes`, ({ server }) =>
    server.api.contacts.destroyCustomAttributes(account, { id: contact, keys: [] }),
  ),
  route('POST', 'actions/contact_merge', ({ server }) =>
    server.api.contacts.mergeContacts(account, { keep: contact, drop: contact }),
  ),
  route('GET', `contacts/${any}/labels`, ({ server }) => server.api.contactNotes.readContactLabels(account, contact)),
  route('POST', `contacts/${any}/labels`, ({ server }) =>
    server.api.contactNotes.setContactLabels(account, { contact, labels: [] }),
  ),
  route('GET', `contacts/${any}/notes`, ({ server }) => server.api.contactNotes.listNotes(account, contact)),
  route('POST', `contacts/${any}/notes`, ({ server }) => server.api.contactNotes.createNote(account, { contact, content: '' })),
  route('DELETE', `contacts/${any}/notes/${any}`, ({ server }) =>
    server.api.contactNotes.deleteNote(account, { contact, note: 1 }),
  ),
  route('GET', 'inboxes', ({ server }) => server.api.directory.listInboxes(account)),
  route('GET', `inboxes/${any}`, ({ server }) => server.api.admin.readInbox(account, inbox)),
  route('POST', 'inboxes', ({ server }) => server.api.admin.createInbox(account, { name: 'n' })),
  route('PATCH', `inboxes/${any}`, ({ server }) => server.api.admin.updateInbox(account, { id: inbox })),
  route('DELETE', `inboxes/${any}`, ({ server }) => server.api.admin.deleteInbox(account, inbox)),
  route('GET', `inbox_members/${any}`, ({ server }) => server.api.directory.listInboxMembers(account, inbox)),
  route('POST', 'inbox_members', ({ server }) => server.api.admin.addMembers(account, { inbox, users: [] })),
  route('PATCH', 'inbox_members', ({ server }) => server.api.admin.setMembers(account, { inbox, users: [] })),
  route('DELETE', 'inbox_members', ({ server }) => server.api.admin.removeMembers(account, { inbox, users: [] })),
  route('GET', 'agents', ({ server }) => server.api.directory.listAgents(account)),
  route('GET', 'assignable_agents', ({ server }) => server.api.directory.listAssignable(account, [inbox])),
  route('GET', 'teams', ({ server }) => server.api.directory.listTeams(account)),
  route('GET', `teams/${any}/team_members`, ({ server }) => server.api.directory.listTeamMembers(account, 1)),
  route('GET', 'labels', ({ server }) => server.api.directory.listLabels(account)),
  route('GET', 'canned_responses', ({ server }) => server.api.directory.listCanned(account)),
  route('POST', 'canned_responses', ({ server }) =>
    server.api.directory.createCanned(account, { shortCode: 's', content: 'c' }),
  ),
  route('PUT', `canned_responses/${any}`, ({ server }) =>
    server.api.directory.updateCanned(account, { id: 1, shortCode: 's', content: 'c' }),
  ),
  route('DELETE', `canned_responses/${any}`, ({ server }) => server.api.directory.deleteCanned(account, 1)),
  route('GET', 'macros', ({ server }) => server.api.directory.listMacros(account)),
  route('POST', `macros/${any}/execute`, ({ server }) =>
    server.api.directory.executeMacro(account, { macro: 1, conversations: [] }),
  ),
  route('GET', 'custom_attribute_definitions', ({ server }) =>
    server.api.directory.listAttributes(account, 'contact_attribute'),
  ),
  route('POST', 'custom_attribute_definitions', ({ server }) =>
    server.api.admin.createAttribute(account, { key: 'k', name: 'n', type: 'text', model: 'contact_attribute' }),
  ),
  route('DELETE', `custom_attribute_definitions/${any}`, ({ server }) => server.api.admin.deleteAttribute(account, 1)),
  route('GET', 'custom_filters', ({ server }) => server.api.directory.listFilters(account, 'conversation')),
  route('POST', 'custom_filters', ({ server }) =>
    server.api.directory.createFilter(account, { name: 'n', type: 'conversation', query: {} }),
  ),
  route('PATCH', `custom_filters/${any}`, ({ server }) =>
    server.api.directory.updateFilter(account, { id: 1, name: 'n', query: {} }),
  ),
  route('DELETE', `custom_filters/${any}`, ({ server }) => server.api.directory.deleteFilter(account, 1)),
  route('GET', 'webhooks', ({ server }) => server.api.admin.listWebhooks(account)),
  route('POST', 'webhooks', ({ server }) => server.api.admin.createWebhook(account, { url: 'u', subscriptions: [] })),
  route('PATCH', `webhooks/${any}`, ({ server }) => server.api.admin.updateWebhook(account, { id: 1 })),
  route('DELETE', `webhooks/${any}`, ({ server }) => server.api.admin.deleteWebhook(account, 1)),
  route('GET', 'notifications', ({ server }) => server.api.notifications.listNotifications(account, {})),
  route('GET', 'notifications/unread_count', ({ server }) => server.api.notifications.countUnread(account)),
  route('PATCH', `notifications/${any}`, ({ server }) => server.api.notifications.markRead(account, 1)),
  route('POST', 'notifications/read_all', ({ server }) => server.api.notifications.markAllRead(account)),
  route('POST', `notifications/${any}/snooze`, ({ server }) =>
    server.api.notifications.snoozeNotification(account, { id: 1, untilAt: 1 }),
  ),
  route('POST', `notifications/${any}/unread`, ({ server }) => server.api.notifications.markNotificationUnread(account, 1)),
  route('DELETE', `notifications/${any}`, ({ server }) => server.api.notifications.deleteNotification(account, 1)),
  route('POST', 'notifications/destroy_all', ({ server }) => server.api.notifications.deleteNotifications(account, 'read')),
  route('GET', 'notification_settings', ({ server }) => server.api.notifications.readNotificationSettings(account)),
  route('PUT', 'notification_settings', ({ server }) =>
    server.api.notifications.setNotificationSettings(account, { email: [], push: [] }),
  ),
  route('GET', 'search', ({ server }) => server.api.search.search(account, { text: 't' })),
  route('GET', 'search/(conversations|contacts|messages)', ({ server }) => server.api.search.search(account, { text: 't' })),
]

/** What the scenario asked too and Perch never does, each with why. */
export const NOT_OURS: [RegExp, string][] = [
  [
    /^(GET|DELETE) \/auth\/(sign_in|sign_out|validate_token)$/,
    'sessions: we keep the API token, and give back what signing in makes',
  ],
  [/^PUT \/api\/v1\/profile$/, 'the dashboard changes names, passwords and its own settings'],
  [/^PUT (contacts|conversations|inboxes|webhooks)\//, 'the same as PATCH'],
  [/ (agent_bots|agents|automation_rules|labels|teams)(\/|$)/, 'administration; we read the lists'],
  [/ inboxes\/[^/]+\/(agent_bot|set_agent_bot|avatar|assignable_agents)$/, 'administration, or replaced by assignable_agents'],
  [
    / (macros|macros\/[^/]+|custom_filters\/[^/]+|webhooks\/[^/]+)$/,
    'the lists have them whole; macros are written in the dashboard',
  ],
  [/ contacts\/([^/]+\/avatar|export)$/, 'administration'],
  [/draft_messages$/, 'shared by all agents: our drafts stay here (FACTS §10)'],
  [
    / (bulk_actions|upload|conversations\/[^/]+\/direct_uploads)$/,
    'one conversation at a time; files go with their message (FACTS §3.5)',
  ],
  [/^GET conversations\/[^/]+\/messages\/[^/]+$/, 'there is no such thing'],
  [/^GET \$\{\w+\}$/, 'files, by the address the server gave: tests/server/chatwoot-files'],
  [/^PATCH (conversations|\/api\/v1\/accounts\/[^/]+)$/, 'there is no such thing, or administration'],
  [/ \/?(app|cable|health|nowhere|nothing_here|rails\/.*|platform\/.*|public\/.*)$/, "not the agent's API"],
]
