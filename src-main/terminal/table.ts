/** Every command there is. To add one: its noun's file in `commands`, and a line here. */
import type { Command, Flag } from './command'
import { connectorCommands } from './commands/connector'
import { contactCommands } from './commands/contact'
import { conversationCommands } from './commands/conversation'
import { inboxCommands } from './commands/inbox'
import { messageCommands } from './commands/message'
import { webhookCommands } from './commands/webhook'

const JSON_FLAG: Flag = { name: 'json', help: 'Prints JSON.' }

/** What every command that talks to a server may be told. */
export const COMMON: readonly Flag[] = [
  { name: 'server', takes: 'URL', help: 'The address of Chatwoot. PERCH_SERVER says it too.' },
  {
    name: 'profile',
    takes: 'NAME',
    help: 'An account that Perch is signed in to: its name, its host or your name. Its token comes from the keychain.',
  },
  {
    name: 'token',
    takes: '-',
    help: 'Reads the token from standard input. PERCH_TOKEN says it too. A token written here can be read by every program on this computer.',
  },
  JSON_FLAG,
]

/** Of commands that ask an account. */
export const ACCOUNT: Flag = { name: 'account', takes: 'NUMBER', help: 'The account, when you are in more than one.' }

export const COMMANDS: readonly Command[] = [
  {
    kind: 'doctor',
    words: 'doctor',
    summary: 'Goes the whole way to a server and says at each step what it saw, why it is so and what to do.',
    flags: [
      {
        name: 'desktop',
        help: 'Tries this computer instead of a server: alerts, tray, keychain, disk, start at login, portal, and the line of a Perch that runs.',
      },
    ],
  },
  {
    kind: 'status',
    words: 'status',
    summary:
      'Says whether a Perch runs for you, who waits in each account, the connection, and how many replies have not left.',
    flags: [JSON_FLAG],
  },
  {
    kind: 'completion',
    words: 'completion',
    summary: 'Prints what a shell needs to complete these words: eval "$(perch completion bash)".',
    id: { name: 'SHELL', help: 'bash, zsh or fish.' },
    flags: [],
  },
  ...connectorCommands,
  ...inboxCommands,
  ...contactCommands,
  ...conversationCommands,
  ...messageCommands,
  ...webhookCommands,
]

/** All that a command may be told. */
export function flagsOf(command: Command): readonly Flag[] {
  const isLocal = command.kind === 'status' || command.kind === 'completion'
  if (isLocal) return command.flags
  return [...command.flags, ...(command.kind === 'account' ? [ACCOUNT] : []), ...COMMON]
}

/** 0–3, as help and man page list them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, cannotRun: 3 } as const
