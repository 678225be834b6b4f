/** Puts words into a text field in the place of what stands there, as if they had been typed: Ctrl+Z takes them out again. */
export function putIn(field: HTMLTextAreaElement, [from, to]: [from: number, to: number], words: string): void {
  field.focus()
  field.setSelectionRange(from, to)
  // The one way to write into a field that its own history of changes learns of.
  if (typeof document.execCommand === 'function' && document.execCommand('insertText', false, words)) return
  field.setRangeText(words, from, to, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Puts a sign where a word can begin, as if it had been typed there. */
export function putSign(field: HTMLTextAreaElement, sign: string): void {
  const { value, selectionStart, selectionEnd } = field
  const isInWord = /\S$/.test(value.slice(0, selectionStart))
  putIn(field, [selectionStart, selectionEnd], isInWord ? ` ${sign}` : sign)
}
