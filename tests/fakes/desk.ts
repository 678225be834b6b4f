/** A small desk for the window: two servers, customers, messages. Made up; the names are those of the mock-ups. */
import type { Contact, Conversation, Directory, ListRow, Profile, TimelineMessage } from '../../src-preload/contract/entities'
import type {
  AccountId,
  ContactId,
  ConversationId,
  ConversationRef,
  InboxId,
  MessageId,
  ProfileId,
  UserId,
} from '../../src-preload/contract/ids'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { defaultAlertSettings } from '../../src-main/core/alerts/defaults'

export const MINUTE = 60_000
export const id = {
  profile: (name: string) => name as ProfileId,
  account: (n: number) => n as AccountId,
  conversation: (n: number) => n as ConversationId,
  message: (n: number) => n as MessageId,
  inbox: (n: number) => n as InboxId,
  contact: (n: number) => n as ContactId,
  user: (n: number) => n as UserId,
}

export const settings: Settings = {
  language: 'en',
  theme: 'light',
  density: 'cosy',
  textSize: 100,
  contrast: 'system',
  blurNames: false,
  ...defaultAlertSettings,
  undoMs: 8000,
  undoMsByInbox: {},
  busyAfterMs: null,
  offlineAfterMs: 5 * MINUTE,
  presence: {},
  amberAfterMs: 5 * MINUTE,
  redAfterMs: 15 * MINUTE,
  signature: '',
  signatures: {},
  enterSends: false,
  filters: [],
  playbook: true,
  mailPictures: [],
  claimByAnswering: true,
  quickKey: 'Ctrl+Shift+Space',
  keyMap: {},
  singleKeys: true,
  reviewFirst: false,
  historyDays: 90,
  storageMb: 2_048,
  updates: true,
  updateChannel: 'stable',
}

export function profile(some: Partial<Profile> & { accountName?: string } = {}): Profile {
  const { accountName = 'Acme Support', ...rest } = some
  return {
    id: id.profile('p1'),
    baseUrl: 'https://chat.acme.example',
    version: '4.2.0',
    user: { id: id.user(1), name: 'Mira Olsen', email: 'mira@acme.example', avatarUrl: null },
    accounts: [{ id: id.account(1), name: accountName, role: 'agent', availability: 'online', autoOffline: true }],
    colour: 1,
    memoryOnly: false,
    presence: [],
    storage: { trouble: null, sinceAt: null, salvage: null },
    trust: { shown: null, pinned: null, fixed: [], mayChange: true, isOther: false },
    link: { state: 'live', sinceAt: Date.now() - 5 * MINUTE, nextTryAt: null, lastGoodAt: Date.now(), reason: null },
    ...rest,
  }
}

export function contact(name: string, some: Partial<Contact> = {}): Contact {
  return {
    id: id.contact(name.length * 31 + (name.codePointAt(0) ?? 0)),
    name,
    email: null,
    phoneNumber: null,
    identifier: null,
    avatarUrl: null,
    blocked: false,
    customAttributes: {},
    additionalAttributes: {},
    ...some,
  }
}

export function conversation(n: number, name: string, some: Partial<Conversation> = {}): Conversation {
  const now = Date.now()
  return {
    accountId: id.account(1),
    id: id.conversation(n),
    inboxId: id.inbox(1),
    channel: 'Channel::Whatsapp',
    status: 'open',
    priority: null,
    contact: contact(name),
    assignee: { id: 1, name: 'Mira Olsen', avatarUrl: null },
    team: null,
    labels: [],
    muted: false,
    canReply: true,
    unreadCount: 0,
    waitingSinceAt: null,
    lastActivityAt: now - MINUTE,
    createdAt: now - 60 * MINUTE,
    snoozedUntilAt: null,
    agentLastSeenAt: now - 20 * MINUTE,
    assigneeLastSeenAt: null,
    contactLastSeenAt: null,
    firstReplyAt: null,
    preview: null,
    customAttributes: {},
    additionalAttributes: {},
    ...some,
  }
}

export function row(from: Conversation, some: Partial<ListRow> = {}): ListRow {
  return { ...from, profileId: id.profile('p1'), mark: null, draftText: null, ...some }
}

export function message(n: number, some: Partial<TimelineMessage> = {}): TimelineMessage {
  const type = some.type ?? 'incoming'
  return {
    accountId: id.account(1),
    conversationId: id.conversation(1042),
    inboxId: id.inbox(1),
    id: id.message(n),
    clientId: null,
    marker: null,
    type,
    contentType: 'text',
    content: `message ${n}`,
    html: null,
    mail: null,
    private: false,
    status: 'sent',
    error: null,
    deleted: false,
    inReplyTo: null,
    sender:
      type === 'incoming'
        ? { type: 'contact', id: 7, name: 'Ana Ferreira', avatarUrl: null }
        : { type: 'user', id: 1, name: 'Mira Olsen', avatarUrl: null },
    attachments: [],
    createdAt: Date.now() - (2000 - n) * 1000,
    outbox: null,
    ...some,
  }
}

export function directory(
  accountId: AccountId,
  inboxes: [number, string, string][],
  labels: [string, string][] = [],
): Directory {
  return {
    accountId,
    inboxes: inboxes.map(([n, name, channel]) => ({
      id: id.inbox(n),
      name,
      channel,
      avatarUrl: null,
      phoneNumber: null,
      email: null,
      webhookUrl: null,
      inboxIdentifier: null,
    })),
    agents: [],
    teams: [],
    labels: labels.map(([title, color]) => ({ title, color, description: null })),
    cannedResponses: [],
  }
}

export const refTo = (n: number, profileId = 'p1', accountId = 1): ConversationRef => ({
  profileId: id.profile(profileId),
  accountId: id.account(accountId),
  conversationId: id.conversation(n),
})
