/** What can be measured of a page that is shown. Each answers with what is wrong, in words. */
import type { Page } from 'playwright'
import { MARK, PLACE_MARK } from './people'
import { CLOSES, OPENS } from './pseudo'

/** Names of people and accounts as two letters, keys, and what is written in another typeface than words. */
const NOT_WORDS = '.avatar, .acct-code, kbd, .kbd, .mono, pre, script, style, .about-paper > summary, .event small'
/** What `Intl` writes of times, and names that are the same in every language. */
const SAME_EVERYWHERE =
  /\b(AM|PM|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Perch|Chatwoot|Electron|Chromium|Node|Ctrl|Shift|Esc|Space|F\d+)\b/g

/** Texts, and names for screen readers, that come from neither the catalogs nor the desk. */
export function strangers(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ open, close, marks, same, exempt }) => {
      const ours = new RegExp(`${open}[^${open}${close}]*${close}`, 'g')
      const theirs = new RegExp(`[^\\s]*[${marks}][^\\s]*`, 'gu')
      const left = (text: string): string => {
        let rest = text
        for (let before = ''; before !== rest;) {
          before = rest
          rest = rest.replace(ours, '')
        }
        // Cut off, so that an end may be missing.
        rest = rest.replace(new RegExp(`${open}.*$`, 's'), '')
        return rest
          .replace(theirs, '')
          .replace(new RegExp(same, 'g'), '')
          .replace(/https?:\S+|\S+\.example\S*/g, '')
      }
      const found: string[] = []
      const note = (text: string | null, where: Element) => {
        if (text !== null && /\p{L}{2}/u.test(left(text)) && !where.closest(exempt))
          found.push(`${where.tagName.toLowerCase()}.${where.className}: ${text.trim().slice(0, 60)}`)
      }
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walk.nextNode(); node; node = walk.nextNode())
        if (node.parentElement) note(node.textContent, node.parentElement)
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
        for (const one of document.querySelectorAll(`[${name}]`)) note(one.getAttribute(name), one)
      return [...new Set(found)]
    },
    { open: OPENS, close: CLOSES, marks: MARK + PLACE_MARK, same: SAME_EVERYWHERE.source, exempt: NOT_WORDS },
  )
}

/** Words that stick out of what holds them, or are cut without an ellipsis; and a page that is wider than its window. */
export function spilled(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const nameOf = (one: Element) =>
      `${one.tagName.toLowerCase()}.${one.className}: ${(one.textContent ?? '').trim().slice(0, 50)}`
    const found: string[] = []
    if (document.documentElement.scrollWidth > innerWidth)
      found.push(`the page: ${document.documentElement.scrollWidth} of ${innerWidth}`)
    for (const one of document.querySelectorAll<HTMLElement>(
      'button, [role], a, b, h1, h2, h3, p, summary, dt, dd, label, input',
    )) {
      if (one.clientWidth === 0 || one.matches('.sr, [role="log"], [role="listbox"], [role="presentation"], input')) continue
      const style = getComputedStyle(one)
      if (/auto|scroll/.test(style.overflowX) || style.display === 'inline') continue
      const isCut = [one, ...one.querySelectorAll('*')].some((inner) => getComputedStyle(inner).textOverflow === 'ellipsis')
      if (one.scrollWidth > one.clientWidth + 1 && !isCut)
        found.push(`${nameOf(one)} (${one.scrollWidth} of ${one.clientWidth})`)
      const box = one.getBoundingClientRect()
      const isSeen = box.width > 1 && box.height > 1 && one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
      if (isSeen && one.matches('button, a, input') && (box.right > innerWidth + 1 || box.left < -1))
        found.push(`${nameOf(one)} lies outside (${Math.round(box.left)} to ${Math.round(box.right)} of ${innerWidth})`)
    }
    const canScrollTo = (from: Element): boolean => {
      for (let one = from.parentElement; one; one = one.parentElement)
        if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return true
      return false
    }
    for (const one of document.querySelectorAll('button, a, input, textarea')) {
      const { top, bottom, height } = one.getBoundingClientRect()
      if (height > 1 && (bottom > innerHeight + 1 || top < -1) && !canScrollTo(one))
        found.push(`${nameOf(one)} cannot be reached`)
    }
    return [...new Set(found)]
  })
}

/** What people wrote or are called, and can be read all the same. */
export function readable(page: Page): Promise<string[]> {
  return page.evaluate((mark) => {
    const isBlurred = (from: Element | null): boolean => {
      for (let one = from; one; one = one.parentElement) if (getComputedStyle(one).filter.includes('blur')) return true
      return false
    }
    const found: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const where = node.parentElement
      if (!where || where.closest('.sr') || !node.textContent?.includes(mark) || isBlurred(where)) continue
      found.push(
        `${where.tagName.toLowerCase()}.${where.className} in .${where.parentElement?.className}: ${node.textContent.slice(0, 40)}`,
      )
    }
    for (const one of document.querySelectorAll('.avatar, img:not([src*=".svg"]):not([src^="data:image/svg"]), video'))
      if (!isBlurred(one)) found.push(`${one.tagName.toLowerCase()}.${one.className} in .${one.parentElement?.className}`)
    for (const one of document.querySelectorAll<HTMLInputElement>('input, textarea'))
      if ((one.value.includes(mark) || one.placeholder.includes(mark)) && !isBlurred(one)) found.push(`field ${one.className}`)
    return [...new Set(found)]
  }, MARK)
}

export interface Box {
  name: string
  left: number
  right: number
}

/** Where everything that has a class lies, in the order of the page. */
export function boxes(page: Page): Promise<Box[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body [class]')]
      .filter((one) => !one.closest('svg, [dir="auto"], bdi, .mono, .wait, .num, .keys') && one.checkVisibility())
      .map((one) => {
        const { left, right } = one.getBoundingClientRect()
        return {
          name: `${one.tagName.toLowerCase()}.${one.getAttribute('class')} in .${one.parentElement?.className}`,
          left,
          right,
        }
      }),
  )
}

/** Who does not lie where a mirror would show it. */
export function notMirrored(ltr: Box[], rtl: Box[], width: number): string[] {
  if (ltr.length !== rtl.length) return [`${ltr.length} boxes, and ${rtl.length} from right to left`]
  const found = ltr.flatMap((one, index) => {
    const other = rtl[index]
    if (!other) return []
    const off = Math.max(Math.abs(other.left - (width - one.right)), Math.abs(other.right - (width - one.left)))
    return off > 2 ? [`${one.name}: ${Math.round(off)} px off`] : []
  })
  return [...new Set(found)]
}
