/** From the words somebody typed to a command and what it was told, or one line that says what is wrong with them. */
import { HELP } from './asked'
import type { Command, Flag, Told } from './command'
import { COMMANDS, flagsOf } from './table'

export type Understood =
  | { kind: 'help'; command: Command | null }
  | { kind: 'version' }
  | { kind: 'run'; command: Command; told: Told }
  | { kind: 'wrong'; line: string }

const NUMBERS = new Set(['NUMBER', 'INBOX', 'WEBHOOK', 'CONTACT', 'CONVERSATION'])

/** Never throws. */
export function understand(words: readonly string[]): Understood {
  const [first = '', second] = words
  if (first === '--version') return { kind: 'version' }
  if (HELP.has(first)) return { kind: 'help', command: find(words.slice(1)) }
  const command = find(words)
  if (command === null) {
    const known = COMMANDS.filter(({ words: name }) => name.startsWith(`${first} `)).map((one) => one.words.split(' ')[1])
    if (second !== undefined && HELP.has(second)) return { kind: 'help', command: null }
    const what =
      second === undefined || second.startsWith('-') ? `what about the ${first}?` : `unknown command: ${first} ${second}.`
    return wrong(`${what} There are: ${known.join(', ')}. See perch --help`)
  }
  return told(command, words.slice(command.words.split(' ').length))
}

function find(words: readonly string[]): Command | null {
  const typed = words.join(' ')
  return COMMANDS.find(({ words: name }) => typed === name || typed.startsWith(`${name} `)) ?? null
}

/** Longest word, or run of them without a blank, that is repeated whole. */
const MOST_REPEATED = 100

/** What was typed may come from a link or a script: it is repeated cut, and without signs that move a cursor. */
function wrong(line: string): Understood {
  const shown = line.replace(/\p{Cc}+/gu, '\ufffd').replace(new RegExp(`(\\S{${MOST_REPEATED}})\\S+`, 'gu'), '$1…')
  return { kind: 'wrong', line: shown }
}

interface Gathered {
  plain: string[]
  values: Map<string, string[]>
}

function told(command: Command, words: readonly string[]): Understood {
  if (words.some((word) => word === '--help' || word === '-h')) return { kind: 'help', command }
  const gathered: Gathered = { plain: [], values: new Map() }
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const problem = take(command, { word, rest, gathered })
    if (problem !== null) return wrong(`${problem} See perch ${command.words} --help`)
  }
  const problem = missing(command, gathered)
  return problem === null
    ? { kind: 'run', command, told: toTold(gathered) }
    : wrong(`${problem} See perch ${command.words} --help`)
}

function take(command: Command, { word, rest, gathered }: { word: string; rest: string[]; gathered: Gathered }): string | null {
  if (!word.startsWith('--')) {
    gathered.plain.push(word)
    return null
  }
  const [name = '', inline] = word.slice(2).split(/=(.*)/s)
  const flag = flagsOf(command).find((one) => one.name === name)
  if (flag === undefined) return `unknown option: --${name}.`
  if (flag.takes === undefined && inline !== undefined) return `--${name} takes nothing.`
  const value = flag.takes === undefined ? '' : (inline ?? rest.shift())
  const problem = value === undefined ? `--${name} needs ${flag.takes}.` : badValue(flag, value)
  if (problem !== null || value === undefined) return problem
  const before = gathered.values.get(name) ?? []
  if (before.length > 0 && flag.isMany !== true) return `--${name} was said twice.`
  gathered.values.set(name, [...before, value])
  return null
}

function badValue({ name, takes }: Flag, value: string): string | null {
  if (takes === 'NUMBER' && name !== 'phone' && !isNumber(value)) return `--${name} needs a number, not "${value}".`
  if (takes === 'KEY=VALUE' && !/^[^=]+=/.test(value)) return `--${name} needs KEY=VALUE, not "${value}".`
  return null
}

function isNumber(value: string): boolean {
  return /^[1-9]\d{0,14}$/.test(value)
}

function missing(command: Command, { plain, values }: Gathered): string | null {
  const wanted = command.id ? 1 : 0
  const [id] = plain
  if (command.id && id === undefined) return `${command.words} needs ${command.id.name}.`
  if (command.id && NUMBERS.has(command.id.name) && !isNumber(id ?? '')) return `${command.id.name} is a number, not "${id}".`
  if (plain.length > wanted) return `"${plain[wanted]}" is one word too many.`
  const absent = command.flags.find((flag) => flag.isRequired === true && !values.has(flag.name))
  return absent === undefined ? null : `${command.words} needs --${absent.name}.`
}

function toTold({ plain, values }: Gathered): Told {
  const text = (flag: string): string | undefined => values.get(flag)?.[0]
  return {
    id: plain[0] ?? null,
    text,
    all: (flag) => values.get(flag) ?? [],
    number: (flag) => (text(flag) === undefined ? undefined : Number(text(flag))),
    isOn: (flag) => values.has(flag),
  }
}
