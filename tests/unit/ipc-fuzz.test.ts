/** The door of main under ten thousand messages that nobody of ours would send: each gets its answer, none does anything. */
import type { IpcMainInvokeEvent } from 'electron'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appErrorSchema } from '../../src-preload/contract/schemas/error'
import { type CallName, callNames } from '../../src-preload/contract/names'
import { quickCalls } from '../../src-main/ipc/quick-calls'
import { type Handlers, serve } from '../../src-main/ipc/serve'
import { FakeLog } from '../fakes/log'
import { goodInput, malformed, noise, spoiled } from '../fakes/treaty-messages'
import { openWholePerch, type WholePerch } from '../fakes/whole-perch'

type Listener = (event: IpcMainInvokeEvent, name: unknown, input: unknown) => Promise<unknown>
type Envelope = { ok: boolean; value?: unknown; error?: unknown }

const WINDOW = 'app://window/index.html'
const QUICK = 'app://window/quick.html'
const frameOf = (url: string): unknown => ({ parent: null, url, origin: 'app://window' })
const refused = { ok: false, error: { kind: 'invalid-request' } }
const known = { profileId: 'p1', clientId: '00000000-0000-4000-8000-000000000001' }

/** Random messages for each channel: a thousand each time, ten thousand when somebody has a minute. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1_000)
/** Seed of this run; a failure names it. */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000)
const some = <T>(what: fc.Arbitrary<T>, count: number, turn = 0): T[] => fc.sample(what, { numRuns: count, seed: seed + turn })

/** The real router over these handlers. */
function open(handlers: Handlers, log = new FakeLog()) {
  const pages = [
    { address: WINDOW, calls: 'all' as const },
    { address: QUICK, calls: quickCalls },
  ]
  let listener: Listener = () => Promise.reject(new Error('nobody listens'))
  serve({
    ipcMain: { handle: (_name, given) => void (listener = given), removeHandler: () => undefined },
    handlers,
    pages,
    log,
  })
  const from = (frame: unknown) => (name: unknown, input: unknown) =>
    listener({ senderFrame: frame, sender: { id: 7 } } as unknown as IpcMainInvokeEvent, name, input) as Promise<Envelope>
  return { from, log, call: from(frameOf(WINDOW)) }
}

/** Handlers that remember who got through. */
function recording() {
  const reached: { name: string; input: unknown }[] = []
  const one = (name: CallName) => (input: unknown) => {
    reached.push({ name, input })
    return { ok: false as const, error: { kind: 'not-found' as const } }
  }
  return { reached, handlers: Object.fromEntries(callNames.map((name) => [name, one(name)])) as unknown as Handlers }
}

function isTyped({ ok, error }: Envelope): boolean {
  return ok || appErrorSchema.safeParse(error).success
}

/** Letters in all strings, or endless for what has no business behind the door. */
function weight(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value === 'number') return Number.isFinite(value) ? 1 : Infinity
  if (value === null || value === undefined || typeof value === 'boolean') return 1
  if (value instanceof Uint8Array) return value.length
  if (typeof value !== 'object' || (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)) return Infinity
  return Object.entries(value).reduce((sum, [key, one]) => sum + key.length + weight(one), 0)
}

describe('messages from a page that was taken over', () => {
  it('HOUSE8 100 000 random messages, a thousand on every channel: each is answered by a typed refusal, none throws, nothing else happens', async () => {
    const { reached, handlers } = recording()
    const { call, log } = open(handlers)
    for (const message of some(noise, RUNS)) {
      const answers = await Promise.all(callNames.map((name) => call(name, message)))
      expect(
        answers.filter((answer) => !isTyped(answer) || answer.ok),
        `seed ${seed}`,
      ).toEqual([])
      const taken = answers.filter(({ error }) => (error as { kind: string }).kind !== 'invalid-request')
      expect(taken).toHaveLength(reached.length)
      for (const { name, input } of reached.splice(0)) expect(weight(input), `${name} seed ${seed}`).toBeLessThan(1_000_000)
    }
    expect(log.bugs).toEqual([])
    expect(log.lines.filter((line) => !/^ipc refused/.test(line))).toEqual([])
    expect(Object.prototype).not.toHaveProperty('polluted')
  }, 120_000)

  it('HOUSE8 10 000 messages that are nearly good: a key too many or no object is refused, whatever is let in has a measure', async () => {
    const { reached, handlers } = recording()
    const { call, log } = open(handlers)
    const perCall = Math.ceil(10_000 / callNames.length / 2)
    for (const [turn, name] of callNames.entries()) {
      for (const good of some(goodInput(name, known), perCall, turn) as Record<string, unknown>[]) {
        expect(await call(name, good), `good ${name} seed ${seed}`).toEqual({ ok: false, error: { kind: 'not-found' } })
        for (const wrong of some(malformed(good), 1, turn))
          expect(await call(name, wrong), `${name} seed ${seed}`).toEqual(refused)
        for (const wrong of some(spoiled(good), 1, turn)) expect(isTyped(await call(name, wrong))).toBe(true)
      }
    }
    for (const { name, input } of reached) expect(weight(input), `${name} seed ${seed}`).toBeLessThan(1_000_000)
    expect(log.bugs).toEqual([])
  }, 120_000)

  it('HOUSE8 no name but those of the treaty leads anywhere', async () => {
    const { reached, handlers } = recording()
    const { call } = open(handlers)
    const names = some(
      fc.oneof(
        noise,
        fc.constantFrom(...callNames).map((name) => `${name} `),
        fc.constantFrom('toString', 'call'),
      ),
      2_000,
    )
    for (const name of names) expect(await call(name, {})).toEqual(refused)
    expect(reached).toEqual([])
  })

  it('HOUSE8 good messages of wrong senders: frames, the mail, files of ours, and the quick page beyond its own calls', async () => {
    const { reached, handlers } = recording()
    const { from } = open(handlers)
    const strangers = [
      null,
      { parent: {}, url: WINDOW, origin: 'app://window' },
      { parent: null, url: 'app://mail/0123abcd/', origin: 'app://mail' },
      { parent: null, url: 'app://window/assets/index.js', origin: 'app://window' },
      { parent: null, url: WINDOW, origin: 'null' },
      { parent: null, url: 'https://window/index.html', origin: 'https://window' },
    ]
    for (const [turn, name] of callNames.entries()) {
      const [good] = some(goodInput(name, known), 1, turn)
      for (const stranger of strangers) expect(await from(stranger)(name, good)).toEqual(refused)
      const quick = await from(frameOf(QUICK))(name, good)
      expect([name, quick.error]).toEqual([name, { kind: quickCalls.has(name) ? 'not-found' : 'invalid-request' }])
    }
    expect(reached.map(({ name }) => name).sort()).toEqual([...quickCalls].sort())
  })
})

describe('messages that reach core', () => {
  let whole: WholePerch

  beforeAll(async () => {
    whole = await openWholePerch()
  })
  afterAll(() => whole.perch.stop())

  it('HOUSE8 malformed ones change nothing that lasts', async () => {
    const { call } = open(whole.handlers, whole.world.log)
    const before = await whole.state()
    for (const [turn, name] of callNames.entries())
      for (const good of some(goodInput(name, { ...known, profileId: whole.profileId }), 4, turn) as Record<string, unknown>[])
        for (const wrong of some(malformed(good), 8, turn)) expect(await call(name, wrong)).toEqual(refused)
    expect(await whole.state()).toBe(before)
  }, 120_000)

  it('HOUSE8 good ones with any values end in an answer and never in a fault of ours', async () => {
    const { call, log } = open(whole.handlers, whole.world.log)
    const pending: Promise<unknown>[] = []
    for (const [turn, name] of callNames.entries()) {
      // Signing out would end what the others ask about.
      const ids = { ...known, profileId: name === 'profile.signOut' ? 'nobody' : whole.profileId }
      for (const good of some(goodInput(name, ids), 30, turn))
        pending.push(call(name, good).then((answer) => expect([name, isTyped(answer)]).toEqual([name, true])))
    }
    let open_ = pending.length
    for (const one of pending) void one.finally(() => (open_ -= 1))
    for (let turns = 0; open_ > 0 && turns < 600; turns++) await whole.world.clock.advance(1_000)
    await Promise.all(pending)
    expect(log.bugs.map(({ where, error }) => `${where}: ${String(error)} (seed ${seed})`)).toEqual([])
  }, 120_000)
})
