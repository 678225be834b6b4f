/**
 * Markdown as Chatwoot stores it, as HTML that can do nothing: no raw HTML, no pictures, no styles, and links that only say
 * where they would go. markdown-it escapes what customers type; DOMPurify looks again, should it ever be wrong.
 */
import DOMPurify from 'dompurify'
import MarkdownIt, { type Token } from 'markdown-it'
import { type MouseEvent, useMemo } from 'react'

const TAGS = [
  'p',
  'br',
  'strong',
  'em',
  's',
  'code',
  'pre',
  'blockquote',
  'ul',
  'ol',
  'li',
  'a',
  'span',
  'hr',
  'h3',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
]
const LINKS = /^(?:https?|mailto|tel):/i
/** `[@Mira](mention://user/1/Mira)`: how Chatwoot writes a mention in a note. */
const MENTION = /^mention:/i

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false }).disable([
  'image',
  'code',
  'lheading',
])
markdown.validateLink = (url) => LINKS.test(url.trim()) || MENTION.test(url.trim())

function mentionsBecomeWords(tokens: Token[]): void {
  const open: boolean[] = []
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const isMention = MENTION.test(String(token.attrGet('href') ?? ''))
      open.push(isMention)
      if (isMention) Object.assign(token, { tag: 'span', attrs: [['class', 'at']] })
    } else if (token.type === 'link_close' && open.pop()) token.tag = 'span'
  }
}

markdown.core.ruler.push('mentions', (state) => {
  for (const token of state.tokens) {
    if (token.children) mentionsBecomeWords(token.children)
    if (token.type.startsWith('heading')) token.tag = 'h3'
  }
})

/** Harmless HTML for a text. */
export function toSafeHtml(text: string): string {
  return DOMPurify.sanitize(markdown.render(text), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href', 'class'],
    ALLOWED_URI_REGEXP: LINKS,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  })
}

interface RichTextProps {
  text: string
  className: string
  onLink: (url: string) => void
}

/** A message's text. A click on a link is handed on; the page itself never goes anywhere. */
export function RichText({ text, className, onLink }: RichTextProps) {
  const html = useMemo(() => ({ __html: toSafeHtml(text) }), [text])
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link) return
    event.preventDefault()
    const url = link.getAttribute('href')
    if (url) onLink(url)
  }
  return (
    <div className={`${className} rich`} dir="auto" onClick={onClick} onAuxClick={onClick} dangerouslySetInnerHTML={html} />
  )
}
