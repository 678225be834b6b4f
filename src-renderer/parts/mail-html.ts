/**
 * HTML of a mail, made harmless: known tags and attributes only, no address left in it. Links become `link/<number>` and pictures
 * `picture/<number>`; what the numbers mean stays here and with main. It is drawn in a frame that may do nothing (decision 0037):
 * this file decides what is worth showing, that frame is the wall.
 */
import DOMPurify from 'dompurify'
import { cutQuoted } from './mail-quoted'

/** Where a link would lead, and the words it stands behind. */
export interface MailLink {
  url: string
  text: string
}

/** A mail that can be staged. */
export interface CleanMail {
  html: string
  links: MailLink[]
  /** What `picture/<number>` means: those that may be fetched now. */
  pictures: string[]
  /** Pictures of strangers that were left out, and who would have heard of the reader. */
  blocked: { count: number; hosts: string[] }
  /** It has a part that it quotes, shown or not. */
  hasQuoted: boolean
  /** About how tall it is, px: nobody may look into its frame. */
  tall: number
}

interface Wishes {
  /** Pictures from outside too. */
  pictures: boolean
  quoted: boolean
}

/** Characters of markup. What is larger is shown as text: cleaning it would hold up the window. */
export const LARGEST_MAIL = 600_000
const MOST_LINKS = 5_000
const MOST_PICTURES = 300
/** Pictures this small are there to be counted, px. */
const PIXEL = 3

const TAGS =
  'html head body style a abbr address article b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'.split(
    ' ',
  )
const ATTRIBUTES =
  'style class id dir lang align valign width height border cellpadding cellspacing bgcolor color face size alt title src href colspan rowspan start type nowrap hspace vspace clear noshade'.split(
    ' ',
  )
/** Of the customer's own mail: the server keeps them (FACTS §3.5). */
const OWN = /^(?:https?:\/\/[^/?#]+)?\/rails\/active_storage\//i
const ADDRESSES = /^(?:(?:https?|mailto|tel):|\/\/|\/rails\/active_storage\/)/i
const DRAWN = /^data:image\/(?:png|gif|jpe?g|webp|bmp);base64,/i

/** Black on white, as its writer saw it; small screens and long words are looked after. */
const LOOK =
  ':root{color-scheme:light;background:#fff;scrollbar-width:thin}body{margin:12px 14px;font:14px/1.5 system-ui,sans-serif;color:#1c2b30;overflow-wrap:anywhere}' +
  'img{max-width:100%}a{color:#0a6480}pre{white-space:pre-wrap}blockquote{margin:0 0 0 4px;padding-inline-start:10px;border-inline-start:2px solid #c5d2d6}' +
  '.perch-away{display:inline-block;box-sizing:border-box;max-width:100%;min-width:24px;min-height:24px;padding:3px 8px;border:1px dashed #7b8d93;' +
  'border-radius:6px;color:#4c5d63;font:12px/1.4 system-ui,sans-serif;vertical-align:middle;overflow:hidden}'

/** Cleans it. Never draws nor loads anything: what is looked at is a document that is nowhere. */
export function cleanMail(html: string, wishes: Wishes): CleanMail {
  const root = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOWED_URI_REGEXP: ADDRESSES,
    // Every other attribute would have to look like an address too.
    ADD_URI_SAFE_ATTR: ATTRIBUTES.filter((name) => name !== 'src' && name !== 'href'),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
  }) as HTMLElement
  const hasQuoted = cutQuoted(root, wishes.quoted)
  const links = numberLinks(root)
  const { pictures, blocked } = sortPictures(root, wishes.pictures)
  for (const element of root.querySelectorAll('[id]')) element.removeAttribute('id')
  const look = root.ownerDocument.createElement('style')
  look.textContent = LOOK
  const head = root.querySelector('head') ?? root.insertBefore(root.ownerDocument.createElement('head'), root.firstChild)
  head.prepend(look)
  return { html: `<!doctype html>${root.outerHTML}`, links, pictures, blocked, hasQuoted, tall: guessTall(root) }
}

const LINE = 21
/** Letters that fit on a line of a narrow timeline. */
const LETTERS = 56
const BLOCKS = 'br, p, li, tr, h1, h2, h3, h4, h5, h6, hr, blockquote, pre'
const PICTURE = 120

/** By its letters, its blocks and its pictures. */
function guessTall(root: Element): number {
  const body = root.querySelector('body') ?? root
  const inStyles = [...body.querySelectorAll('style')].reduce((sum, { textContent }) => sum + textContent.length, 0)
  const lines = ((body.textContent ?? '').replace(/\s+/g, ' ').length - inStyles) / LETTERS
  const pictures = [...body.querySelectorAll('img, .perch-away')].map((one) => sizeOf(one, 'height') ?? PICTURE)
  return Math.round(
    LINE * (4 + lines + 1.2 * body.querySelectorAll(BLOCKS).length) + pictures.reduce((sum, one) => sum + one, 0),
  )
}

function numberLinks(root: Element): MailLink[] {
  const links: MailLink[] = []
  for (const link of root.querySelectorAll('a[href]')) {
    const url = whole(link.getAttribute('href') ?? '')
    if (url === null || links.length >= MOST_LINKS) {
      link.removeAttribute('href')
      continue
    }
    const text = (link.textContent || link.querySelector('img')?.alt || '').trim().replace(/\s+/g, ' ').slice(0, 500)
    link.setAttribute('href', `link/${links.length}`)
    link.setAttribute('title', url)
    links.push({ url, text })
  }
  return links
}

function sortPictures(root: Element, isAllowed: boolean): Pick<CleanMail, 'pictures' | 'blocked'> {
  const pictures: string[] = []
  const hosts = new Set<string>()
  let count = 0
  for (const image of root.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? ''
    if (DRAWN.test(source)) continue
    const url = whole(source)
    image.removeAttribute('src')
    if (isPixel(image) || url === null || !/^https?:|^\//i.test(url)) image.remove()
    else if ((isAllowed || OWN.test(url)) && pictures.length < MOST_PICTURES) {
      image.setAttribute('src', `picture/${pictures.length}`)
      pictures.push(url)
    } else {
      const host = new URL(url).hostname
      count += 1
      hosts.add(host)
      image.replaceWith(placeOf(image, host))
    }
  }
  return { pictures, blocked: { count, hosts: [...hosts] } }
}

/** A box as large as the picture said it would be, with its words. */
function placeOf(image: HTMLImageElement, host: string): HTMLElement {
  const box = image.ownerDocument.createElement('span')
  box.className = 'perch-away'
  box.title = host
  box.textContent = image.getAttribute('alt')?.trim() || host
  const [width, height] = [sizeOf(image, 'width'), sizeOf(image, 'height')]
  const wide = width ? `width:${Math.min(width, 1_200)}px;` : ''
  box.setAttribute('style', height ? `${wide}height:${Math.min(height, 400)}px` : wide)
  return box
}

/** Read from the text: our own page's policy keeps styles of attributes from being applied here. */
function styleOf(image: Element, property: string): string {
  const parts = (image.getAttribute('style') ?? '').split(';').map((part) => part.split(':'))
  return (
    parts
      .findLast(([name]) => name?.trim().toLowerCase() === property)?.[1]
      ?.trim()
      .toLowerCase() ?? ''
  )
}

function sizeOf(image: Element, side: 'width' | 'height'): number | null {
  const text = styleOf(image, side) || (image.getAttribute(side) ?? '')
  return /^\s*\d+(\.\d+)?\s*(px)?\s*(!important)?$/.test(text) ? Number.parseFloat(text) : null
}

/** It is not there to be seen. A larger one may count readers too: it stays away as all others do. */
function isPixel(image: Element): boolean {
  const isSmall = [sizeOf(image, 'width'), sizeOf(image, 'height')].some((size) => size !== null && size <= PIXEL)
  const isHidden = styleOf(image, 'display').startsWith('none') || styleOf(image, 'visibility').startsWith('hidden')
  return isSmall || isHidden || /^0(\.0*)?%?( |!|$)/.test(styleOf(image, 'opacity'))
}

/** The address in full; null for none. Of the server's own files the path is enough. */
function whole(text: string): string | null {
  const address = text.trim().startsWith('//') ? `https:${text.trim()}` : text.trim()
  if (address.startsWith('/')) return address
  return URL.canParse(address) && address.length <= 8_000 ? new URL(address).href : null
}
