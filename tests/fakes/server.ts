import type { Server } from '../../src-main/core/ports'

const silent = (): Promise<never> => Promise.reject(new Error('This test did not expect that request'))

/** Contacts of a server that expects nothing about them. */
export function fakeContactServer(calls: Partial<Server['contacts']> = {}): Server['contacts'] {
  return {
    page: silent,
    search: silent,
    filter: silent,
    read: silent,
    labels: silent,
    create: silent,
    remove: silent,
    merge: silent,
    notes: silent,
    addNote: silent,
    removeNote: silent,
    attributes: silent,
    inboxes: silent,
    open: silent,
    filters: silent,
    saveFilter: silent,
    removeFilter: silent,
    ...calls,
  }
}

/** A server that expects nothing: hand in the calls the test is about. */
export function fakeServer(calls: Partial<Server> = {}): Server {
  return {
    about: silent,
    profile: silent,
    setAvailability: silent,
    setAutoOffline: silent,
    conversations: silent,
    conversation: silent,
    messages: silent,
    send: silent,
    setStatus: silent,
    assign: silent,
    assignTeam: silent,
    setPriority: silent,
    labels: silent,
    setLabels: silent,
    setCustomAttributes: silent,
    setMuted: silent,
    removeMessage: silent,
    markUnread: silent,
    markSeen: silent,
    setTyping: silent,
    searchMessages: silent,
    directory: silent,
    inboxMembers: silent,
    readFile: silent,
    readForeign: silent,
    updateContact: silent,
    contactConversations: silent,
    contacts: fakeContactServer(),
    errands: {
      retryMessage: silent,
      translate: silent,
      participants: silent,
      addParticipant: silent,
      removeParticipant: silent,
      macros: silent,
      runMacro: silent,
    },
    close: () => undefined,
    ...calls,
  }
}
