/** What may be on the desk when the window is looked at. Each scene is a main in memory. */
import type { FakeBridge, Handlers } from '../fakes/bridge'
import { Refusal } from '../fakes/bridge'
import { uuidOf } from '../fakes/chance'
import { id, MINUTE, profile, refTo, settings } from '../fakes/desk'
import { template } from '../fakes/templates'
import { type DeskState, emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { bookOf, cardOf, contactsOf, manyRows, rowsOf, type Say, sayer, talkOf } from './people'
import { badRows, badTalk } from './bad-people'

interface Wish {
  /** Words of people carry a mark. */
  isMarked: boolean
  settings: object
}

const MB = 1024 * 1024

/** Nobody answers, ever. */
const never = () => new Promise<never>(() => undefined)

function failing(): never {
  throw new Refusal({ kind: 'internal', incident: 'a41f09' })
}

/** In no language: its name would come from the computer. */
const templatesOf = (say: Say): DeskState['templates'] => [
  template({ name: say.place('order_shipped'), language: '', body: `${say.place('Your order is on its way:')} {{1}} {{2}}` }),
  template({ name: say.place('new_catalogue'), language: '', body: say.place('The new catalogue is here'), needs: 'media' }),
]

function shopDesk(say: Say, some: Partial<DeskState> = {}): DeskState {
  const base = profile()
  const [account] = base.accounts
  const named = { ...base, user: { ...base.user, name: say.place('Mira Olsen') } }
  const here = account ? [{ ...account, name: say.place('Acme Support'), role: 'administrator' as const }] : []
  return emptyDesk({
    profiles: [{ ...named, accounts: here }],
    rows: rowsOf(say),
    messages: new Map([[nameOf(refTo(1042)), talkOf(say)]]),
    counts: {
      ...{ views: { mine: 6, unassigned: 1, unread: 4, all: 8 }, inboxes: [], longestWaitingSinceAt: Date.now() - 18 * MINUTE },
      labels: [{ profileId: id.profile('p1'), accountId: id.account(1), title: say.place('returns'), count: 3 }],
      ...{ teams: [], outbox: 0, review: 0 },
    },
    typing: [],
    templates: templatesOf(say),
    ...some,
  })
}

/** What the rooms beside the workspace ask for. */
function rooms(say: Say): Handlers {
  return {
    'directory.get': () => bookOf(say),
    'contact.list': () => ({ rows: contactsOf(say), total: contactsOf(say).length, asOfAt: Date.now() }),
    'contact.open': ({ contactId }) => ({ card: cardOf(say, contactId) }),
    'contact.filters': () => [],
    'contact.inboxes': () => [],
    'contact.attributes': ({ of }) => [
      { of, key: 'plan', name: say.place('Plan'), kind: 'list', values: [say.place('Gold'), say.place('Silver')] },
    ],
    'contact.talks': () => [
      ...[1050, 1051].map((n) => ({
        conversation: refTo(n),
        ...{
          inboxId: id.inbox(1),
          status: 'resolved',
          text: say('Where is my parcel?'),
          lastActivityAt: Date.now() - n * MINUTE,
        },
      })),
    ],
    'alert.history': () => [
      {
        ...{ at: Date.now(), conversation: refTo(1042), name: say('Ana Ferreira'), event: 'customer' },
        ...{ alerted: true, reason: null, rule: null, would: null },
      },
    ],
    'alert.desktop': () => ({ available: true, isQuiet: false, canReply: true }),
    'macro.list': () => [],
    'participant.list': () => [],
    'message.files': () => [],
    'quick.queue': () => ({ total: 3, waiting: [1042, 1043, 1044].map((n) => refTo(n)) }),
    'inbox.list': () => ({ canChange: true, serverUrl: 'https://chat.acme.example', inboxes: [] }),
    'webhook.list': () => [],
    'wizard.connectors': () => [
      {
        ...{ id: 'vk', inboxName: say.place('VK'), attributeKey: 'vk_user_id', events: ['message_created'] },
        ...{ testUserId: '12345678', helpKey: 'connector.vk.help' },
      },
    ],
    'storage.get': () => ({ bytes: 212 * MB, messages: 48_210, choices: [], freeing: null, history: null }),
    'canned.suggest': () => bookOf(say).cannedResponses.map((one) => ({ ...one, why: null }) as never),
    'search.run': ({ text }) => ({
      messages: text === '' ? [] : [foundOf(say)],
      ...{ customers: [], more: false, filters: [], corrected: [], notIndexed: 0 },
    }),
  }
}

function foundOf(say: Say) {
  return {
    ...{ conversation: refTo(1042), inboxId: id.inbox(1), messageId: id.message(1), type: 'incoming' as const, private: false },
    ...{ createdAt: Date.now() - 40 * MINUTE, contactName: say('Ana Ferreira'), senderName: say('Ana Ferreira'), file: null },
    pieces: [
      { text: say('Is my '), hit: false },
      { text: say('parcel'), hit: true },
    ],
  }
}

const outboxOf = (say: Say): DeskState['outbox'] => [
  {
    ...{ conversation: refTo(1042), contactName: say('Ana Ferreira'), text: say('It comes tomorrow before noon.'), files: 0 },
    ...{ private: false, createdAt: Date.now() - 3 * MINUTE, replyUntilAt: null },
    outbox: {
      ...{ clientId: uuidOf(1) as never, state: 'queued', untilAt: null, leaveAt: null },
      reason: { key: 'offline', words: null },
    },
  },
]

function offline(say: Say): DeskState {
  const desk = shopDesk(say, { outbox: outboxOf(say) })
  const [one] = desk.profiles
  const link = { state: 'waiting' as const, sinceAt: Date.now() - 12 * MINUTE, nextTryAt: Date.now() + MINUTE }
  if (one) desk.profiles = [{ ...one, link: { ...link, lastGoodAt: Date.now() - 12 * MINUTE, reason: 'dns' } }]
  desk.counts = { ...desk.counts, outbox: 1 }
  const [reply] = desk.outbox
  const [last] = desk.messages.get(nameOf(refTo(1042))) ?? []
  if (reply && last) {
    const sender = { type: 'user', id: 1, name: say('Mira Olsen'), avatarUrl: null }
    const kept = { ...last, id: null, clientId: uuidOf(1) as never, type: 'outgoing' as const, content: reply.text, sender }
    desk.messages.get(nameOf(refTo(1042)))?.push({ ...kept, createdAt: Date.now(), outbox: reply.outbox })
  }
  return desk
}

type Scene = (say: Say) => { desk: DeskState; more?: Handlers }

const scenes: Record<string, Scene> = {
  shop: (say) => ({ desk: shopDesk(say) }),
  first: () => ({ desk: emptyDesk({ profiles: [] }) }),
  empty: (say) => ({ desk: shopDesk(say, { rows: [] }) }),
  opening: (say) => ({ desk: shopDesk(say), more: { 'profile.list': never } }),
  loading: (say) => ({ desk: shopDesk(say), more: { 'conversation.list': never, 'message.page': never } }),
  failed: (say) => ({ desk: shopDesk(say), more: { 'conversation.list': failing, 'message.page': failing } }),
  offline: (say) => ({ desk: offline(say) }),
  many: (say) => ({ desk: shopDesk(say), more: { 'conversation.list': (query) => manyRows(say, 10_000, query) } }),
  bad: (say) => ({ desk: shopDesk(say, { rows: badRows(), messages: new Map([[nameOf(refTo(1042)), badTalk()]]) }) }),
}

/** The main of a scene. */
export function sceneOf(name: string, { isMarked, settings: wished }: Wish): FakeBridge {
  const say = sayer(isMarked)
  const scene = scenes[name]
  if (!scene) throw new Error(`no scene ${name}`)
  const { desk, more } = scene(say)
  desk.settings = { ...settings, ...wished }
  return fakeMain(desk, { ...rooms(say), ...more })
}
