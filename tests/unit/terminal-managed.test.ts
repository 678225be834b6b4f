/** What the organisation switched off is off at the terminal as well (docs/MANAGED.md). */
import { describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { NO_POLICY, switchedOff } from '../../src-main/core/managed'
import { COMMANDS } from '../../src-main/terminal/table'
import { understand } from '../../src-main/terminal/words'
import { type } from '../server/typed'

const policy = { ...NO_POLICY, off: ['channels' as const] }
const mayDo = (call: Parameters<typeof switchedOff>[1]) => switchedOff(policy, call) === null
const accountCommands = COMMANDS.flatMap((one) => (one.kind === 'account' ? [one] : []))

/** Every one that makes, changes or takes away a channel; those that only show are left. */
const changing = accountCommands.filter(({ words }) => /^(inbox|webhook|connector) (?!list|show)/.test(words))

/** As it may be typed: with all that it must be told. */
function typedOf(command: (typeof accountCommands)[number]): string[] {
  const told = command.flags
    .filter(({ isRequired }) => isRequired)
    .flatMap(({ name, takes }) => [`--${name}`, ...(takes ? ['x'] : [])])
  return [...command.words.split(' '), ...(command.id ? ['7'] : []), ...told]
}

describe('commands on a managed machine', () => {
  it.each(changing.map((command) => [command.words, command] as const))(
    'F13 %s ends before a server, a keychain or standard input is asked',
    async (_words, command) => {
      const words = typedOf(command)
      expect(understand(words).kind).toBe('run')
      const asked: string[] = []
      const ask = (what: string) => () => {
        asked.push(what)
        return Promise.reject(new Error(what))
      }
      const needs = { mayDo, servers: ask('server'), readInput: ask('input'), secret: ask('keychain') }
      const { code, out, error } = await type([...words, '--server', 'https://chat.example', '--token', '-'], needs)
      expect([code, out, error, asked]).toEqual([3, '', `perch: ${en['error.managed']}\n`, []])
    },
  )

  it('F13 all that changes channels is meant, and nothing else', () => {
    expect(changing.length).toBeGreaterThan(8)
    const isOff = ({ does }: (typeof accountCommands)[number]) => does !== undefined && !mayDo(does)
    expect(accountCommands.filter(isOff)).toEqual(changing)
  })
})
