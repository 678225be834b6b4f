/** `perch status` and completions: what is told, how it is read, and what a command says of it. */
import { spawnSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import { keepStatus, STATUS_REPEAT_MS, type StatusReport } from '../../src-main/core/status'
import { makeStatusFile, seeStatus } from '../../src-main/desktop/status-file'
import { makeText } from '../../src-main/desktop/text'
import { completion } from '../../src-main/terminal/completion'
import { statusSaid } from '../../src-main/terminal/status'
import { COMMANDS, flagsOf } from '../../src-main/terminal/table'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { tempFolder } from '../fakes/temp-folder'

const report: StatusReport = {
  accounts: [{ server: 'https://chat.example', account: 3, name: 'Acme', link: 'live', waiting: 2 }],
  unopened: 1,
  outbox: 4,
}
const text = makeText('en', () => 'en')
const say = (key: string, values?: Record<string, string | number>) => text.say(key, values)

function told(at = 1_000_000) {
  const folder = tempFolder('status')
  const file = makeStatusFile({ folder, version: '1.2.3', pid: 77, now: () => at, log: new FakeLog() })
  file.write(report)
  const see = (now: number, alive = [77]) => seeStatus({ folder, now, isAlive: (pid) => alive.includes(pid) })
  return { folder, file, see }
}

describe('the status of a running Perch', () => {
  it('F12 is read as it was told, by its owner alone, and is gone when Perch ends', () => {
    const { folder, file, see } = told()
    expect(see(1_000_500)).toEqual({ kind: 'told', told: { version: '1.2.3', pid: 77, writtenAt: 1_000_000, ...report } })
    expect(statSync(join(folder, 'status.json')).mode & 0o777).toBe(0o600)
    file.remove()
    file.remove()
    expect(see(1_000_500)).toEqual({ kind: 'none' })
  })

  it('F12 a Perch that died without a word does not run, one that hangs is silent', () => {
    const { see } = told()
    expect(see(1_000_500, [])).toEqual({ kind: 'none' })
    expect(see(1_000_000 + 2 * STATUS_REPEAT_MS).kind).toBe('told')
    expect(see(1_000_000 + 3 * STATUS_REPEAT_MS).kind).toBe('silent')
    // A clock that was set back says nothing about now either.
    expect(see(1_000_000 - 3 * STATUS_REPEAT_MS).kind).toBe('silent')
  })

  it.each(['', '{', 'null', '[]', '{"pid":77}', '{"pid":-1,"version":"1"}'])(
    'F12 a file that holds %j is no Perch',
    (content) => {
      const { folder, see } = told()
      writeFileSync(join(folder, 'status.json'), content)
      expect(see(1_000_500)).toEqual({ kind: 'none' })
    },
  )

  it('F12 it is told at once, when it changes, and each minute; not at every fact', async () => {
    const clock = new FakeClock()
    const written: StatusReport[] = []
    let unopened = 2
    let removed = 0
    const status = keepStatus({
      profiles: () => [],
      unopened: () => unopened,
      settings: makeSettings({ read: () => defaultSettings, write: () => undefined }),
      clock,
      log: new FakeLog(),
      statusFile: { write: (one) => void written.push(one), remove: () => void (removed += 1) },
    })
    const pass = async (ms: number) => {
      await clock.advance(ms)
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    await pass(0)
    expect(written).toEqual([{ accounts: [], unopened: 2, outbox: 0 }])
    for (let fact = 0; fact < 50; fact += 1) status.touch()
    await pass(3_000)
    expect(written).toHaveLength(1)
    unopened = 0
    status.touch()
    await pass(3_000)
    expect(written.map((one) => one.unopened)).toEqual([2, 0])
    await pass(2 * STATUS_REPEAT_MS)
    expect(written.length).toBeGreaterThan(2)
    const count = written.length
    status.touch()
    status.stop()
    await pass(2 * STATUS_REPEAT_MS)
    expect([written.length, removed]).toEqual([count, 1])
  })
})

describe('perch status', () => {
  it('F12 says it to people and to scripts, code 0', () => {
    const seen = told().see(1_000_500)
    expect(statusSaid(seen, false, say)).toEqual({
      out: 'Perch 1.2.3 runs\nAcme: Live, waiting: 2\nProfiles that are not open: 1\nReplies that have not left: 4\n',
      line: null,
      code: 0,
    })
    const said = JSON.parse(statusSaid(seen, true, say).out) as unknown
    expect(said).toEqual({ running: true, version: '1.2.3', pid: 77, asOf: '1970-01-01T00:16:40.000Z', ...report })
  })

  it('F12 nobody there is code 3, silence is code 1, and neither pretends to know figures', () => {
    expect(statusSaid({ kind: 'none' }, true, say)).toEqual({
      out: '{\n  "running": false\n}\n',
      line: 'no Perch runs for you.',
      code: 3,
    })
    expect(statusSaid({ kind: 'none' }, false, say)).toMatchObject({ out: '', code: 3 })
    const silent = statusSaid(told().see(9_000_000), true, say)
    expect([silent.code, JSON.parse(silent.out)]).toEqual([1, { running: null, pid: 77, asOf: '1970-01-01T00:16:40.000Z' }])
    expect(silent.line).toContain('process 77')
  })

  it('F12 every state of the connection has a word', () => {
    for (const link of ['connecting', 'catching-up', 'live', 'polling', 'offline', 'paused', 'signed-out']) {
      expect(text.say(`link.${link}`)).not.toContain('link.')
    }
  })
})

describe('completions', () => {
  const offered = (typed: string): string[] => {
    const words = typed.split(' ')
    const list = words.map((word) => `'${word}'`).join(' ')
    const ask = `${completion('bash')}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _perch; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { status, stdout, stderr } = spawnSync('bash', ['-c', ask], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    return stdout.trim().split('\n')
  }

  it('G11 bash offers first words, second words and options, as the table has them', () => {
    expect(offered('perch st')).toEqual(['status'])
    expect(offered('perch --q')).toEqual(['--quick'])
    expect(offered('perch inbox ')).toEqual(['list', 'show', 'create', 'update', 'delete'])
    expect(offered('perch inbox list --j')).toEqual(['--json'])
    expect(offered('perch inbox show 7 --s')).toEqual(['--server'])
    expect(offered('perch doctor --p')).toEqual(['--profile'])
    expect(offered('perch completion ')).toEqual(['bash', 'zsh', 'fish', '--help'])
    expect(offered('perch status --')).toEqual(['--json', '--help'])
  })

  it.each(['bash', 'zsh', 'fish'])('G11 %s knows every command and every option', (shell) => {
    const script = completion(shell) ?? ''
    for (const command of COMMANDS) {
      for (const word of command.words.split(' ')) expect(script).toContain(word)
      for (const { name } of flagsOf(command)) expect(script).toMatch(new RegExp(`(--|-l )${name}\\b`))
    }
  })

  it.each([
    ['bash', 'perch'],
    ['zsh', '_perch'],
    ['fish', 'perch.fish'],
  ])('G11 the packages have what %s is told', async (shell, name) => {
    await expect(completion(shell)).toMatchFileSnapshot(`../../resources/linux/completions/${shell}/${name}`)
  })

  it('G11 another shell has none', () => {
    for (const shell of ['csh', '', 'toString']) expect(completion(shell)).toBeNull()
  })
})
