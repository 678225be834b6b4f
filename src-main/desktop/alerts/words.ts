/** An alert in words: the adapter has the catalog, core only named the keys. The same for every desktop. */
import type { Alert } from '../../core/ports'
import type { Text } from '../text'

const LONGEST_LINE = 120

/** What a desktop shows. `context` is the inbox and account, when it may be shown. */
export interface AlertWords {
  title: string
  context: string | null
  body: string
}

/** Title, second line and text of an alert, ready for plain-text surfaces. */
export function alertWords(alert: Alert, text: Text): AlertWords {
  return {
    title: line(titleOf(alert, text)),
    context: alert.context && line(alert.context),
    body: plain(bodyOf(alert, text)),
  }
}

function titleOf({ title }: Alert, text: Text): string {
  if (title.kind === 'text') return text.say(title.textKey, title.values)
  return title.more > 0 ? text.t('alert.group', { name: title.name, count: title.more + 1 }) : title.name
}

function bodyOf({ body }: Alert, text: Text): string {
  if (body.kind === 'customer') return body.text
  const lines = body.kind === 'lines' ? body.lines : [body]
  return lines.map(({ textKey, values }) => text.say(textKey, values)).join(', ')
}

/** Without control characters and marks that turn the direction of text: a name must not rewrite the line around it. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/g, ' ').trim()
}

/** The same in one line and of a sane length, for titles and menus: names are made by customers. */
export function line(text: string): string {
  const letters = [...plain(text).replace(/\s+/g, ' ')]
  return letters.length <= LONGEST_LINE ? letters.join('') : `${letters.slice(0, LONGEST_LINE - 1).join('')}…`
}

/** For daemons that read the body as markup. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
