/** What a command is: its words, what it may be told, and what it does. Help, man page and parsing are all made of this. */
import type { AccountId } from '../../src-preload/contract/ids'
import type { CallName } from '../../src-preload/contract/names'
import type { ChatwootServer } from '../chatwoot'
import type { ConnectorServer, HookEar, MadeBook, TestBook } from '../core/connectors'
import type { Outcome } from '../core/outcome'
import type { Chance, Clock } from '../core/ports'

/** Something a command may be told by a word with dashes; without `takes` it is a switch. */
export interface Flag {
  name: string
  /** What stands after it, as help writes it: `URL`. */
  takes?: string
  isRequired?: boolean
  /** May come more than once. */
  isMany?: boolean
  help: string
}

/** What was told: flags by name, and the plain word after the command. */
export interface Told {
  id: string | null
  text(flag: string): string | undefined
  all(flag: string): string[]
  /** Undefined when it was not told; the parser has checked that it is a number. */
  number(flag: string): number | undefined
  isOn(flag: string): boolean
}

/** The server that a command talks to, and the account. */
export interface Site {
  server: ChatwootServer
  /** What connecting a channel asks. */
  connectors: ConnectorServer
  baseUrl: string
  account: AccountId
  /** Everything on standard input. */
  readInput(): Promise<string>
  /** The catalogs. */
  say(key: string, values?: Record<string, string | number>): string
  clock: Clock
  chance: Chance
  /** What set-ups made and nobody has taken back. */
  madeBook: MadeBook
  /** Tests of webhooks that may have left something on a server. */
  testBook: TestBook
  hookEar: HookEar
  /** Whoever waits is told of Ctrl+C instead of being killed by it. */
  onInterrupt(run: () => void): void
  /** A line for people, now: standard error. */
  remark(line: string): void
}

/** Printed as it is with `--json`; `lines` are for people. */
export interface Printed {
  value: unknown
  lines: string[]
}

/** What the server answered, or one line of the command's own and what it can say all the same. */
export type CommandEnd = Outcome<Printed> | { kind: 'stopped'; line: string; printed: Printed | null }

interface Named {
  /** `inbox list` */
  words: string
  summary: string
  /** The plain word after the command, as help writes it. */
  id?: { name: string; help: string }
  flags: readonly Flag[]
}

/** A command that asks one account something. */
export interface AccountCommand extends Named {
  kind: 'account'
  /** The call of the window that does the same: what the organisation switched off there is off here. */
  does?: CallName
  run(site: Site, told: Told): Promise<CommandEnd>
}

/** A command that does without an account; it says itself how it ended. */
export interface DoctorCommand extends Named {
  kind: 'doctor'
}

/** A command that asks no server. */
export interface LocalCommand extends Named {
  kind: 'status' | 'completion'
}

export type Command = AccountCommand | DoctorCommand | LocalCommand

/** Turns what a call answered into what is printed. */
export async function printed<T>(asked: Promise<Outcome<T>>, print: (value: T) => Printed): Promise<Outcome<Printed>> {
  const outcome = await asked
  return outcome.kind === 'accepted' ? { kind: 'accepted', value: print(outcome.value) } : outcome
}

/** One line for one thing: its number first, as every command takes it. */
export function line(...parts: (string | number | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join('\t')
}
