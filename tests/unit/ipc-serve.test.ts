import type { IpcMainInvokeEvent } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { type CallName, callNames } from '../../src-preload/contract/names'
import type { Handlers } from '../../src-main/ipc/serve'
import { quickCalls } from '../../src-main/ipc/quick-calls'
import { serve } from '../../src-main/ipc/serve'
import type { Log } from '../../src-main/core/ports'

type Listener = (event: IpcMainInvokeEvent, ...words: unknown[]) => unknown

const pages = [
  { address: 'app://window/index.html', calls: 'all' },
  { address: 'app://window/quick.html', calls: quickCalls },
] as const
const ours = { parent: null, url: 'app://window/index.html', origin: 'app://window' }

function setUp(own: Partial<Handlers> = {}, frame: unknown = ours) {
  const log = { info: vi.fn<Log['info']>(), warn: vi.fn<Log['warn']>(), bug: vi.fn<Log['bug']>(() => 'incident-1') }
  const notExpected = () => {
    throw new Error('a token=secret slipped')
  }
  const handlers = { ...Object.fromEntries(callNames.map((name) => [name, notExpected])), ...own } as unknown as Handlers
  let listener: Listener | undefined
  const ipcMain = {
    handle: (_channel: string, given: Listener) => void (listener = given),
    removeHandler: () => void (listener = undefined),
  }
  const stop = serve({ ipcMain, handlers, pages, log })
  const event = { senderFrame: frame, sender: { id: 7 } } as unknown as IpcMainInvokeEvent
  const call = (name: unknown, input: unknown) => Promise.resolve(listener?.(event, name, input))
  return { log, call, stop, isServing: () => listener !== undefined }
}

const at = (profileId: string) => ({ profileId, accountId: 1, conversationId: 1 })
const many = (change: unknown, count: number) => ({
  accounts: [
    {
      profileId: 'p1',
      accountId: 1,
      change,
      conversations: Array.from({ length: count }, (_, index) => ({ conversationId: index + 1, seenId: null })),
    },
  ],
})
const refused = { ok: false, error: { kind: 'invalid-request' } }

describe('ipc/serve', () => {
  it('HOUSE8 answers a good call from our own page', async () => {
    const open = vi.fn(() => ({ ok: true as const, value: { opened: true } }))
    const { call } = setUp({ 'link.open': open })
    expect(await call('link.open', { url: 'https://a.example' })).toEqual({ ok: true, value: { opened: true } })
    expect(open).toHaveBeenCalledWith({ url: 'https://a.example' }, { contentsId: 7 })
  })

  it.each([
    ['DiskFull', 'disk-full'],
    ['DiskTrouble', 'disk-trouble'],
    ['DatabaseLocked', 'database-locked'],
    ['BrokenDatabase', 'database-broken'],
    ['StoreClosed', 'database-locked'],
  ])('F2 a store with %s is a refusal with its own words, not a fault of ours', async (name, kind) => {
    const { call, log } = setUp({
      'draft.save': () => Promise.reject(Object.assign(new Error('a text'), { name })),
    })
    const draft = { conversation: at('p'), text: 'a text', private: false, cursor: 0 }
    expect(await call('draft.save', draft)).toEqual({ ok: false, error: { kind } })
    expect(log.bug).not.toHaveBeenCalled()
    expect(JSON.stringify(log.warn.mock.calls)).not.toContain('a text')
  })

  it.each([
    ['no frame', null],
    ['a sub-frame', { ...ours, parent: {} }],
    ['an empty url', { ...ours, url: '' }],
    ['another origin', { ...ours, origin: 'https://window' }],
    ['a look-alike', { ...ours, origin: 'app://window.evil' }],
    ['the mail frame', { ...ours, origin: 'app://mail' }],
    ['an opaque origin', { ...ours, origin: 'null' }],
    ['another file of ours', { ...ours, url: 'app://window/assets/app.svg' }],
    ['a page that only begins like ours', { ...ours, url: 'app://window/index.html.evil' }],
    ['a page named in the question', { ...ours, url: 'app://window/x?app://window/index.html' }],
  ])('HOUSE8 refuses a sender that is %s', async (_what, frame) => {
    const open = vi.fn(() => ({ ok: true as const, value: { opened: true } }))
    const { call } = setUp({ 'link.open': open }, frame)
    expect(await call('link.open', { url: 'https://a.example' })).toEqual(refused)
    expect(open).not.toHaveBeenCalled()
  })

  it.each(['app://window/quick.html', 'app://window/index.html?server=https%3A%2F%2Fx.example'])(
    'M8 answers both of our pages: %s',
    async (url) => {
      const open = vi.fn(() => ({ ok: true as const, value: { opened: true } }))
      const { call } = setUp({ 'link.open': open }, { ...ours, url })
      expect(await call('link.open', { url: 'https://a.example' })).toMatchObject({ ok: true })
    },
  )

  it.each<[CallName, unknown]>([
    ['settings.set', { theme: 'dark' }],
    ['profile.signOut', { profileId: 'p1', force: true }],
    ['inbox.remove', { profileId: 'p1', accountId: 1, inboxId: 1, name: 'Website' }],
    ['diagnostics.export', {}],
  ])('HOUSE8 the page of the quick reply may not ask %s, the window may', async (name, input) => {
    const run = vi.fn(() => ({ ok: false as const, error: { kind: 'offline' as const } }))
    const quick = setUp({ [name]: run }, { ...ours, url: 'app://window/quick.html' })
    expect(await quick.call(name, input)).toEqual(refused)
    expect(run).not.toHaveBeenCalled()
    expect(await setUp({ [name]: run }).call(name, input)).toEqual({ ok: false, error: { kind: 'offline' } })
  })

  it('HOUSE8 refuses a frame that is gone and throws when asked', async () => {
    const gone = Object.defineProperty({}, 'parent', {
      get: () => {
        throw new Error('Render frame was disposed')
      },
    })
    expect(await setUp({}, gone).call('profile.list', {})).toEqual(refused)
  })

  it.each(['nothing.known', 'toString', '__proto__', 42, null, undefined])(
    'HOUSE8 refuses the unknown call %s',
    async (name) => {
      expect(await setUp().call(name, {})).toEqual(refused)
    },
  )

  it('HOUSE8 refuses bad and surplus input without running the handler or logging values', async () => {
    const open = vi.fn(() => ({ ok: true as const, value: { opened: true } }))
    const { call, log } = setUp({ 'link.open': open })
    expect(await call('link.open', { url: 5 })).toEqual(refused)
    expect(await call('link.open', { url: 'x', file: '/etc/passwd' })).toEqual(refused)
    expect(await call('link.open', undefined)).toEqual(refused)
    expect(open).not.toHaveBeenCalled()
    expect(JSON.stringify(log.warn.mock.calls)).not.toContain('passwd')
  })

  it.each<[CallName, unknown]>([
    ['profile.probe', { address: 'x'.repeat(2001) }],
    ['draft.save', { conversation: at('p1'), text: 'x'.repeat(150_001), private: false, cursor: 0 }],
    ['conversation.open', at('p'.repeat(101))],
    ['canned.suggest', { conversation: at('p1'), text: 'what Ana said' }],
    ['message.page', { conversation: at('p1'), before: null, limit: 201 }],
    ['alert.history', { limit: 1e9 }],
    ['window.report', { open: null, problem: 'x'.repeat(2001) }],
    ['settings.set', { undoMs: Number.NaN }],
    ['settings.set', { keyMap: { resolve: ['x'.repeat(41)] } }],
    ['settings.set', { keyMap: { resolve: Array.from('ABCDE') } }],
    ['settings.set', { keyMap: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`a${n}`, []])) }],
    ['conversation.changeMany', many({ kind: 'seen' }, 1_001)],
    ['conversation.changeMany', many({ kind: 'contact', contactId: 1, fields: { name: 'Ana' } }, 1)],
    ['conversation.changeMany', many({ kind: 'status', status: 'gone', snoozedUntilAt: null }, 1)],
    ['conversation.changeMany', { accounts: [] }],
    ['action.undoMany', { actions: [{ profileId: 'p1', actionId: 'not-one' }] }],
    ['conversation.listed', { list: {}, refs: [] }],
  ])('HOUSE8 refuses too much of it: %s', async (name, input) => {
    expect(await setUp().call(name, input)).toEqual(refused)
  })

  it('HOUSE8 drops what the output schema does not know', async () => {
    const leaky = { opened: true, token: 'secret' }
    const { call } = setUp({ 'link.open': () => ({ ok: true, value: leaky }) })
    expect(await call('link.open', { url: 'x' })).toEqual({ ok: true, value: { opened: true } })
  })

  it('HOUSE8 passes refusals on as values', async () => {
    const { call, log } = setUp({ 'link.open': () => ({ ok: false, error: { kind: 'offline' } }) })
    expect(await call('link.open', { url: 'x' })).toEqual({ ok: false, error: { kind: 'offline' } })
    expect(log.bug).not.toHaveBeenCalled()
  })

  it('HOUSE8 drops what a refusal carries beside its words', async () => {
    const error = { kind: 'refused', words: 'no', token: 'secret', headers: { 'api-access-token': 'x' } } as const
    const { call } = setUp({ 'link.open': () => ({ ok: false, error }) })
    expect(await call('link.open', { url: 'x' })).toEqual({ ok: false, error: { kind: 'refused', words: 'no' } })
  })

  it('HOUSE8 makes a bug internal, logs it once and tells no detail', async () => {
    const { call, log } = setUp()
    expect(await call('profile.list', {})).toEqual({ ok: false, error: { kind: 'internal', incident: 'incident-1' } })
    expect(log.bug).toHaveBeenCalledTimes(1)
  })

  it('HOUSE8 makes an output that does not fit a bug', async () => {
    const wrong = (() => ({ ok: true, value: { opened: 'yes' } })) as unknown as Handlers['link.open']
    const { call } = setUp({ 'link.open': wrong })
    expect(await call('link.open', { url: 'x' })).toMatchObject({ ok: false, error: { kind: 'internal' } })
  })

  it('HOUSE8 stops serving', () => {
    const { stop, isServing } = setUp()
    stop()
    expect(isServing()).toBe(false)
  })
})
