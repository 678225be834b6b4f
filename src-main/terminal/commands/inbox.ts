import type { InboxId } from '../../../src-preload/contract/ids'
import type { Inbox } from '../../../src-preload/contract/entities'
import { line, printed, type AccountCommand, type Flag, type Told } from '../command'

const id = { name: 'INBOX', help: 'The number of the inbox.' }
const idOf = (told: Told): InboxId => Number(told.id) as InboxId
const inboxLine = (inbox: Inbox): string => line(inbox.id, inbox.name, inbox.channel)
const one = (inbox: Inbox) => ({ value: inbox, lines: [inboxLine(inbox)] })

const fields: readonly Flag[] = [
  { name: 'webhook-url', takes: 'URL', help: 'Where the server tells the connector of messages in this inbox.' },
  { name: 'greeting', takes: 'TEXT', help: 'Greets each new customer with this text.' },
]
function inputOf(told: Told) {
  const webhookUrl = told.text('webhook-url')
  const greeting = told.text('greeting')
  return {
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
    ...(greeting === undefined ? {} : { greetingEnabled: greeting !== '', greetingMessage: greeting }),
  }
}

/** Rows of the guide about inboxes (G2). */
export const inboxCommands: readonly AccountCommand[] = [
  {
    kind: 'account',
    words: 'inbox list',
    summary: 'Lists the inboxes you see: all of them as an administrator, else those you are a member of.',
    flags: [],
    run: ({ server, account }) =>
      printed(server.api.directory.listInboxes(account), (all) => ({ value: all, lines: all.map(inboxLine) })),
  },
  {
    kind: 'account',
    words: 'inbox show',
    summary: 'Shows one inbox.',
    id,
    flags: [],
    run: ({ server, account }, told) => printed(server.api.admin.readInbox(account, idOf(told)), one),
  },
  {
    kind: 'account',
    words: 'inbox create',
    does: 'inbox.create',
    summary: 'Makes an inbox of the API channel. Administrators only.',
    flags: [{ name: 'name', takes: 'TEXT', isRequired: true, help: 'Its name, without < > / \\ and @.' }, ...fields],
    run: ({ server, account }, told) =>
      printed(server.api.admin.createInbox(account, { name: told.text('name') ?? '', ...inputOf(told) }), one),
  },
  {
    kind: 'account',
    words: 'inbox update',
    does: 'inbox.update',
    summary: 'Changes what is told, and nothing else. Administrators only.',
    id,
    flags: [{ name: 'name', takes: 'TEXT', help: 'A new name.' }, ...fields],
    run: ({ server, account }, told) => {
      const name = told.text('name')
      const to = { id: idOf(told), ...(name === undefined ? {} : { name }), ...inputOf(told) }
      return printed(server.api.admin.updateInbox(account, to), one)
    },
  },
  {
    kind: 'account',
    words: 'inbox delete',
    does: 'inbox.remove',
    summary: 'Deletes an inbox with all of its conversations, a moment later. Administrators only.',
    id,
    flags: [{ name: 'yes', isRequired: true, help: 'Says that you mean it.' }],
    run: ({ server, account }, told) =>
      printed(server.api.admin.deleteInbox(account, idOf(told)), () => ({ value: { deleted: idOf(told) }, lines: [] })),
  },
]
