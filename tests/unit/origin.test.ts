import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { tempFolder } from '../fakes/temp-folder'
import {
  claimOrigin,
  CSP,
  guardPages,
  mayLoad,
  type OriginElectron,
  type OriginNeeds,
  serveOrigin,
} from '../../src-main/desktop/origin'

type Answer = (request: Request) => Promise<Response>
type Rule = (details: { url: string }, reply: (answer: { cancel: boolean }) => void) => void

/** A session that remembers what it was told to do. */
class FakeSession extends EventEmitter {
  request: (...words: unknown[]) => void = () => undefined
  check: (...words: unknown[]) => unknown = () => undefined
  device: () => unknown = () => undefined
  usb: (asked: object) => unknown = () => undefined
  rule: Rule = () => undefined
  setProxy = vi.fn(() => Promise.resolve())
  setPermissionRequestHandler = (handler: never) => void (this.request = handler)
  setPermissionCheckHandler = (handler: never) => void (this.check = handler)
  setDevicePermissionHandler = (handler: never) => void (this.device = handler)
  setUSBProtectedClassesHandler = (handler: never) => void (this.usb = handler)
  webRequest = { onBeforeRequest: (rule: Rule) => void (this.rule = rule) }
}

class FakeContents extends EventEmitter {
  opened: (details: { url: string }) => unknown = () => undefined
  setWebRTCIPHandlingPolicy = vi.fn()
  setWindowOpenHandler = (handler: never) => void (this.opened = handler)

  /** What happens when the page tries: true if it was prevented. */
  tries(event: string, details: object = {}): boolean {
    const preventDefault = vi.fn()
    this.emit(event, { preventDefault, ...details })
    return preventDefault.mock.calls.length > 0
  }
}

function pagesFolder(): string {
  const root = tempFolder('pages')
  mkdirSync(join(root, 'pages'))
  writeFileSync(join(root, 'pages/index.html'), '<p>page</p>')
  writeFileSync(join(root, 'secret.json'), '{"token":1}')
  symlinkSync(join(root, 'secret.json'), join(root, 'pages/link.json'))
  return join(root, 'pages')
}

function setUp(own: Partial<OriginNeeds> = {}) {
  const app = Object.assign(new EventEmitter(), { enableSandbox: vi.fn(), isPackaged: true })
  const session = new FakeSession()
  let handler: Answer = () => Promise.reject(new Error('nobody answers'))
  const protocol = { registerSchemesAsPrivileged: vi.fn(), handle: (_scheme: string, given: Answer) => void (handler = given) }
  const log = { info: vi.fn(), warn: vi.fn(), bug: vi.fn(() => 'incident') }
  const links = { open: vi.fn(() => Promise.resolve(true)) }
  const electron = { app, protocol, session: { defaultSession: session } } as unknown as OriginElectron
  const needs: OriginNeeds = { electron, pages: pagesFolder(), devOrigin: null, links, log, ...own }
  guardPages(needs)
  serveOrigin(needs)
  const contents = new FakeContents()
  app.emit('web-contents-created', {}, contents)
  const get = (url: string, method = 'GET') => handler({ url, method, headers: new Headers() } as Request)
  const permission = (name: string) => {
    const reply = vi.fn()
    session.request({}, name, reply)
    return [reply.mock.calls, session.check({}, name)]
  }
  return { app, protocol, electron, session, contents, links, log, get, permission }
}

describe('desktop/origin', () => {
  it('HOUSE8.1 claims sandbox and scheme before ready', () => {
    const { electron, app, protocol } = setUp()
    claimOrigin(electron)
    expect(app.enableSandbox).toHaveBeenCalledTimes(1)
    expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ])
  })

  it('HOUSE8.2 serves the page with its policy, and nothing else of the disk', async () => {
    const { get } = setUp()
    const page = await get('app://window/index.html')
    expect([page.status, await page.text()]).toEqual([200, '<p>page</p>'])
    expect(page.headers.get('content-security-policy')).toBe(CSP)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    for (const url of [
      'app://window/link.json',
      'app://window/..%2fsecret.json',
      'app://window/missing.json',
      'app://window/index.html%00.json',
      'app://other/index.html',
      'app://WINDOW/index.html',
      'app://window:81/index.html',
      'app://window.evil/index.html',
      'app://jo:pw@window/index.html',
      'app://media/token',
      'app://mail/token',
    ])
      expect([url, (await get(url)).status]).toEqual([url, 404])
    expect((await get('app://window/index.html', 'POST')).status).toBe(404)
    expect((await get('app://window/none.html')).headers.get('content-security-policy')).toBe(CSP)
  })

  it('HOUSE8.2 a bug while serving is logged and ends in 404, not in words about files', async () => {
    const { get, log } = setUp({ media: () => Promise.reject(new Error('broke at /home/jo')) })
    const answer = await get('app://media/x')
    expect([answer.status, await answer.text()]).toEqual([404, ''])
    expect(log.bug).toHaveBeenCalledTimes(1)
  })

  it('HOUSE8.3 page and header have the same policy, without unsafe words', () => {
    const html = readFileSync(join(import.meta.dirname, '../../src-renderer/index.html'), 'utf8')
    const meta = /Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1]
    expect(`${meta}; frame-ancestors 'none'`).toBe(CSP)
    expect(CSP).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(CSP).not.toMatch(/unsafe|\*|https?:/)
  })

  it.each([
    ['app://window/index.html', true],
    ['data:image/png;base64,AA', true],
    ['blob:app://window/1', true],
    ['https://x.invalid/', false],
    ['http://localhost:5173/', false],
    ['ws://localhost:5173/', false],
    ['file:///etc/passwd', false],
    ['chrome://gpu', false],
    ['devtools://devtools/x', false],
    ['nonsense', false],
  ])('HOUSE8.4 the page may load %s: %s', (url, expected) => {
    const { session } = setUp()
    const reply = vi.fn()
    session.rule({ url }, reply)
    expect(reply.mock.calls).toEqual([[{ cancel: !expected }]])
  })

  it('HOUSE8.4 in development the dev server is let through, and no other', () => {
    const allows = { devOrigin: 'http://localhost:5173', devTools: true }
    expect(mayLoad('http://localhost:5173/main.tsx', allows)).toBe(true)
    expect(mayLoad('ws://localhost:5173/', allows)).toBe(true)
    expect(mayLoad('http://localhost:5174/', allows)).toBe(false)
    expect(mayLoad('http://localhost.evil:5173/', allows)).toBe(false)
    expect(mayLoad('file://localhost:5173/etc/passwd', allows)).toBe(false)
    expect(setUp({ devOrigin: 'http://localhost:5173' }).session.setProxy).not.toHaveBeenCalled()
  })

  it('HOUSE8.4 WebRTC, which asks no request rule, finds no way out', () => {
    const { session, contents } = setUp()
    expect(contents.setWebRTCIPHandlingPolicy).toHaveBeenCalledWith('disable_non_proxied_udp')
    expect(session.setProxy).toHaveBeenCalledWith({
      mode: 'fixed_servers',
      proxyRules: '127.0.0.1:9',
      proxyBypassRules: '<-loopback>',
    })
  })

  it.each([
    ['will-navigate', { url: 'http://x.invalid/?next=app://window' }],
    ['will-navigate', { url: 'app://window/other.html' }],
    ['will-frame-navigate', { url: 'http://x.invalid/?next=app://mail/1', isMainFrame: true }],
    ['will-frame-navigate', { url: 'app://mail/dead', isMainFrame: false }],
    ['will-frame-navigate', { url: 'app://mail.evil/live', isMainFrame: false }],
    ['will-frame-navigate', { url: 'app://mail/live', isMainFrame: true }],
    ['will-redirect', { url: 'app://window/index.html' }],
    ['will-attach-webview', {}],
  ])('HOUSE8.5 refuses %s %o', (event, details) => {
    const { contents } = setUp({ isLiveMail: (url) => url === 'app://mail/live' })
    expect(contents.tries(event, details)).toBe(true)
  })

  it('F15 Esc is told wherever in the window the keys are, once for each press, and is left to whoever has them', () => {
    const leaveMail = vi.fn()
    const { contents } = setUp({ leaveMail })
    const preventDefault = vi.fn()
    const press = (type: string, key: string): void =>
      void contents.emit('before-input-event', { preventDefault }, { type, key })
    press('keyDown', 'Escape')
    press('keyUp', 'Escape')
    press('keyDown', 'a')
    expect(leaveMail).toHaveBeenCalledOnce()
    expect(preventDefault).not.toHaveBeenCalled()
  })

  it('HOUSE8.5 a sub-frame may go to a mail that is on screen, and a page cannot keep Perch from quitting', () => {
    const { contents } = setUp({ isLiveMail: (url) => url === 'app://mail/live' })
    expect(contents.tries('will-frame-navigate', { url: 'app://mail/live', isMainFrame: false })).toBe(false)
    expect(contents.tries('will-prevent-unload')).toBe(true)
  })

  it('HOUSE8.5 opens no window; the address goes through the one door', () => {
    const { contents, links } = setUp()
    expect(contents.opened({ url: 'https://a.example/' })).toEqual({ action: 'deny' })
    expect(links.open).toHaveBeenCalledWith('https://a.example/')
  })

  it('HOUSE8.7 refuses permissions, devices and downloads, all but copying text', () => {
    const { session, permission } = setUp()
    const asked = ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'hid', 'serial']
    for (const name of asked) expect([name, permission(name)]).toEqual([name, [[[false]], false]])
    expect(permission('clipboard-sanitized-write')).toEqual([[[true]], true])
    expect(session.device()).toBe(false)
    expect(session.usb({ protectedClasses: ['hid'] })).toEqual(['hid'])
    const download = { preventDefault: vi.fn() }
    session.emit('will-download', download)
    expect(download.preventDefault).toHaveBeenCalledTimes(1)
  })

  it('HOUSE8.7 guards every session there will ever be', () => {
    const { app } = setUp()
    const other = new FakeSession()
    app.emit('session-created', other)
    expect(other.check({}, 'media')).toBe(false)
    const reply = vi.fn()
    other.rule({ url: 'https://x.invalid/' }, reply)
    expect(reply).toHaveBeenCalledWith({ cancel: true })
  })
})
