/**
 * What a file is, by our own table: what others say of it is not believed (HOUSE §8.9). Pictures and sounds are known by their
 * first bytes, everything else by its ending, and what we do not know is just bytes.
 */
import { endingOf } from './names'

/** So many bytes tell every kind we look for. */
export const HEAD_BYTES = 16
const UNKNOWN = 'application/octet-stream'

/** `XX` stands for any byte. */
const heads: readonly [type: string, hex: string][] = [
  ['image/png', '89504E470D0A1A0A'],
  ['image/jpeg', 'FFD8FF'],
  ['image/gif', '474946383761'],
  ['image/gif', '474946383961'],
  ['image/webp', '52494646XXXXXXXX57454250'],
  ['image/bmp', '424DXXXXXXXX00000000'],
  ['audio/wav', '52494646XXXXXXXX57415645'],
  ['audio/mpeg', '494433'],
  ['audio/mpeg', 'FFFB'],
  ['audio/mpeg', 'FFF3'],
  ['audio/flac', '664C6143'],
  ['audio/mp4', 'XXXXXXXX667479704D3441'],
  ['application/pdf', '255044462D'],
]
/** One head for sound and film: the ending decides. */
const eitherHeads: readonly [hex: string, sound: string, film: string][] = [
  ['4F676753', 'audio/ogg', 'video/ogg'],
  ['1A45DFA3', 'audio/webm', 'video/webm'],
  ['XXXXXXXX66747970', 'audio/mp4', 'video/mp4'],
]
const films = new Set(['.mp4', '.m4v', '.ogv', '.webm', '.mov'])

const endings: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.log': 'text/plain',
  '.md': 'text/plain',
  '.csv': 'text/csv',
  '.rtf': 'application/rtf',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.heic': 'image/heic',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.mov': 'video/quicktime',
  '.amr': 'audio/amr',
  '.aac': 'audio/aac',
  '.mp3': 'audio/mpeg',
  '.zip': 'application/zip',
  '.7z': 'application/x-7z-compressed',
  '.rar': 'application/vnd.rar',
  '.tar': 'application/x-tar',
  '.gz': 'application/gzip',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '.odp': 'application/vnd.oasis.opendocument.presentation',
}

/** The type to send a file as. `head` is its first bytes. */
export function typeOf(name: string, head: Uint8Array): string {
  const ending = endingOf(name)
  if (ending === '.mov' && fits(head, 'XXXXXXXX66747970')) return 'video/quicktime'
  return typeByHead(head, films.has(ending)) ?? endings[ending] ?? UNKNOWN
}

/** The type of a picture that may be drawn, or null: a drawing in SVG can carry a program and is none of them. */
export function pictureType(head: Uint8Array): string | null {
  const type = typeByHead(head, false)
  return type?.startsWith('image/') ? type : null
}

/** The type of a sound that may be played, or null. */
export function soundType(head: Uint8Array): string | null {
  const type = typeByHead(head, false)
  return type?.startsWith('audio/') ? type : null
}

/** The server's word for the kind of an attachment, guessed as it guesses (FACTS §3.5). */
export function kindOf(type: string): 'image' | 'video' | 'audio' | 'file' {
  if (/^image\/(jpeg|png|gif|bmp|webp)$/.test(type)) return 'image'
  if (/^video\/(mp4|webm|ogg|quicktime)$/.test(type)) return 'video'
  return type.startsWith('audio/') ? 'audio' : 'file'
}

function typeByHead(head: Uint8Array, isFilm: boolean): string | null {
  const known = heads.find(([, hex]) => fits(head, hex))
  if (known) return known[0]
  const either = eitherHeads.find(([hex]) => fits(head, hex))
  return either ? either[isFilm ? 2 : 1] : null
}

function fits(head: Uint8Array, hex: string): boolean {
  if (head.length < hex.length / 2) return false
  return Array.from({ length: hex.length / 2 }, (_, at) => hex.slice(at * 2, at * 2 + 2)).every(
    (byte, at) => byte === 'XX' || Number.parseInt(byte, 16) === head[at],
  )
}
