/** The policy file of managed machines: what is believed, what it does, and what happens when it makes no sense. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { allowed, barredProbe, mayJoin, mayStay, NO_POLICY, switchedOff, viewOf } from '../../src-main/core/managed'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import { isAdministrators, policyPlace, readPolicy } from '../../src-main/desktop/policy'
import { makeHandlers } from '../../src-main/ipc/handlers'
import type { Caller } from '../../src-main/ipc/serve'
import { callNames } from '../../src-preload/contract/names'
import { managedSchemas } from '../../src-preload/contract/schemas/managed'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { FakeLog } from '../fakes/log'
import { tempFolder } from '../fakes/temp-folder'
import { openWholePerch } from '../fakes/whole-perch'

const folder = tempFolder('policy')
const PEM = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n'
const ca = join(folder, 'ca.pem')
writeFileSync(ca, PEM)

let count = 0
function policyOf(content: unknown, isTrusted = () => true) {
  const file = join(folder, `${count++}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readPolicy({ file, isTrusted, log: new FakeLog() })
}

const STRICTEST = {
  server: false,
  updates: 'off',
  alertPrivacy: 'nothing',
  off: ['channels', 'fieldPacks', 'attachments', 'diagnostics'],
}

describe('the policy file', () => {
  it('F13 no file: nobody manages this machine', () => {
    expect(readPolicy({ file: join(folder, 'nowhere', 'policy.json'), isTrusted: () => true, log: new FakeLog() })).toEqual(
      NO_POLICY,
    )
  })

  it('F13 every rule is understood', () => {
    const policy = policyOf({
      ...{ server: 'https://Chat.Example.com/support/', caFile: ca, updates: 'beta', alertPrivacy: 'name' },
      ...{ off: ['channels'], playbook: false, historyDays: 30, claimByAnswering: true, undoMs: 0 },
    })
    expect(policy).toMatchObject({ server: 'https://chat.example.com/support', updates: 'beta', alertPrivacy: 'name' })
    expect(policy).toMatchObject({ off: ['channels'], roots: [PEM.trim()], problems: [] })
    expect(policy.settings).toEqual({ playbook: false, historyDays: 30, claimByAnswering: true, undoMs: 0 })
    expect(viewOf(policy).fixed.sort()).toEqual(['alertPrivacy', 'claimByAnswering', 'historyDays', 'playbook', 'undoMs'])
  })

  it('F19 keys of the server in any spelling; without a server that is encrypted nobody could tell whose they are', () => {
    const hex = 'ab'.repeat(32)
    const key = hex.toUpperCase().replace(/(..)(?!$)/g, '$1:')
    const server = 'https://a.example'
    const policy = policyOf({ server, serverKeys: [hex, key, hex.replace(/(..)/g, '$1 ')] })
    expect(policy).toMatchObject({ server, serverKeys: [key, key, key], problems: [] })
    expect([viewOf(policy).isPinned, mayJoin(policy, server)]).toEqual([true, true])
    for (const wrong of [
      { serverKeys: [hex] },
      { server: 'http://a.example', serverKeys: [hex] },
      ...[[], [hex.slice(2)], [`${hex}00`], ['nonsense'], hex, 5, null].map((serverKeys) => ({ server, serverKeys })),
    ]) {
      const strict = policyOf(wrong)
      expect([wrong, strict.serverKeys, strict.problems]).toEqual([wrong, false, [{ key: 'serverKeys', reason: 'bad-value' }]])
      // A slip must not cut off who is there; nobody new gives a password to a server that was meant to be looked at.
      const there = 'server' in wrong ? wrong.server : server
      expect([mayJoin(strict, there), mayStay(strict, there), viewOf(strict).isPinned]).toEqual([false, true, false])
      expect(barredProbe(strict).steps[0]).toMatchObject({ reason: 'policy-broken', detail: null })
    }
  })

  it.each([
    ['not JSON', '{', 'not-json'],
    ['a list', '[]', 'not-json'],
    ['nothing', '', 'not-json'],
    ['too much', `{"x":"${'x'.repeat(70_000)}"}`, 'unreadable'],
  ])('F13 a file that is %s: the strictest rules, and why', (_what, content, reason) => {
    expect(policyOf(content)).toMatchObject({ ...STRICTEST, problems: [{ key: null, reason }] })
  })

  it('F13 a folder in its place and a file that may not be read are no open door', () => {
    const place = join(folder, 'policy-folder')
    mkdirSync(place)
    expect(readPolicy({ file: place, isTrusted: () => true, log: new FakeLog() })).toMatchObject(STRICTEST)
  })

  it('F13 a rule that is wrong is strict by itself, the others hold; a word that is not known may be any of those not said', () => {
    expect(policyOf({ server: 'https://a.example', updates: 'nightly' })).toMatchObject({
      ...{ server: 'https://a.example', updates: 'off', alertPrivacy: null, off: [] },
      problems: [{ key: 'updates', reason: 'bad-value' }],
    })
    expect(policyOf({ sever: 'https://a.example', off: [], alertPrivacy: 'text' })).toMatchObject({
      ...{ server: false, updates: 'off', alertPrivacy: 'text', off: [] },
      problems: [{ key: 'sever', reason: 'unknown' }],
    })
    expect(policyOf({ caFile: '/nowhere.pem' }).problems).toEqual([{ key: 'caFile', reason: 'unreadable' }])
    for (const server of [
      'ftp://a',
      'a.example',
      'https://u:p@a.example',
      'https://a.example/?x=1',
      'javascript:alert(1)',
      5,
      null,
    ])
      expect([server, policyOf({ server }).server]).toEqual([server, false])
  })

  it('F13 whatever stands in it, it is read, and the window is told no more than it may', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .dictionary(fc.constantFrom('server', 'off', 'undoMs', '__proto__', 'x'), fc.jsonValue())
            .map((one) => JSON.stringify(one)),
        ),
        (content) => {
          const view = viewOf(policyOf(content))
          expect(managedSchemas['managed.get'].output.parse(view)).toEqual(view)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('F13 only a file that the administrator alone can write is believed', () => {
    expect(isAdministrators({ uid: 0, mode: 0o100644 })).toBe(true)
    expect(isAdministrators({ uid: 1000, mode: 0o100644 })).toBe(false)
    expect(isAdministrators({ uid: 0, mode: 0o100664 })).toBe(false)
    expect(isAdministrators({ uid: 0, mode: 0o100646 })).toBe(false)
    chmodSync(ca, 0o666)
    expect(policyOf({}, () => false)).toMatchObject({ ...STRICTEST, problems: [{ key: null, reason: 'open-to-others' }] })
  })

  afterEach(() => delete process.env['PERCH_POLICY'])
  it('F13 a packaged Perch looks in one place only, whatever its environment says', () => {
    process.env['PERCH_POLICY'] = '/tmp/mine.json'
    expect(policyPlace(false).file).toBe('/tmp/mine.json')
    expect(policyPlace(true).file).not.toBe('/tmp/mine.json')
    expect(policyPlace(true).isTrusted({ uid: 1000, mode: 0o100644 })).toBe(false)
  })
})

describe('what the rules do', () => {
  it('F13 settings: fixed ones hold, privacy may only be stricter, and the wish of the agent is kept for later', () => {
    let kept: Settings = { ...defaultSettings, playbook: true, alertPrivacy: 'text' }
    const file = { read: () => kept, write: (next: Settings) => void (kept = next) }
    const policy = policyOf({ playbook: false, alertPrivacy: 'name' })
    const settings = makeSettings(file, (wished) => allowed(policy, wished))
    expect(settings.get()).toMatchObject({ playbook: false, alertPrivacy: 'name' })
    expect(settings.set({ playbook: true, alertPrivacy: 'text', enterSends: true })).toMatchObject({
      playbook: false,
      alertPrivacy: 'name',
      enterSends: true,
    })
    expect(settings.set({ alertPrivacy: 'nothing' }).alertPrivacy).toBe('nothing')
    expect(kept).toMatchObject({ playbook: true, alertPrivacy: 'nothing' })
  })

  it('F13 servers: one, none while the rules are broken, any without rules; work that is there goes on', () => {
    const one = policyOf({ server: 'https://chat.example.com' })
    expect([
      mayJoin(one, 'https://chat.example.com/'),
      mayJoin(one, 'https://evil.example'),
      mayStay(one, 'https://evil.example'),
    ]).toEqual([true, false, false])
    const broken = policyOf('{')
    expect([mayJoin(broken, 'https://chat.example.com'), mayStay(broken, 'https://chat.example.com')]).toEqual([false, true])
    expect(mayJoin(NO_POLICY, 'https://evil.example')).toBe(true)
  })

  it('F13 what is off is refused at the door, by name, and reading goes on', () => {
    const policy = policyOf({ off: ['channels', 'attachments'] })
    const off = callNames.filter((name) => switchedOff(policy, name) !== null)
    expect(off).toEqual(
      expect.arrayContaining(['attachment.pick', 'inbox.create', 'webhook.create', 'wizard.begin', 'receive.open']),
    )
    for (const name of ['inbox.list', 'reply.send', 'pack.build', 'diagnostics.export'] as const)
      expect(off).not.toContain(name)
    for (const broken of callNames.filter((name) => /^(reply|draft|conversation|message)\./.test(name)))
      expect(switchedOff(policyOf('{'), broken)).toBeNull()
  })

  it('F13 the handlers obey: nothing is asked of a server that is not allowed, nobody signs in there', async () => {
    const whole = await openWholePerch()
    const handlers = makeHandlers({
      ...whole.needs,
      managed: policyOf({ server: 'https://chat.example.com', off: ['diagnostics'] }),
    })
    const caller: Caller = { contentsId: 1 }
    expect(await handlers['profile.probe']({ address: 'https://evil.example' }, caller)).toMatchObject({
      value: { baseUrl: null, steps: [{ state: 'fail', reason: 'managed', detail: 'https://chat.example.com' }] },
    })
    const credential = { method: 'token', token: 'jo' } as const
    expect(await handlers['profile.signIn']({ baseUrl: 'https://evil.example', credential }, caller)).toMatchObject({
      value: { kind: 'failed' },
    })
    expect(whole.perch.profiles.list()).toHaveLength(1)
    expect(await handlers['diagnostics.export']({}, caller)).toEqual({ ok: false, error: { kind: 'managed' } })
    await whole.perch.stop()
  })

  it('F13 an account of another server is kept, and not opened', async () => {
    const { ProfilesWorld } = await import('../fakes/profiles-world')
    const world = new ProfilesWorld()
    await world.signIn('jo')
    world.mayStay = () => false
    await world.restart()
    expect(world.profiles.running()).toEqual([])
    expect(world.profiles.list()).toMatchObject([{ link: { reason: 'managed' } }])
    world.mayStay = () => true
    await world.restart()
    expect(world.profiles.running()).toHaveLength(1)
  })
})
