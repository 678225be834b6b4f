/**
 * The Store port without a file, for tests that need thousands of commits. A `MemoryDisk` outlives the store that was
 * opened on it, as a file outlives a process. Same rules as the real one: commits run one after another, reads see whole
 * commits, a throw rolls back. Lists and counters are SQL's work and are not imitated here.
 */
import type { Conversation, Directory, Draft, TimelineMessage } from '../../src-preload/contract/entities'
import type { AccountId, ContactId, ConversationKey, InboxId, MessageId } from '../../src-preload/contract/ids'
import type { Job } from '../../src-main/core/outbox/jobs'
import { sameMarker } from '../../src-main/core/outbox/marker'
import type { PictureKey, Store, StoredConversation, StoredHealth } from '../../src-main/core/ports'
import type { StoredMessage, SyncCursor, Tx, WaitingAsk } from '../../src-main/core/ports'
import { waitingIn } from './store-memory-waiting'
import { alertReads, type AlertShelf, alertWords, copyAlerts, emptyAlerts } from './store-memory-alerts'
import { actionsIn, actionsOverIn, type ActionShelf, putAction, removeActions } from './store-memory-actions'
import { contactReads, type ContactShelf, contactWords, putContact } from './store-memory-contacts'
import { lastIncomingAt, putMessage } from './store-memory-messages'
import { packReads, packWords } from './store-memory-packs'
import { playbookReads, type PlaybookShelf, playbookWords } from './store-memory-playbook'
import { type FileShelf, fileWords, pictureName, removeFile } from './store-memory-files'

interface State extends FileShelf, ActionShelf, ContactShelf, AlertShelf, PlaybookShelf {
  conversations: Map<string, StoredConversation>
  messages: StoredMessage[]
  jobs: Job[]
  drafts: Map<string, Draft>
  directories: Map<AccountId, Directory>
  cursors: Map<AccountId, SyncCursor>
  health: StoredHealth[]
  reachedStart: Set<string>
  mentioned: Set<string>
}

export class MemoryDisk {
  state: State = {
    conversations: new Map(),
    messages: [],
    jobs: [],
    actions: [],
    drafts: new Map(),
    directories: new Map(),
    cursors: new Map(),
    ...emptyAlerts(),
    uses: [],
    health: [],
    reachedStart: new Set(),
    mentioned: new Set(),
    ...{ files: new Map(), pieces: new Map(), pictures: new Map() },
    contacts: new Map(),
    contactNotes: new Map(),
    attributeDefinitions: new Map(),
  }
}

const name = ({ accountId, conversationId }: ConversationKey): string => `${accountId}/${conversationId}`
const isIn = (key: ConversationKey, one: ConversationKey): boolean => name(key) === name(one)
const notHere = () => Promise.reject(new Error('Tested on the real store'))

/** Rows are never changed in place, so copying the containers is a snapshot. */
function snapshot(state: State): State {
  return {
    conversations: new Map(state.conversations),
    messages: [...state.messages],
    jobs: [...state.jobs],
    actions: [...state.actions],
    drafts: new Map(state.drafts),
    directories: new Map(state.directories),
    cursors: new Map(state.cursors),
    ...{ ...copyAlerts(state), health: [...state.health], uses: [...state.uses] },
    reachedStart: new Set(state.reachedStart),
    ...{ mentioned: new Set(state.mentioned), contacts: new Map(state.contacts), contactNotes: new Map(state.contactNotes) },
    attributeDefinitions: new Map(state.attributeDefinitions),
    ...{ files: new Map(state.files), pieces: new Map(state.pieces), pictures: new Map(state.pictures) },
  }
}

function reads(state: () => State) {
  const of = <T>(read: (state: State) => T): Promise<T> => Promise.resolve().then(() => structuredClone(read(state())))
  const idsOf = (fits: (one: Conversation) => boolean) => (account: AccountId) =>
    of((s) => keysOf(s, account, fits).map((one) => one.conversationId))
  return {
    conversation: (key: ConversationKey) => of((s) => s.conversations.get(name(key)) ?? null),
    ...{ list: notHere, listed: notHere, counts: notHere, storageUse: notHere, messagesWithFiles: notHere },
    ...{ countPrunable: notHere, unfilled: notHere, historyCount: notHere, listedSince: notHere, countFrom: notHere },
    ...{ searchCustomers: notHere, nearWords: notHere, notIndexed: notHere, movedSince: notHere, hadAnswered: notHere },
    ...{ search: notHere, ...contactReads(state), ...packReads, ...playbookReads(of) },
    messages: (key: ConversationKey, before: MessageId | null, limit: number) =>
      of((s) => {
        const isWanted = ({ id }: TimelineMessage) => before === null || (id !== null && id < before)
        return timeline(s, key).filter(isWanted).slice(-limit)
      }),
    message: (account: AccountId, id: MessageId) =>
      of((s) => s.messages.find(({ message }) => message.accountId === account && message.id === id) ?? null),
    messagesById: (account: AccountId, ids: readonly MessageId[]) =>
      of((s) =>
        s.messages.filter(({ message }) => message.accountId === account && message.id !== null && ids.includes(message.id)),
      ),
    messageByClientId: (clientId: string) => of((s) => s.messages.find(({ message }) => message.clientId === clientId) ?? null),
    newestIds: (key: ConversationKey, limit: number) => of((s) => sentIds(s, key).slice(-limit)),
    messageBounds: (key: ConversationKey) => of((s) => bounds(s, key)),
    lastIncomingAt: (key: ConversationKey) => of((s) => lastIncomingAt(timeline(s, key))),
    since: (key: ConversationKey, at: number) =>
      of((s) => {
        const sent = timeline(s, key).filter((one) => one.id !== null)
        const incoming = sent.filter((one) => one.type === 'incoming' && one.createdAt > at).length
        return { incoming, reachesBack: s.reachedStart.has(name(key)) || sent.some((one) => one.createdAt <= at) }
      }),
    followedConversations: idsOf((one) => one.following === true),
    openConversations: idsOf((one) => one.status === 'open'),
    conversationsOutside: (account: AccountId, inboxes: InboxId[]) =>
      of((s) => keysOf(s, account, (one) => !inboxes.includes(one.inboxId))),
    conversationsOf: (account: AccountId, contact: ContactId) =>
      of((s) => keysOf(s, account, (one) => one.contact.id === contact)),
    reachedStart: (key: ConversationKey) => of((s) => s.reachedStart.has(name(key))),
    directory: (account: AccountId) =>
      of(
        (s) =>
          s.directories.get(account) ?? {
            ...{ accountId: account, inboxes: [], agents: [] },
            ...{ teams: [], labels: [], cannedResponses: [] },
          },
      ),
    templates: () => Promise.resolve(null),
    job: (clientId: string) => of((s) => s.jobs.find((job) => job.clientId === clientId) ?? null),
    jobs: () => of((s) => s.jobs.toSorted((one, other) => one.createdAt - other.createdAt)),
    actions: () => of((s) => actionsIn(s, null)),
    actionsOf: (key: ConversationKey) => of((s) => actionsIn(s, key)),
    actionsOver: (key: ConversationKey) => of((s) => actionsOverIn(s, key)),
    action: (id: string) => of((s) => s.actions.find((one) => one.id === id) ?? null),
    draft: (key: ConversationKey) => of((s) => s.drafts.get(name(key)) ?? null),
    files: (key: ConversationKey) =>
      of((s) => [...s.files.values()].filter((file) => isIn(key, file)).sort((one, other) => one.position - other.position)),
    file: (id: string) => of((s) => s.files.get(id) ?? null),
    filePiece: (id: string, piece: number) => of((s) => s.pieces.get(`${id} ${piece}`) ?? null),
    picture: (key: PictureKey) => of((s) => s.pictures.get(pictureName(key)) ?? null),
    cursors: () => of((s) => [...s.cursors.values()]),
    ...alertReads(of),
    waiting: (ask: WaitingAsk) => of((s) => waitingIn([...s.conversations.values()], ask)),
    health: (limit: number) => of((s) => s.health.toReversed().slice(0, limit)),
  }
}

function keysOf(state: State, account: AccountId, isWanted: (one: Conversation) => boolean): ConversationKey[] {
  const all = [...state.conversations.values()].map((row) => row.conversation).filter((one) => one.accountId === account)
  return all.filter(isWanted).map((one) => ({ accountId: account, conversationId: one.id }))
}

function timeline(state: State, key: ConversationKey): TimelineMessage[] {
  const rows = state.messages.map(({ message }) => message).filter((one) => isIn(key, one))
  const known = rows.filter((one) => one.id !== null).sort((one, other) => (one.id ?? 0) - (other.id ?? 0))
  return [...known, ...rows.filter((one) => one.id === null)].map((message) => {
    const job = state.jobs.find((one) => one.clientId === message.clientId)
    const outbox = job
      ? { clientId: job.clientId, state: job.state, untilAt: job.notBeforeAt, leaveAt: job.leaveAt, reason: job.reason }
      : null
    return { ...message, outbox }
  })
}

function sentIds(state: State, key: ConversationKey): MessageId[] {
  return timeline(state, key).flatMap((one) => one.id ?? [])
}

function bounds(state: State, key: ConversationKey): { first: MessageId; last: MessageId } | null {
  const ids = sentIds(state, key)
  return ids.length === 0 ? null : { first: ids[0]!, last: ids.at(-1)! }
}

function writes(state: State): Omit<Tx, keyof ReturnType<typeof reads>> {
  const run = (work: () => void): Promise<void> => Promise.resolve().then(work)
  return {
    putConversation: (row) =>
      run(() => {
        const { accountId, contact, lastActivityAt, id } = row.conversation
        state.conversations.set(name({ accountId, conversationId: id }), row)
        putContact(state, { accountId, contact, lastActivityAt, createdAt: null })
      }),
    ...contactWords(state),
    removeConversation: (key) =>
      run(() => {
        state.conversations.delete(name(key))
        state.drafts.delete(name(key))
        state.messages = state.messages.filter(({ message }) => !isIn(key, message))
        state.jobs = state.jobs.filter((job) => !isIn(key, job))
        for (const file of [...state.files.values()]) if (isIn(key, file)) removeFile(state, file.id)
        removeActions(state, (action) => isIn(key, action))
      }),
    putMessage: (row) => run(() => putMessage(state, structuredClone(row))),
    confirmMessages: (account, ids, evidenceAt) =>
      run(() => {
        for (const row of state.messages)
          if (row.message.accountId === account && row.message.id !== null && ids.includes(row.message.id))
            row.evidenceAt = Math.max(row.evidenceAt, evidenceAt)
      }),
    removeUnsentMessage: (clientId) =>
      run(() => {
        state.messages = state.messages.filter(({ message }) => message.id !== null || message.clientId !== clientId)
      }),
    setMentioned: (key, mentioned) =>
      run(() => void (mentioned ? state.mentioned.add(name(key)) : state.mentioned.delete(name(key)))),
    setReachedStart: (key) => run(() => void state.reachedStart.add(name(key))),
    putDirectory: (directory) => run(() => void state.directories.set(directory.accountId, directory)),
    putJob: (job) =>
      run(() => {
        const at = state.jobs.findIndex((other) => other.clientId === job.clientId)
        if (state.jobs.some((other, index) => index !== at && sameMarker(other.marker, job.marker)))
          throw new Error('Marker taken')
        state.jobs = at < 0 ? [...state.jobs, structuredClone(job)] : state.jobs.with(at, structuredClone(job))
      }),
    removeJob: (clientId) =>
      run(() => {
        state.jobs = state.jobs.filter((job) => job.clientId !== clientId)
      }),
    putAction: (action) => run(() => putAction(state, action)),
    removeAction: (id) => run(() => removeActions(state, (one) => one.id === id)),
    markerTaken: (marker) =>
      Promise.resolve(
        [...state.jobs, ...state.messages.map((row) => row.message)].some((one) => sameMarker(one.marker, marker)),
      ),
    putDraft: (key, draft) => run(() => void state.drafts.set(name(key), draft)),
    removeDraft: (key) => run(() => void state.drafts.delete(name(key))),
    ...{ ...fileWords(state), indexSome: () => Promise.resolve(0) },
    putCursor: (cursor) => run(() => void state.cursors.set(cursor.accountId, cursor)),
    removeCursor: (account) => run(() => void state.cursors.delete(account)),
    ...alertWords(state),
    ...{ ...packWords, ...playbookWords(state) },
    ...{ prune: notHere, setHistorySince: notHere, forgetHistory: notHere, setListedSince: () => Promise.resolve() },
    addHealth: (line) => run(() => void (state.health = [...state.health, line].slice(-1000))),
  }
}

/** Opens the disk as a process would. */
export function openMemoryStore(disk: MemoryDisk): Store {
  let line: Promise<unknown> = Promise.resolve()
  return {
    salvage: null,
    ...reads(() => disk.state),
    commit(work) {
      const commit = line.then(async () => {
        const next = snapshot(disk.state)
        const result = await work({ ...reads(() => next), ...writes(next) })
        disk.state = next
        return result
      })
      line = commit.catch(() => undefined)
      return commit
    },
    vacuum: notHere,
    close: () => Promise.resolve(),
  }
}
