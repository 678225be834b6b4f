/** The words history is written in: each is one line to the function of its noun. `ask` decides when it may run. */
import type { AlertReads, Reads, SearchReads, StoredMessage, Tx } from '../core/ports'
import type { ConversationKey } from '../../src-preload/contract/ids'
import { findFile, findFiles, findPiece, putFile, putPiece, removeFile, removeFilesIn, sweepFiles } from './blobs'
import { findAction, findActions, findActionsOf, findActionsOver } from './actions'
import { putAction, removeAction, removeActionsOf } from './actions'
import type { Ask } from './ask'
import type { Connection } from './connection'
import { findConversation, findFollowed, findOpen, findOutside, findWith } from './conversations'
import { putConversation, removeConversationRow, setMentioned } from './conversations'
import { contactReads, contactWords } from './contact-words'
import { counts, waiting } from './counts'
import { findCursors, putCursor, removeCursor } from './cursors'
import { findDirectory, findTemplates, putDirectory } from './directory'
import { findDraft, putDraft, removeDraft } from './drafts'
import { addHealth, findHealth } from './health'
import { countHistory, findListedSince, findUnfilled, forgetHistory } from './history'
import { setHistorySince, setListedSince } from './history'
import { list, listed } from './lists'
import { findMessage, findMessageByClientId, findMessages, findMessagesById } from './messages'
import { countFrom, lastIncomingAt, messageBounds, messageHasMarker, messagesSince, newestIds, reachedStart } from './messages'
import { hadAnswered, movedSince } from './missed'
import { packReads, packWords } from './pack-words'
import { removeFromPacks } from './packs'
import { findPicture, putPicture, removePicturesOf, touchPicture, trimPictures } from './pictures'
import { playbookReads, playbookWords } from './playbook'
import { countPrunable, prune, storageUse } from './prune'
import { findJob, findJobs, jobHasMarker, putJob, removeJob, removeLane } from './outbox'
import { confirmMessages, putMessage, removeMessages, removeUnsentMessage, setReachedStart } from './put-message'
import { findCustomers, findWords } from './search'
import { behind, indexSome } from './search-index'
import { findWithFiles } from './message-files'
import { nearWords } from './near-words'
import { findAlertToken, findMemberships, putAlertToken, putMembership } from './alerts'
import { addVerdict, findVerdicts } from './verdicts'

type MessageReads = Pick<
  Reads,
  'messages' | 'messagesWithFiles' | 'message' | 'messagesById' | 'messageByClientId' | 'newestIds' | 'messageBounds'
>

function messageReads(ask: Ask): MessageReads {
  return {
    messages: (key, before, limit) => ask((tx) => findMessages(tx, key, { before, limit })),
    messagesWithFiles: (key, limit) => ask((tx) => findWithFiles(tx, key, limit)),
    message: (account, id) => ask((tx) => findMessage(tx, account, id)),
    messagesById: (account, ids) => ask((tx) => findMessagesById(tx, account, ids)),
    messageByClientId: (clientId) => ask((tx) => findMessageByClientId(tx, clientId)),
    newestIds: (key, limit) => ask((tx) => newestIds(tx, key, limit)),
    messageBounds: (key) => ask((tx) => messageBounds(tx, key)),
  }
}

/** The questions of the port. */
export function makeReads(ask: Ask): Reads {
  return {
    conversation: (key) => ask((tx) => findConversation(tx, key)),
    list: (query, me) => ask((tx) => list(tx, query, me)),
    listed: (query, me, keys) => ask((tx) => listed(tx, { query, me }, keys)),
    counts: (me) => ask((tx) => counts(tx, me)),
    waiting: (whose) => ask((tx) => waiting(tx, whose)),
    ...messageReads(ask),
    countFrom: (key, id) => ask((tx) => countFrom(tx, key, id)),
    since: (key, at) => ask((tx) => messagesSince(tx, key, at)),
    lastIncomingAt: (key) => ask((tx) => lastIncomingAt(tx, key)),
    openConversations: (account) => ask((tx) => findOpen(tx, account)),
    followedConversations: (account) => ask((tx) => findFollowed(tx, account)),
    conversationsOutside: (account, inboxes) => ask((tx) => findOutside(tx, account, inboxes)),
    conversationsOf: (account, contact) => ask((tx) => findWith(tx, account, contact)),
    reachedStart: (key) => ask((tx) => reachedStart(tx, key)),
    directory: (account) => ask((tx) => findDirectory(tx, account)),
    templates: (account) => ask((tx) => findTemplates(tx, account)),
    job: (clientId) => ask((tx) => findJob(tx, clientId)),
    jobs: () => ask(findJobs),
    draft: (key) => ask((tx) => findDraft(tx, key)),
    files: (key) => ask((tx) => findFiles(tx, key)),
    file: (id) => ask((tx) => findFile(tx, id)),
    filePiece: (id, piece) => ask((tx) => findPiece(tx, id, piece)),
    picture: (key) => ask((tx) => findPicture(tx, key)),
    cursors: () => ask(findCursors),
    storageUse: () => ask(storageUse),
    countPrunable: (whose, befores) => ask((tx) => countPrunable(tx, whose, befores)),
    unfilled: (whose) => ask((tx) => findUnfilled(tx, whose)),
    historyCount: (account, since) => ask((tx) => countHistory(tx, account, since)),
    listedSince: (account) => ask((tx) => findListedSince(tx, account)),
    health: (limit) => ask((tx) => findHealth(tx, limit)),
    movedSince: (whose) => ask((tx) => movedSince(tx, whose)),
    hadAnswered: (key, agent, before) => ask((tx) => hadAnswered(tx, { key, agent, before })),
    ...{ ...actionReads(ask), ...alertReads(ask), ...packReads(ask), ...searchReads(ask) },
    ...{ ...contactReads(ask), ...playbookReads(ask) },
  }
}

function actionReads(ask: Ask): Pick<Reads, 'actions' | 'actionsOf' | 'actionsOver' | 'action'> {
  return {
    actions: () => ask(findActions),
    actionsOf: (key) => ask((tx) => findActionsOf(tx, key)),
    actionsOver: (key) => ask((tx) => findActionsOver(tx, key)),
    action: (id) => ask((tx) => findAction(tx, id)),
  }
}

function alertReads(ask: Ask): AlertReads {
  return {
    verdicts: (limit) => ask((tx) => findVerdicts(tx, limit)),
    memberships: () => ask(findMemberships),
    alertToken: (token) => ask((tx) => findAlertToken(tx, token)),
  }
}

function searchReads(ask: Ask): SearchReads {
  return {
    search: (sought) => ask((tx) => findWords(tx, sought)),
    searchCustomers: (sought) => ask((tx) => findCustomers(tx, sought)),
    nearWords: (word) => ask((tx) => nearWords(tx, word)),
    notIndexed: () => ask(behind),
  }
}

/** The questions and the words. */
export function makeTx(ask: Ask): Tx {
  return {
    ...makeReads(ask),
    ...{ ...contactWords(ask), ...packWords(ask), ...playbookWords(ask) },
    putConversation: (row) => ask((tx) => putConversation(tx, row)),
    removeConversation: (key) => ask((tx) => removeConversation(tx, key)),
    setMentioned: (key, mentioned) => ask((tx) => setMentioned(tx, key, mentioned)),
    putMessage: (row) => ask((tx) => putMessageAndFiles(tx, row)),
    confirmMessages: (account, ids, evidenceAt) => ask((tx) => confirmMessages(tx, { account, ids, evidenceAt })),
    removeUnsentMessage: (clientId) => ask((tx) => removeUnsentMessage(tx, clientId)),
    setReachedStart: (key) => ask((tx) => setReachedStart(tx, key)),
    setHistorySince: (key, at) => ask((tx) => setHistorySince(tx, key, at)),
    forgetHistory: (key) => ask((tx) => forgetHistory(tx, key)),
    setListedSince: (account, at) => ask((tx) => setListedSince(tx, account, at)),
    putDirectory: (directory, templates) => ask((tx) => putDirectory(tx, directory, templates)),
    putJob: (job) => ask((tx) => putJob(tx, job)),
    removeJob: (clientId) => ask((tx) => removeJob(tx, clientId)),
    putAction: (action) => ask((tx) => putAction(tx, action)),
    removeAction: (id) => ask((tx) => removeAction(tx, id)),
    markerTaken: (marker) => ask((tx) => jobHasMarker(tx, marker) || messageHasMarker(tx, marker)),
    putDraft: (key, draft) => ask((tx) => putDraft(tx, key, draft)),
    removeDraft: (key) => ask((tx) => removeDraft(tx, key)),
    putFile: (file) => ask((tx) => putFile(tx, file)),
    putFilePiece: (id, part, bytes) => ask((tx) => putPiece(tx, { id, part, bytes })),
    removeFile: (id) => ask((tx) => removeFile(tx, id)),
    sweepFiles: () => ask(sweepFiles),
    putPicture: (key, picture) => ask((tx) => putPicture(tx, key, picture)),
    touchPicture: (key, usedAt) => ask((tx) => touchPicture(tx, key, usedAt)),
    trimPictures: (kept) => ask((tx) => trimPictures(tx, kept)),
    putCursor: (cursor) => ask((tx) => putCursor(tx, cursor)),
    removeCursor: (account) => ask((tx) => removeCursor(tx, account)),
    addVerdict: (verdict) => ask((tx) => addVerdict(tx, verdict)),
    putMembership: (row) => ask((tx) => putMembership(tx, row)),
    putAlertToken: (token, key) => ask((tx) => putAlertToken(tx, token, key)),
    prune: (whose) => ask((tx) => prune(tx, whose)),
    indexSome: (limit) => ask((tx) => indexSome(tx, limit)),
    addHealth: (line) => ask((tx) => addHealth(tx, line)),
  }
}

/** The server takes the files of a deleted message away, so we do. */
function putMessageAndFiles(tx: Connection, row: StoredMessage): void {
  putMessage(tx, row)
  const { deleted, accountId, id } = row.message
  if (deleted && id !== null) removePicturesOf(tx, accountId, id)
}

function removeConversation(tx: Connection, key: ConversationKey): void {
  removeLane(tx, key)
  removeActionsOf(tx, key)
  removeDraft(tx, key)
  removeFilesIn(tx, key)
  removeMessages(tx, key)
  forgetHistory(tx, key)
  removeFromPacks(tx, key)
  removeConversationRow(tx, key)
}
