import { app } from 'electron'

/** `PERCH_SERVER` is the address that sign-in offers: for a company that hands Perch out, and for the demo. */
export function pageAddress(origin: string): string {
  const server = process.env['PERCH_SERVER']
  return `${origin}/index.html${server ? `?server=${encodeURIComponent(server)}` : ''}`
}

/** A packaged app never listens to its environment for where its pages come from. */
export function readDevOrigin(): string | null {
  const url = process.env['ELECTRON_RENDERER_URL']
  return app.isPackaged || !url || !URL.canParse(url) ? null : new URL(url).origin
}
