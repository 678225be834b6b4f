/**
 * No style sheet but that of jsdom is there in these tests, so what is computed for an element hangs on its tag alone, unless
 * it is hidden or styled in place. Every look for a role asks for it, element by element, and working it out anew took a third
 * of the time of all these tests.
 */
const ASKS_MORE_THAN_THE_TAG = new Set(['DIALOG', 'DETAILS', 'SUMMARY', 'INPUT'])

/** Remembers the answers for plain elements; all others are worked out as before. */
export function rememberComputedStyles(): void {
  const workOut = window.getComputedStyle.bind(window)
  const byTag = new Map<string, CSSStyleDeclaration>()
  window.getComputedStyle = (element, pseudo) => {
    if (!isPlain(element)) return workOut(element, pseudo)
    const known = byTag.get(element.tagName) ?? remembered(workOut(bare(element)))
    byTag.set(element.tagName, known)
    return known
  }
}

function bare({ namespaceURI, localName }: Element): Element {
  return document.createElementNS(namespaceURI, localName)
}

/** jsdom works each value out when it is read. */
function remembered(style: CSSStyleDeclaration): CSSStyleDeclaration {
  const values = new Map<string, string>()
  const getPropertyValue = (name: string): string => {
    const value = values.get(name) ?? style.getPropertyValue(name)
    values.set(name, value)
    return value
  }
  return new Proxy(style, {
    get: (_style, name) => (name === 'getPropertyValue' ? getPropertyValue : getPropertyValue(dashed(String(name)))),
  })
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function isPlain(element: Element): boolean {
  if (ASKS_MORE_THAN_THE_TAG.has(element.tagName) || element.parentElement?.tagName === 'DETAILS') return false
  if (['hidden', 'style', 'popover'].some((name) => element.hasAttribute(name))) return false
  // Whether it is seen is the one thing that matters here and comes from above.
  for (let above = element.parentElement; above !== null; above = above.parentElement)
    if (above.getAttribute('style')?.includes('visibility') === true) return false
  return true
}
