/** Which file an `app://window/` address means, and what it is. Nothing outside the renderer's folder, whatever the encoding. */
import path from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
}

/** The file and its type, or null: unknown types are not served. */
export function appFile(root: string, address: URL): { file: string; type: string } | null {
  const wanted = decode(address.pathname)
  // A backslash is a separator on Windows and a NUL cuts names: neither has a place in our own addresses.
  if (wanted === null || /[\\\0]/.test(wanted)) return null
  const file = path.resolve(root, `.${wanted.endsWith('/') ? `${wanted}index.html` : wanted}`)
  const inside = path.relative(root, file)
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return null
  const type = TYPES[path.extname(file).toLowerCase()]
  return type ? { file, type } : null
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
