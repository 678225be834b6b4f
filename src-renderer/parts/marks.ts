/** Marks of markdown around what is selected in a field, as Chatwoot's own composer writes them. */
import { putIn } from './put-in'

/** Around bold, and around slanted words. */
export const [BOLD, ITALIC] = ['**', '*']
const ADDRESS = /^https?:\/\/\S+$/i

/** Puts the mark around the selection, or takes it away where it is; with nothing selected the cursor stands between two. */
export function toggleMark(field: HTMLTextAreaElement, mark: string): void {
  const { value, selectionStart: from, selectionEnd: to } = field
  const chosen = value.slice(from, to)
  const isInside = hasMark(chosen, mark) && chosen.length >= 2 * mark.length
  const isAround = hasMark(value.slice(0, from), mark, 'end') && hasMark(value.slice(to), mark, 'start')
  const wide = isAround ? mark.length : 0
  const plain = isInside ? chosen.slice(mark.length, -mark.length) : chosen
  putIn(field, [from - wide, to + wide], isInside || isAround ? plain : mark + chosen + mark)
  const start = isAround ? from - wide : isInside ? from : from + mark.length
  field.setSelectionRange(start, start + plain.length)
}

/** `**` is no pair of `*`: a mark ends where its signs end. */
function hasMark(text: string, mark: string, side: 'start' | 'end' | 'both' = 'both'): boolean {
  const [first, last] = [/^\**/, /\**$/].map((stars) => stars.exec(text)?.[0].length ?? 0)
  const fits = (stars = 0) => stars === mark.length || stars === BOLD.length + ITALIC.length
  return (side === 'end' || fits(first)) && (side === 'start' || fits(last))
}

/** An address pasted over words makes them a link. False: it is none, or there are no words. */
export function pasteLink(field: HTMLTextAreaElement, pasted: string): boolean {
  const { value, selectionStart: from, selectionEnd: to } = field
  const words = value.slice(from, to)
  const address = pasted.trim()
  if (!ADDRESS.test(address) || words.trim() === '' || ADDRESS.test(words.trim()) || /[[\]\n]/.test(words)) return false
  putIn(field, [from, to], `[${words}](${address.replace(/\(/g, '%28').replace(/\)/g, '%29')})`)
  return true
}
