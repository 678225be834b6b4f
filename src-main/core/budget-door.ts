import type { ContactServer } from './contacts/port'
import type { Outcome } from './outcome'
import type { Server } from './ports'

/** How a request is let through: at once, later, or not at all. */
export type Gatekeeper = <T>(ask: () => Promise<Outcome<T>>) => Promise<Outcome<T>>

type Past = <A extends unknown[], T>(ask: (...args: A) => Promise<Outcome<T>>) => (...args: A) => Promise<Outcome<T>>

function contactCalls(contacts: ContactServer, past: Past): ContactServer {
  return {
    page: past((...args) => contacts.page(...args)),
    search: past((...args) => contacts.search(...args)),
    filter: past((...args) => contacts.filter(...args)),
    read: past((...args) => contacts.read(...args)),
    labels: past((...args) => contacts.labels(...args)),
    create: past((...args) => contacts.create(...args)),
    remove: past((...args) => contacts.remove(...args)),
    merge: past((...args) => contacts.merge(...args)),
    notes: past((...args) => contacts.notes(...args)),
    addNote: past((...args) => contacts.addNote(...args)),
    removeNote: past((...args) => contacts.removeNote(...args)),
    attributes: past((...args) => contacts.attributes(...args)),
    inboxes: past((...args) => contacts.inboxes(...args)),
    open: past((...args) => contacts.open(...args)),
    filters: past((...args) => contacts.filters(...args)),
    saveFilter: past((...args) => contacts.saveFilter(...args)),
    removeFilter: past((...args) => contacts.removeFilter(...args)),
  }
}

/** The same calls, each past the gatekeeper; what an administrator needs beside `Server` is asked through this. */
export function pastGate<C extends { [K in keyof C]: (...args: never[]) => Promise<Outcome<unknown>> }>(
  calls: C,
  through: Gatekeeper,
): C {
  const all = Object.entries<(...args: never[]) => Promise<Outcome<unknown>>>(calls)
  return Object.fromEntries(all.map(([name, ask]) => [name, (...args: never[]) => through(() => ask(...args))])) as C
}

/** The same server, each of whose calls goes past the gatekeeper. */
export function eachCall(server: Server, through: Gatekeeper): Server {
  const past =
    <A extends unknown[], T>(ask: (...args: A) => Promise<Outcome<T>>) =>
    (...args: A): Promise<Outcome<T>> =>
      through(() => ask(...args))
  return {
    about: past(() => server.about()),
    profile: past(() => server.profile()),
    setAvailability: past((...args) => server.setAvailability(...args)),
    setAutoOffline: past((...args) => server.setAutoOffline(...args)),
    conversations: past((...args) => server.conversations(...args)),
    conversation: past((...args) => server.conversation(...args)),
    messages: past((...args) => server.messages(...args)),
    send: past((...args) => server.send(...args)),
    setStatus: past((...args) => server.setStatus(...args)),
    assign: past((...args) => server.assign(...args)),
    assignTeam: past((...args) => server.assignTeam(...args)),
    setPriority: past((...args) => server.setPriority(...args)),
    labels: past((...args) => server.labels(...args)),
    setLabels: past((...args) => server.setLabels(...args)),
    setCustomAttributes: past((...args) => server.setCustomAttributes(...args)),
    setMuted: past((...args) => server.setMuted(...args)),
    removeMessage: past((...args) => server.removeMessage(...args)),
    markUnread: past((...args) => server.markUnread(...args)),
    markSeen: past((...args) => server.markSeen(...args)),
    setTyping: past((...args) => server.setTyping(...args)),
    searchMessages: past((...args) => server.searchMessages(...args)),
    directory: past((...args) => server.directory(...args)),
    inboxMembers: past((...args) => server.inboxMembers(...args)),
    updateContact: past((...args) => server.updateContact(...args)),
    contactConversations: past((...args) => server.contactConversations(...args)),
    contacts: contactCalls(server.contacts, past),
    errands: pastGate(server.errands, through),
    // Files come from a storage that counts for itself.
    readFile: (...args) => server.readFile(...args),
    readForeign: (...args) => server.readForeign(...args),
    close: () => server.close(),
  }
}
