/** What shells need to complete the words of a command, made of the table: no command can be forgotten. */
import type { Command, Flag } from './command'
import { COMMANDS, flagsOf } from './table'

/** Switches of the program with a window, and those before any command. */
export const SWITCHES: readonly Flag[] = [
  { name: 'hidden', help: 'Starts without a window, as at login. A Perch that runs stays as it is.' },
  {
    name: 'quick',
    help: 'Opens a quick reply to the customer who waits longest, also in a Perch that runs: for a key of the desktop.',
  },
  { name: 'help', help: 'Says what a command may be told.' },
  { name: 'version', help: 'Says which Perch this is.' },
]

const SHELLS = { bash, zsh, fish }

/** The script for a shell; null for one that is not known. */
export function completion(shell: string): string | null {
  return Object.hasOwn(SHELLS, shell) ? SHELLS[shell as keyof typeof SHELLS]() : null
}

/** The words that may stand after those typed so far: `''`, `inbox`, `inbox list`. */
function steps(): Map<string, string[]> {
  const all = new Map<string, string[]>([['', SWITCHES.map(({ name }) => `--${name}`)]])
  const put = (before: string, word: string): void => {
    const known = all.get(before) ?? []
    if (!known.includes(word)) all.set(before, [...known, word])
  }
  for (const command of COMMANDS) {
    const words = command.words.split(' ')
    words.forEach((word, at) => put(words.slice(0, at).join(' '), word))
    for (const word of wordsAfter(command)) put(command.words, word)
  }
  return all
}

function wordsAfter(command: Command): string[] {
  const shells = command.kind === 'completion' ? Object.keys(SHELLS) : []
  return [...shells, ...flagsOf(command).map(({ name }) => `--${name}`), '--help']
}

/** Only words without dashes say where we are; what an option takes is the shell's own business. */
function bash(): string {
  const cases = [...steps()].map(([before, words]) => `    '${before}') words='${words.join(' ')}' ;;`)
  return [
    '# bash completion of perch: eval "$(perch completion bash)"',
    '_perch() {',
    "  local at='' words='' word",
    '  for word in "${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do',
    '    [[ $word == -* ]] || { [[ $at == *" "* ]] || at="${at:+$at }$word"; }',
    '  done',
    '  case "$at" in',
    ...cases,
    '    *) case "${at%% *}" in',
    ...single().map(({ words, after }) => `      '${words}') words='${after.join(' ')}' ;;`),
    '    esac ;;',
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
    '}',
    'complete -o default -F _perch perch',
    '',
  ].join('\n')
}

/** Commands of one word: what follows it is theirs and no second word of a command. */
function single(): { words: string; after: string[] }[] {
  return COMMANDS.filter(({ words }) => !words.includes(' ')).map((one) => ({ words: one.words, after: wordsAfter(one) }))
}

/** zsh speaks bash's language when asked. */
function zsh(): string {
  const load = 'whence compdef >/dev/null || { autoload -U compinit && compinit; }\nautoload -U bashcompinit && bashcompinit'
  const words = bash()
    .replace(/^#.*\n/, '')
    .replaceAll('_perch', '_perch_words')
  // As a file of zsh's own it is asked by being loaded, and answers at once; read in by eval nobody has asked yet.
  const ask = `[[ -z $funcstack[1] || $funcstack[1] != _perch ]] || _bash_complete -o default -F _perch_words "$@"`
  return `#compdef perch\n# zsh completion of perch: eval "$(perch completion zsh)"\n${load}\n${words}${ask}\n`
}

function fish(): string {
  const first = `not __fish_seen_subcommand_from ${[...nouns()].join(' ')}`
  const lines = [
    '# fish completion of perch: perch completion fish | source',
    ...SWITCHES.map(({ name, help }) => `complete -c perch -f -l ${name} -d ${quoted(help)}`),
    ...[...nouns()].map((noun) => `complete -c perch -f -n '${first}' -a ${noun}`),
    ...COMMANDS.flatMap(fishCommand),
  ]
  return `${lines.join('\n')}\n`
}

function fishCommand(command: Command): string[] {
  const [noun = '', verb] = command.words.split(' ')
  const after = `__fish_seen_subcommand_from ${noun}`
  const here = verb === undefined ? after : `${after}; and __fish_seen_subcommand_from ${verb}`
  const open = `${after}; and not __fish_seen_subcommand_from ${seconds(noun).join(' ')}`
  const words = command.kind === 'completion' ? Object.keys(SHELLS) : []
  return [
    ...(verb === undefined ? [] : [`complete -c perch -f -n '${open}' -a ${verb} -d ${quoted(command.summary)}`]),
    ...words.map((word) => `complete -c perch -f -n '${here}' -a ${word}`),
    ...flagsOf(command).map(({ name, takes, help }) => {
      const value = takes === undefined ? '' : ' -r'
      return `complete -c perch -n '${here}' -l ${name}${value} -d ${quoted(help)}`
    }),
  ]
}

function nouns(): Set<string> {
  return new Set(COMMANDS.map(({ words }) => words.split(' ')[0] ?? ''))
}

function seconds(noun: string): string[] {
  return COMMANDS.flatMap(({ words }) => (words.startsWith(`${noun} `) ? [words.slice(noun.length + 1)] : []))
}

/** In fish's single quotes only these two mean something. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
