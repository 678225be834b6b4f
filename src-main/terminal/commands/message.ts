import { clientId } from '../../../src-preload/contract/ids'
import type { MessageNews } from '../../core/news'
import { makeMarker } from '../../core/outbox/marker'
import { line, printed, type AccountCommand } from '../command'
import { keyOf } from './conversation'
import { recipientFlags, recipientsOf } from './message-recipients'

const id = { name: 'CONVERSATION', help: 'The number of the conversation.' }
const messageLine = ({ id: number, fields }: MessageNews): string => line(number, fields.type, fields.content)

/** Rows of the guide about messages (G5). */
export const messageCommands: readonly AccountCommand[] = [
  {
    kind: 'account',
    words: 'message list',
    summary: 'Lists the newest 20 messages of a conversation, the oldest of them first.',
    id,
    flags: [],
    run: ({ server, account }, told) =>
      printed(server.messages(keyOf(account, told), {}), (all) => ({ value: all, lines: all.map(messageLine) })),
  },
  {
    kind: 'account',
    words: 'message create',
    summary: 'Writes to the customer, or a note that only agents see. It is sent once; nobody is asked for undo.',
    id,
    flags: [
      { name: 'text', takes: 'TEXT', isRequired: true, help: 'What to say.' },
      { name: 'private', help: 'A note for agents: the customer never sees it.' },
      ...recipientFlags,
    ],
    async run(site, told) {
      const { server, account, clock, chance } = site
      const conversation = keyOf(account, told)
      const recipients = await recipientsOf(site, told, conversation)
      if (recipients.kind !== 'accepted') return recipients
      const ours = clientId.parse(chance.uuid())
      const message = {
        conversation,
        clientId: ours,
        marker: await makeMarker(clock.now(), ours, () => Promise.resolve(false)),
        text: told.text('text') ?? '',
        private: told.isOn('private'),
        inReplyTo: null,
        recipients: recipients.value,
      }
      return printed(server.send(message), (news) => ({ value: news, lines: [messageLine(news)] }))
    },
  },
]
