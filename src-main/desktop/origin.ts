/**
 * All web security in one file (HOUSE §8): where pages come from, what they may load, where they may go, what they may ask.
 * The answer is nearly always no; each yes has its reason beside it. Electron is a parameter, so that tests can ask too.
 */
import { readFile, realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import type { App, Event, Protocol, Session, WebContents } from 'electron'
import type { Log } from '../core/ports'
import { appFile } from './app-files'
import type { Links } from './links'

/** The one origin of our pages. */
export const WINDOW_ORIGIN = 'app://window'
const MAIL_ORIGIN = 'app://mail'

/** Serves `app://media/…` or `app://mail/…`; null means there is nothing by that token. */
export type Shelf = (token: string, range: string | null) => Promise<Response | null>

/** What is asked of Electron. `session` may only be looked at after ready. */
export interface OriginElectron {
  app: Pick<App, 'enableSandbox' | 'isPackaged'> & {
    on(event: 'web-contents-created', listener: (event: Event, contents: WebContents) => void): unknown
    on(event: 'session-created', listener: (session: Session) => void): unknown
  }
  protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>
  session: { readonly defaultSession: Session }
}

export interface OriginNeeds {
  electron: OriginElectron
  /** `out/renderer`. */
  pages: string
  /** The dev server's origin, in development only. */
  devOrigin: string | null
  links: Links
  log: Log
  /** Hears of each file that the page gets. */
  handed?: (path: string, bytes: Uint8Array) => void
  media?: Shelf
  mail?: Shelf
  /** True for an address of a mail that is on screen: the only place a sub-frame may go. */
  isLiveMail?: (url: string) => boolean
  /** A frame wants to go to this address; true: it was a link of a mail, and somebody was told. It never goes there. */
  pressMailLink?: (url: string) => boolean
  /** Esc was pressed in a window, wherever in it the keys are. */
  leaveMail?: () => void
}

/** The page repeats it in `index.html`, all but `frame-ancestors`, which counts in a header only. */
export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' app://media data: blob:",
  'media-src app://media',
  "font-src 'self'",
  "connect-src 'self'",
  'frame-src app://mail',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=(), bluetooth=()',
  'cache-control': 'no-cache',
}

/**
 * Requests are cancelled one by one, but WebRTC makes none. Without UDP it must go through the proxy, and this one is nobody:
 * port 9 of this computer. What main sends never comes here, and it asks another session for the real proxy.
 */
const NOWHERE = { mode: 'fixed_servers', proxyRules: '127.0.0.1:9', proxyBypassRules: '<-loopback>' } as const

/** Before ready, at module top level: afterwards Electron refuses both. */
export function claimOrigin({ app, protocol }: Pick<OriginElectron, 'app' | 'protocol'>): void {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/** Before ready: every page that is ever made goes through the same gate. */
export function guardPages(needs: OriginNeeds): void {
  needs.electron.app.on('web-contents-created', (_event, contents) => guardContents(contents, needs))
  needs.electron.app.on('session-created', (created) => guardSession(created, needs))
}

/** After ready: the pages can be loaded. */
export function serveOrigin(needs: OriginNeeds): void {
  const { session, protocol } = needs.electron
  const { log, devOrigin } = needs
  guardSession(session.defaultSession, needs)
  if (devOrigin === null)
    session.defaultSession.setProxy(NOWHERE).catch((error: unknown) => void log.bug('window without network', error))
  protocol.handle('app', (request) =>
    answer(request, needs).catch((error: unknown) => {
      log.bug('app protocol', error)
      return nothing()
    }),
  )
}

const nothing = (): Response => new Response(null, { status: 404, headers: HEADERS })

async function answer(request: Request, { pages, handed, media, mail }: OriginNeeds): Promise<Response> {
  const url = new URL(request.url)
  const token = url.pathname.slice(1)
  const range = request.headers.get('range')
  if (request.method !== 'GET' || url.username !== '' || url.password !== '') return nothing()
  switch (url.host) {
    case 'window':
      return page(url, pages, handed)
    case 'media':
      return (await media?.(token, range)) ?? nothing()
    case 'mail':
      return (await mail?.(token, range)) ?? nothing()
    default:
      return nothing()
  }
}

async function page(url: URL, pages: string, handed: OriginNeeds['handed']): Promise<Response> {
  const found = appFile(pages, url)
  // A file that is not there is an ordinary 404; Chromium asks for icons nobody made.
  const bytes = found && (await readInside(pages, found.file).catch(() => null))
  if (!found || !bytes) return nothing()
  handed?.(url.pathname, bytes)
  return new Response(new Uint8Array(bytes), { headers: { ...HEADERS, 'content-type': found.type } })
}

/** Null for a link that leads out of the folder. */
async function readInside(folder: string, file: string): Promise<Buffer | null> {
  const [root, real] = await Promise.all([realpath(folder), realpath(file)])
  return real.startsWith(root + sep) ? readFile(real) : null
}

function guardContents(contents: WebContents, needs: OriginNeeds): void {
  const { devOrigin, links, log, isLiveMail, pressMailLink } = needs
  const refuse = (event: Event, what: string): void => {
    event.preventDefault()
    log.warn('navigation refused', { what })
  }
  // The dev server reloads the page by itself.
  const isDevReload = (url: string): boolean => devOrigin !== null && originOf(url) === devOrigin

  contents.on('will-navigate', (event) => {
    if (!isDevReload(event.url)) refuse(event, 'page')
  })
  contents.on('will-frame-navigate', (event) => {
    const isInMail = !event.isMainFrame && originOf(event.url) === MAIL_ORIGIN
    if (isInMail && pressMailLink?.(event.url) === true) return event.preventDefault()
    const isMail = isInMail && isLiveMail?.(event.url) === true
    if (!isMail && !isDevReload(event.url)) refuse(event, event.isMainFrame ? 'main frame' : 'frame')
  })
  contents.on('will-redirect', (event) => refuse(event, 'redirect'))
  contents.on('will-attach-webview', (event) => refuse(event, 'webview'))
  // Prevented here means: the page is not asked whether Perch may quit.
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    // The door checks the kind itself; our own pages have no reason to open windows. A middle click in a mail asks for one.
    if (pressMailLink?.(url) !== true) void links.open(url)
    return { action: 'deny' }
  })
  // A frame without scripts gives the keys back to nobody.
  contents.on('before-input-event', (_event, { type, key }) => {
    if (type === 'keyDown' && key === 'Escape') needs.leaveMail?.()
  })
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

const guarded = new WeakSet<Session>()

function guardSession(target: Session, { electron, devOrigin }: OriginNeeds): void {
  if (guarded.has(target)) return
  guarded.add(target)
  // Copying text is the one thing the page does with the system.
  const isAllowed = (permission: string): boolean => permission === 'clipboard-sanitized-write'
  target.setPermissionRequestHandler((_contents, permission, reply) => reply(isAllowed(permission)))
  target.setPermissionCheckHandler((_contents, permission) => isAllowed(permission))
  target.setDevicePermissionHandler(() => false)
  target.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses)
  // Files are fetched and saved by main, where their name and type are checked.
  target.on('will-download', (event) => event.preventDefault())
  const allows = { devOrigin, devTools: !electron.app.isPackaged }
  target.webRequest.onBeforeRequest(({ url }, reply) => reply({ cancel: !mayLoad(url, allows) }))
}

/** The page has no network: its own files, and data it already holds. */
export function mayLoad(url: string, { devOrigin, devTools }: { devOrigin: string | null; devTools: boolean }): boolean {
  if (!URL.canParse(url)) return false
  const { protocol: scheme, host } = new URL(url)
  if (scheme === 'app:' || scheme === 'data:' || scheme === 'blob:') return true
  if (scheme === 'devtools:') return devTools
  return devOrigin !== null && host === new URL(devOrigin).host && /^(http|ws):$/.test(scheme)
}

/** Scheme and host: `URL.origin` says "null" for schemes that Node does not know to be standard. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol: scheme, host } = new URL(url)
  return `${scheme}//${host}`
}
