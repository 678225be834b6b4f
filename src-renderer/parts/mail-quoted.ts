/** What a mail quotes of the mails before it, as the usual programs mark it. */
const QUOTED =
  '.gmail_quote, .gmail_quote_container, blockquote[type="cite"], .moz-cite-prefix, .yahoo_quoted, .protonmail_quote, .zmail_extra'
/** Outlook puts a mark, and everything after it is quoted. */
const FROM_HERE = '#appendonsend, #divRplyFwdMsg, #OLK_SRC_BODY_SECTION'

/** Takes the quoted part out, unless it is wanted. True: there is one. A mail that would be empty without it has none. */
export function cutQuoted(root: Element, isWanted: boolean): boolean {
  const quoted = [...root.querySelectorAll(QUOTED)]
  const mark = root.querySelector(FROM_HERE)
  for (let node: Element | null = mark; node; node = node.nextElementSibling) quoted.push(node)
  const outer = quoted.filter((one) => !quoted.some((other) => other !== one && other.contains(one)))
  if (outer.length === 0 || isEmptyWithout(root, outer)) return false
  if (!isWanted) outer.forEach((one) => one.remove())
  return true
}

function isEmptyWithout(root: Element, quoted: Element[]): boolean {
  const isQuoted = (node: Node) => quoted.some((one) => one.contains(node))
  const body = root.querySelector('body') ?? root
  const walker = root.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isStyle = node.parentElement?.localName === 'style'
    if (!isStyle && node.textContent?.trim() && !isQuoted(node)) return false
  }
  return [...body.querySelectorAll('img')].every(isQuoted)
}
