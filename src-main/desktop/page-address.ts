import { app } from 'electron'

/** Our pages: the main window's and the quick-reply window's. Nothing else may ask main anything. */
const PAGES = ['/index.html', '/quick.html'] as const

/** Their addresses, for `ipc/serve`. */
export interface PageAddresses {
  window: string
  quick: string
}

export function pagesOf(origin: string): PageAddresses {
  return { window: origin + PAGES[0], quick: origin + PAGES[1] }
}

/** The page of the quick-reply window. */
export function quickAddress(origin: string): string {
  return `${origin}${PAGES[1]}`
}

/** `PERCH_SERVER` is the address that sign-in offers: for a company that hands Perch out, and for the demo. */
export function pageAddress(origin: string): string {
  const server = process.env['PERCH_SERVER']
  return `${origin}${PAGES[0]}${server ? `?server=${encodeURIComponent(server)}` : ''}`
}

/** A packaged app never listens to its environment for where its pages come from. */
export function readDevOrigin(): string | null {
  const url = process.env['ELECTRON_RENDERER_URL']
  return app.isPackaged || !url || !URL.canParse(url) ? null : new URL(url).origin
}
