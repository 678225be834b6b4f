/**
 * All web security in one file (HOUSE §8): where pages come from, what they may load, where they may go, what they may ask.
 * The answer is nearly always no; each yes has its reason beside it.
 */
import { readFile } from 'node:fs/promises'
import { app, type Event, protocol, session, type Session, type WebContents } from 'electron'
import type { Log } from '../core/ports'
import { appFile } from './app-files'
import type { Links } from './links'

/** The one origin of our pages. */
export const WINDOW_ORIGIN = 'app://window'
const MAIL_ORIGIN = 'app://mail'

/** Serves `app://media/…` or `app://mail/…`; null means there is nothing by that token. */
export type Shelf = (token: string) => Promise<Response | null>

export interface OriginNeeds {
  /** `out/renderer`. */
  pages: string
  /** The dev server's origin, in development only. */
  devOrigin: string | null
  links: Links
  log: Log
  media?: Shelf
  mail?: Shelf
  /** True for an address of a mail that is on screen: the only place a sub-frame may go. */
  isLiveMail?: (url: string) => boolean
}

const CSP = [
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

/** Before ready, at module top level: afterwards Electron refuses both. */
export function claimOrigin(): void {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/** Before ready: every page that is ever made goes through the same gate. */
export function guardPages(needs: OriginNeeds): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, needs))
  app.on('session-created', (created) => guardSession(created, needs.devOrigin))
}

/** After ready: the pages can be loaded. */
export function serveOrigin(needs: OriginNeeds): void {
  guardSession(session.defaultSession, needs.devOrigin)
  protocol.handle('app', (request) =>
    answer(new URL(request.url), needs).catch((error: unknown) => {
      needs.log.bug('app protocol', error)
      return nothing()
    }),
  )
}

const nothing = (): Response => new Response(null, { status: 404, headers: HEADERS })

async function answer(url: URL, { pages, media, mail }: OriginNeeds): Promise<Response> {
  const token = url.pathname.slice(1)
  switch (url.hostname) {
    case 'window':
      return page(url, pages)
    case 'media':
      return (await media?.(token)) ?? nothing()
    case 'mail':
      return (await mail?.(token)) ?? nothing()
    default:
      return nothing()
  }
}

async function page(url: URL, pages: string): Promise<Response> {
  const found = appFile(pages, url)
  // A file that is not there is an ordinary 404; Chromium asks for icons nobody made.
  const bytes = found && (await readFile(found.file).catch(() => null))
  if (!found || !bytes) return nothing()
  return new Response(new Uint8Array(bytes), { headers: { ...HEADERS, 'content-type': found.type } })
}

function guardContents(contents: WebContents, needs: OriginNeeds): void {
  const { devOrigin, links, log, isLiveMail } = needs
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
    const isMail = !event.isMainFrame && originOf(event.url) === MAIL_ORIGIN && isLiveMail?.(event.url) === true
    if (!isMail && !isDevReload(event.url)) refuse(event, event.isMainFrame ? 'main frame' : 'frame')
  })
  contents.on('will-redirect', (event) => refuse(event, 'redirect'))
  contents.on('will-attach-webview', (event) => refuse(event, 'webview'))
  contents.setWindowOpenHandler(({ url }) => {
    // The door checks the kind itself; our own pages have no reason to open windows.
    void links.open(url)
    return { action: 'deny' }
  })
}

const guarded = new WeakSet<Session>()

function guardSession(target: Session, devOrigin: string | null): void {
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
  target.webRequest.onBeforeRequest(({ url }, reply) => reply({ cancel: !mayLoad(url, devOrigin) }))
}

/** The page has no network: its own files, and data it already holds. */
export function mayLoad(url: string, devOrigin: string | null): boolean {
  if (!URL.canParse(url)) return false
  const { protocol: scheme, host } = new URL(url)
  if (scheme === 'app:' || scheme === 'data:' || scheme === 'blob:') return true
  if (scheme === 'devtools:') return !app.isPackaged
  return devOrigin !== null && host === new URL(devOrigin).host && /^(http|ws):$/.test(scheme)
}

/** Scheme and host: `URL.origin` says "null" for schemes that Node does not know to be standard. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol: scheme, host } = new URL(url)
  return `${scheme}//${host}`
}
