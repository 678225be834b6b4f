/** Help and the man page, made of the table: neither can forget a command. */
import type { Command, Flag } from './command'
import { SWITCHES } from './completion'
import { COMMANDS, flagsOf } from './table'

const EXITS: readonly [number, string][] = [
  [0, 'It was done; for the doctor: every step is good, or good enough.'],
  [
    1,
    'The server refused, a step of the doctor failed, or a running Perch has fallen silent. One line on standard error says why and what to do.',
  ],
  [2, 'The words of the command make no sense. One line says which.'],
  [3, 'It could not be tried: no keychain, no such profile, no token. For status: no Perch runs.'],
]
const ENVIRONMENT: readonly [string, string][] = [
  ['PERCH_SERVER', 'The address of Chatwoot, when --server is not said.'],
  ['PERCH_TOKEN', 'The access token, when --token is not said.'],
  ['HTTPS_PROXY, HTTP_PROXY, NO_PROXY', 'The proxy. The system settings that the window uses are not read without a display.'],
  ['SSL_CERT_FILE', 'The certificate of the company, PEM.'],
  ['LANG', 'ru… speaks Russian, anything else English.'],
]

function flagWords({ name, takes }: Flag): string {
  return takes === undefined ? `--${name}` : `--${name} ${takes}`
}

function synopsis(command: Command): string {
  const flags = command.flags.map((flag) => (flag.isRequired === true ? flagWords(flag) : `[${flagWords(flag)}]`))
  return ['perch', command.words, ...(command.id ? [command.id.name] : []), ...flags].join(' ')
}

/** What `perch --help` and `perch <command> --help` print. */
export function helpText(command: Command | null): string {
  if (command !== null) {
    const rows: [string, string][] = flagsOf(command).map((flag) => [flagWords(flag), flag.help])
    const id: [string, string][] = command.id ? [[command.id.name, command.id.help]] : []
    return `${synopsis(command)}\n\n${command.summary}\n\n${columns([...id, ...rows])}\n`
  }
  const commands = COMMANDS.map((one): [string, string] => [one.words, one.summary])
  const switches = SWITCHES.filter(({ name }) => name !== 'help').map((one): [string, string] => [flagWords(one), one.help])
  const exits = EXITS.map(([code, meaning]): [string, string] => [String(code), meaning])
  return [
    'Perch answers Chatwoot customers from the tray. With one of these commands it shows no window.',
    'Usage: perch COMMAND [OPTIONS]',
    columns([...commands, ['COMMAND --help', 'Says what a command may be told.'], ...switches]),
    `Exit codes\n${columns(exits)}`,
    `Environment\n${columns([...ENVIRONMENT])}\n`,
  ].join('\n\n')
}

function columns(rows: readonly [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')
}

/** `resources/linux/perch.1`; a test compares the file with this. */
export function manPage(): string {
  const commands = COMMANDS.flatMap((command) => [
    `.SS ${roff(synopsis(command))}`,
    roff(command.summary),
    ...(command.id ? tagged(command.id.name, command.id.help) : []),
    ...command.flags.flatMap((flag) => tagged(flagWords(flag), flag.help)),
  ])
  const doctor = COMMANDS[0]
  const common = doctor === undefined ? [] : flagsOf(doctor).flatMap((flag) => tagged(flagWords(flag), flag.help))
  return [
    '.TH PERCH 1 "" "Perch" "User Commands"',
    '.SH NAME',
    'perch \\- a desktop tray client for Chatwoot, and its commands',
    '.SH SYNOPSIS',
    '.B perch\n.br\n.B perch\n.I COMMAND\n[\\fIOPTIONS\\fR]',
    '.SH DESCRIPTION',
    'Without a command Perch opens its window and sits in the tray. With one it shows no window, needs no display, and opens no database.',
    'Chromium refuses to start as root; there, say \\fBperch \\-\\-no\\-sandbox\\fR \\fICOMMAND\\fR.',
    '.SH OPTIONS',
    'Every command that asks a server takes these; those about an account also take \\fB\\-\\-account NUMBER\\fR.',
    ...common,
    '.PP\nThese stand without a command.',
    ...SWITCHES.flatMap((flag) => tagged(flagWords(flag), flag.help)),
    '.SH COMMANDS',
    ...commands,
    '.SH EXIT STATUS',
    ...EXITS.flatMap(([code, meaning]) => tagged(String(code), meaning)),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, meaning]) => tagged(name, meaning)),
    '',
  ].join('\n')
}

function tagged(name: string, text: string): string[] {
  return ['.TP', `.B ${roff(name)}`, roff(text)]
}

/** A dash of ours is one that can be copied; a line may not begin with a dot. */
function roff(text: string): string {
  return text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/^\./, '\\&.')
}
