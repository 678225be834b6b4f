import type { Preview } from '../../src-preload/contract/entities'
import { say, type TextKey } from '../text/t'

const kinds: Record<string, TextKey> = {
  image: 'preview.image',
  audio: 'preview.audio',
  video: 'preview.video',
  file: 'preview.file',
  location: 'preview.location',
  contact: 'preview.contact',
}

/** A message in one line: signs of markdown are left out, a file is named by its kind. */
export function previewText(preview: Preview | null): string {
  if (!preview) return say('list.noMessages')
  const text = plainLine(preview.text)
  if (text !== '') return text
  return preview.attachmentType ? say(kinds[preview.attachmentType] ?? 'preview.other') : say('message.empty')
}

/** One line without markdown. */
export function plainLine(text: string): string {
  return text
    .slice(0, 400)
    .replace(/\[@?([^\]]+)\]\(mention:[^)]*\)/g, '@$1')
    .replace(/\[([^\]]+)\]\((?:https?|mailto|tel):[^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
