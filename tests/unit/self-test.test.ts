import { describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { SELF_TEST_REASONS, SELF_TEST_STEPS } from '../../src-preload/contract/self-test'
import { makeSelfTest, runSelfTest, type SelfTestInstruments } from '../../src-main/core/self-test/self-test'
import { clockFound, diskFound, type Found, keychainFound, lineFound, lineSeen } from '../../src-main/core/self-test/steps'
import type { Secret, Vault } from '../../src-main/core/ports'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'

const found = (reason: string): Found => ({ state: 'ok', reason, detail: null })

function aVault(more: Partial<Vault> = {}): Vault {
  const kept = new Map<string, Secret>()
  return {
    memoryOnly: false,
    read: (id) => Promise.resolve(kept.get(id) ?? null),
    write: (id, secret) => Promise.resolve(void kept.set(id, secret)),
    remove: (id) => Promise.resolve(void kept.delete(id)),
    ...more,
  }
}

const instruments: SelfTestInstruments = {
  alert: () => Promise.resolve(found('shown')),
  tray: () => Promise.resolve(found('registered')),
  portal: () => Promise.resolve(null),
  key: () => Promise.resolve(found('held')),
  autostart: () => Promise.resolve(found('off')),
  freeBytes: () => Promise.resolve(5e10),
}

function setUp(more: Partial<SelfTestInstruments> = {}, vault = aVault()) {
  const clock = new FakeClock()
  const log = new FakeLog()
  const parts = { vault, profiles: () => [], clock, log, changed: () => undefined }
  return { test: makeSelfTest({ ...parts, instruments: { ...instruments, ...more } }), clock, log }
}

describe('F12 the self-test', () => {
  it('F12 goes through every step, and says what is not there on this system', async () => {
    const { test, clock } = setUp()
    test.run()
    expect(test.report()?.steps.every(({ state }) => state === 'busy')).toBe(true)
    await clock.advance(100)
    const report = test.report()
    expect(report?.endedAt).not.toBeNull()
    expect(report?.steps.map(({ id, reason }) => [id, reason])).toEqual([
      ...[
        ['alert', 'shown'],
        ['tray', 'registered'],
        ['keychain', 'works'],
        ['store', 'none'],
        ['disk', 'room'],
      ],
      ...[
        ['line', 'none'],
        ['clock', 'unknown'],
        ['autostart', 'off'],
        ['portal', 'skipped'],
        ['key', 'held'],
      ],
    ])
  })

  it('F12 a step that never answers or breaks does not keep the others, and ends', async () => {
    const { test, clock, log } = setUp(
      { alert: () => new Promise(() => undefined), tray: () => Promise.reject(new Error('no')) },
      aVault({ write: () => new Promise(() => undefined) }),
    )
    test.run()
    test.run()
    await clock.advance(1_000)
    expect(test.report()?.endedAt).toBeNull()
    await clock.advance(20_000)
    const states = Object.fromEntries((test.report()?.steps ?? []).map(({ id, state, reason }) => [id, `${state} ${reason}`]))
    expect(states).toMatchObject({ alert: 'fail silent', keychain: 'warn silent', tray: 'skipped skipped', disk: 'ok room' })
    expect(log.bugs).toHaveLength(1)
  })

  it('F12 a command knows of databases and lines only what a running Perch tells', async () => {
    const told = (kind: 'told' | 'silent', ...links: string[]) =>
      lineSeen({ kind, told: { pid: 1, accounts: links.map((link) => ({ link })) } } as never)
    expect(told('told', 'live', 'offline')).toMatchObject({ reason: 'some', detail: '1/2' })
    expect(told('silent', 'live')).toMatchObject({ state: 'fail', reason: 'lost', detail: '0/1' })
    expect(told('told')).toMatchObject({ reason: 'none' })
    const line = lineSeen({ kind: 'none' })
    const clock = new FakeClock()
    const parts = { vault: aVault(), profiles: () => [], clock, log: new FakeLog(), instruments }
    const run = runSelfTest({ ...parts, instead: { store: null, clock: null, line } })
    await clock.advance(100)
    const states = Object.fromEntries((await run).steps.map(({ id, state, reason }) => [id, `${state} ${reason}`]))
    expect(states).toMatchObject({
      store: 'skipped skipped',
      clock: 'skipped skipped',
      line: 'warn not-running',
      alert: 'ok shown',
    })
  })

  it('F12 the keychain: nothing of the probe is left behind, and what it gives back is compared', async () => {
    const vault = aVault()
    expect(await keychainFound(vault)).toMatchObject({ state: 'ok' })
    expect(await keychainFound(aVault({ read: () => Promise.resolve(null) }))).toMatchObject({ reason: 'differs' })
    expect(await keychainFound(aVault({ remove: () => Promise.resolve() }))).toMatchObject({ reason: 'differs' })
    expect(await keychainFound(aVault({ write: () => Promise.reject(new Error('secret words')) }))).toEqual({
      ...{ state: 'fail', reason: 'refused', detail: 'Error' },
    })
    expect(await keychainFound(aVault({ memoryOnly: true }))).toMatchObject({ reason: 'memory' })
  })

  it.each([
    [5e10, 'room', '46 GB'],
    [5e8, 'little', '476 MB'],
    [5e7, 'full', '47 MB'],
    [null, 'unknown', null],
  ])('F12 %s bytes free', (bytes, reason, detail) => {
    expect(diskFound(bytes)).toMatchObject({ reason, detail })
  })

  it('F12 lines and clocks of several profiles are one step each', () => {
    const of = (state: string, offMs = 0) => ({ currentLink: { state, lastGoodAt: 1 }, serverNow: () => 1_000_000 + offMs })
    expect(lineFound([of('live'), of('waiting')] as never)).toMatchObject({ state: 'warn', reason: 'some', detail: '1/2' })
    expect(lineFound([of('waiting')] as never)).toMatchObject({ state: 'fail', reason: 'lost' })
    expect(clockFound([of('live', 2_000), of('live', -90_000)] as never, 1_000_000)).toMatchObject({
      ...{ reason: 'differs', detail: '90 s' },
    })
    expect(clockFound([of('live', 2_000)] as never, 1_000_000)).toMatchObject({ state: 'ok' })
  })

  it('F20 every outcome has words, and what is not well a way on', () => {
    const missing = SELF_TEST_STEPS.flatMap((id) =>
      Object.entries<readonly string[]>(SELF_TEST_REASONS[id]).flatMap(([state, reasons]) =>
        reasons.flatMap((reason) => [`selfTest.${id}.${reason}`, ...(state === 'ok' ? [] : [`selfTest.next.${id}.${reason}`])]),
      ),
    ).filter((key) => !(key in en))
    expect(missing).toEqual([])
  })
})
