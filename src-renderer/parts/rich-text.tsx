/**
 * Markdown as Chatwoot stores it, as HTML that can do nothing: no raw HTML, no pictures, no styles, and links that only say
 * where they would go. markdown-it escapes what customers type; DOMPurify looks again, should it ever be wrong.
 */
import DOMPurify from 'dompurify'
import MarkdownIt, { type Token } from 'markdown-it'
import { say } from '../text/t'
import { Fragment, type MouseEvent, useMemo } from 'react'

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

/**
 * Words and everyday punctuation only: no sign that markdown knows, no line that begins like a list, a heading or a quotation, no
 * indent, and no dot, colon or @ that could belong to an address. Most of what people write; it needs neither parser (P5).
 */
const PLAIN =
  /^(?:(?![-+ ])(?!\d+[.)])(?:[\p{L}\p{M}\p{N}\p{Emoji_Presentation} ,;!?'"’“”«»()%€$–—-]|\/(?!\/)|(?<=\d)[.:](?=\d)|[.:…](?=[\s.…)»”"!?]|$))*(?:\n|$))*$/u

/** The lines of a text that means nothing but itself; null when markdown or a link may be in it. */
export function plainLines(text: string): string[] | null {
  const trimmed = text.replace(/^[ \n]+|[ \n]+$/g, '')
  return trimmed.length < 2_000 && !trimmed.includes('\n\n') && PLAIN.test(trimmed) ? trimmed.split('\n') : null
}

function Plain({ lines }: { lines: string[] }) {
  return (
    <p>
      {lines.map((line, index) => (
        <Fragment key={index}>
          {index > 0 && <br />}
          {line.trimEnd()}
        </Fragment>
      ))}
    </p>
  )
}

interface RichTextProps {
  text: string
  className: string
  onLink: (url: string, text: string) => void
}

/** More than the server takes of an agent, in characters; a mail may be longer. It is not searched for marks. */
const LONGEST = 150_000

/** The beginning of what is too long to be laid out, as it is written. */
function TooLong({ text, className }: Pick<RichTextProps, 'text' | 'className'>) {
  return (
    <div className={`${className} rich`} dir="auto">
      <p className="is-long">{text.slice(0, LONGEST)}</p>
      <p className="muted">{say('message.cut', { count: text.length - LONGEST })}</p>
    </div>
  )
}

/** A message's text. */
export function RichText(props: RichTextProps) {
  return props.text.length > LONGEST ? <TooLong {...props} /> : <Short {...props} />
}

function Short(props: RichTextProps) {
  const { text, className } = props
  const lines = useMemo(() => plainLines(text), [text])
  if (!lines) return <Marked {...props} />
  return (
    <div className={`${className} rich`} dir="auto">
      <Plain lines={lines} />
    </div>
  )
}

/** A click on a link is handed on; the page itself never goes anywhere. */
function Marked({ text, className, onLink }: RichTextProps) {
  const html = useMemo(() => ({ __html: toSafeHtml(text) }), [text])
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link) return
    event.preventDefault()
    const url = link.getAttribute('href')
    if (url) onLink(url, link.textContent)
  }
  return (
    <div className={`${className} rich`} dir="auto" onClick={onClick} onAuxClick={onClick} dangerouslySetInnerHTML={html} />
  )
}
