import type { Server } from '../../src-main/core/ports'

const silent = (): Promise<never> => Promise.reject(new Error('This test did not expect that request'))

/** A server that expects nothing: hand in the calls the test is about. */
export function fakeServer(calls: Partial<Server> = {}): Server {
  return {
    about: silent,
    profile: silent,
    setAvailability: silent,
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
    setMuted: silent,
    removeMessage: silent,
    markUnread: silent,
    markSeen: silent,
    setTyping: silent,
    searchMessages: silent,
    directory: silent,
    readFile: silent,
    updateContact: silent,
    contactConversations: silent,
    close: () => undefined,
    ...calls,
  }
}
