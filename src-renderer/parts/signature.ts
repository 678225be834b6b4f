/**
 * The signature under a reply, as the dashboard puts it there: after an empty line and two hyphens. The server adds none by itself
 * (FACTS §3.4), so what is not put here is not there.
 */
const LINE = '\n\n--\n\n'

/** Where the marks of markdown are shown as what they mean; elsewhere they would arrive as they are written. */
const MARKED = new Set(['Channel::Email', 'Channel::WebWidget', 'Channel::Api'])

/** Whether the channel shows markdown. */
export function showsMarkdown(channel: string): boolean {
  return MARKED.has(channel)
}

/** Markdown as words alone: what stands in marks stays, links end with their address, pictures go. */
export function withoutMarks(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\((?:mailto:|tel:)?([^)\s]+)\)/g, (_all, words: string, url: string) =>
      words === url ? words : `${words}: ${url}`,
    )
    .replace(/^(?:#{1,6}|>|[-*+]) +/gm, '')
    .replace(/(\*\*\*|\*\*|\*|___|__|~~|`)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)(.+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!~>])/g, '$1')
    .replace(/[ \t]+$/gm, '')
    .trim()
}

/** What goes under a reply on this channel; empty: nothing. */
export function signatureFor(channel: string, text: string): string {
  return showsMarkdown(channel) ? text.trim() : withoutMarks(text)
}

/** Whether it stands in the text already, as after taking a reply back. */
export function hasSignature(text: string, signature: string): boolean {
  return `\n\n${text.trimEnd()}\n`.includes(`${LINE}${signature}\n`)
}

/** The text with it, once; words that are not there are not signed. */
export function signed(text: string, signature: string): string {
  if (signature === '' || text.trim() === '' || hasSignature(text, signature)) return text
  return `${text.trimEnd()}${LINE}${signature}`
}
