/** Whether Perch was started for a command. It is asked before anything else is loaded, so it knows no command but its first word. */
const FIRST_WORDS = [
  'doctor',
  'status',
  'completion',
  'connector',
  'inbox',
  'contact',
  'conversation',
  'message',
  'webhook',
] as const

/** Ask for help, in every spelling. */
export const HELP: ReadonlySet<string> = new Set(['--help', '-h', 'help'])

/**
 * The words that belong to a command, or null when Perch was started as the program with a window. Chromium's own switches
 * and, in a checkout, the folder of the app come before them.
 */
export function commandWords(argv: readonly string[], isPackaged: boolean): string[] | null {
  const words = argv.slice(1)
  const first = words.findIndex((word) => !word.startsWith('-'))
  const given = isPackaged ? words : first === -1 ? [] : words.slice(first + 1)
  const begin = given.findIndex(isOurs)
  // A switch of Chromium may stand before ours, a link or a file may not.
  if (begin === -1 || given.slice(0, begin).some((word) => !word.startsWith('-'))) return null
  return given.slice(begin)
}

function isOurs(word: string): boolean {
  return FIRST_WORDS.some((one) => one === word) || HELP.has(word) || word === '--version'
}
