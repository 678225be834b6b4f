/** Words at the terminal: what is understood, what is not and why, and papers that cannot forget a command (G7, G11). */
import { describe, expect, it } from 'vitest'
import { environmentProxy } from '../../src-main/desktop/environment-proxy'
import { commandWords } from '../../src-main/terminal/asked'
import { helpText, manPage } from '../../src-main/terminal/help'
import { COMMANDS, flagsOf } from '../../src-main/terminal/table'
import { understand } from '../../src-main/terminal/words'

const typed = (text: string) => understand(text.split(' '))
const wrong = (text: string) => {
  const understood = typed(text)
  return understood.kind === 'wrong' ? understood.line : understood.kind
}

describe('whether Perch was started for a command', () => {
  it.each([
    [['perch', 'doctor', '--json'], true, ['doctor', '--json']],
    [['perch', '--no-sandbox', 'inbox', 'list'], true, ['inbox', 'list']],
    [['perch', '--version'], true, ['--version']],
    [['perch'], true, null],
    [['perch', '--hidden'], true, null],
    [['perch', 'perch://open/1/2'], true, null],
    [['perch', 'perch://open/1/2', 'doctor'], true, null],
    [['electron', '--inspect', '/work/perch', 'doctor'], false, ['doctor']],
    [['electron', '/work/doctor'], false, null],
    [['electron', '--version'], false, null],
  ])('G7 %j (packaged %s): %j', (argv, isPackaged, words) => {
    expect(commandWords(argv, isPackaged)).toEqual(words)
  })

  it('G11 the first word of every command is known before the commands are loaded', () => {
    for (const { words } of COMMANDS) {
      const [first = ''] = words.split(' ')
      expect([first, commandWords(['perch', first], true)]).toEqual([first, [first]])
    }
  })
})

describe('what was typed', () => {
  it('G11 a command with all it was told', () => {
    const understood = typed('contact create --name Eva --attribute vk_user_id=1 --attribute=a=b=c --inbox 7 --json')
    if (understood.kind !== 'run') throw new Error(understood.kind)
    const { command, told } = understood
    expect(command.words).toBe('contact create')
    expect([told.text('name'), told.number('inbox'), told.isOn('json'), told.isOn('token')]).toEqual(['Eva', 7, true, false])
    expect(told.all('attribute')).toEqual(['vk_user_id=1', 'a=b=c'])
  })

  it.each([
    ['inbox', /^what about the inbox\? There are: list, show, create, update, delete\./],
    ['inbox burn', /^unknown command: inbox burn\. There are: list/],
    ['doctor --loud', /^unknown option: --loud\. See perch doctor --help$/],
    ['doctor please', /^"please" is one word too many\./],
    ['doctor --server', /^--server needs URL\./],
    ['doctor --json=yes', /^--json takes nothing\./],
    ['doctor --server a --server b', /^--server was said twice\./],
    ['inbox show', /^inbox show needs INBOX\./],
    ['inbox show seven', /^INBOX is a number, not "seven"\./],
    ['inbox create', /^inbox create needs --name\./],
    ['inbox delete 7', /^inbox delete needs --yes\./],
    ['contact list --page first', /^--page needs a number, not "first"\./],
    ['contact filter --attribute vk', /^--attribute needs KEY=VALUE, not "vk"\./],
  ])('G11 %s: %s', (text, line) => {
    expect(wrong(text)).toMatch(line)
    expect(wrong(text)).not.toContain('\n')
  })

  it('G11 help is asked for in every way', () => {
    for (const text of ['--help', '-h', 'help', 'inbox --help', 'doctor --help', 'help doctor', 'inbox create -h']) {
      expect([text, typed(text).kind]).toEqual([text, 'help'])
    }
    expect(helpText(null)).toContain('  webhook create ')
    expect(helpText(COMMANDS[0] ?? null)).toMatch(/^perch doctor \[--desktop\]\n/)
  })

  it('G11 no command may be told the same thing twice, and each says what it does', () => {
    for (const command of COMMANDS) {
      const names = flagsOf(command).map(({ name }) => name)
      expect([command.words, names]).toEqual([command.words, [...new Set(names)]])
      expect(command.summary).toMatch(/^[A-Z].*\.$/)
    }
    expect(new Set(COMMANDS.map(({ words }) => words)).size).toBe(COMMANDS.length)
  })

  it('G11 the man page is the one that the table makes', async () => {
    await expect(manPage()).toMatchFileSnapshot('../../resources/linux/perch.1')
  })
})

describe('the proxy of the environment', () => {
  it.each([
    [{}, 'https://chat.example.com', null],
    [{ HTTPS_PROXY: 'proxy:3128' }, 'https://chat.example.com', 'http://proxy:3128'],
    [{ https_proxy: 'http://a:b@proxy:3128' }, 'https://chat.example.com', 'http://a:b@proxy:3128'],
    [{ HTTPS_PROXY: 'proxy:3128' }, 'http://chat.example.com', null],
    [{ ALL_PROXY: 'socks5://proxy' }, 'http://chat.example.com', 'socks5://proxy'],
    [{ HTTPS_PROXY: 'proxy:3128' }, 'https://localhost:3000', null],
    [{ HTTPS_PROXY: 'proxy:3128', NO_PROXY: 'a.test, .example.com' }, 'https://chat.example.com', null],
    [{ HTTPS_PROXY: 'proxy:3128', no_proxy: 'ample.com' }, 'https://chat.example.com', 'http://proxy:3128'],
  ])('F19 %j for %s: %s', (env, address, proxy) => {
    expect(environmentProxy(env as Record<string, string>, address)).toBe(proxy)
  })
})
