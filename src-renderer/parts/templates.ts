/**
 * Templates of a channel: what has to be filled in, what the customer reads then, and which fit what was typed (M14). Pure. The
 * stored words of the message are those of the body, as the dashboard makes them.
 */
import type { MessageTemplate, TemplateUse } from '../../src-preload/contract/message-template'
import { fuzzy, type Hit, plainLetters } from './fuzzy'
import { plainValue } from './variables'

/** By the names of the places. */
export type Values = Readonly<Record<string, string>>

/** A stretch of a template. `place` is null for its own words; a place without a value keeps its braces. */
export interface TemplatePiece {
  text: string
  place: string | null
  isFilled: boolean
}

const PLACE = /\{\{\s*([^{}]+?)\s*\}\}/g

/** Names of the places, each once, in the order of the text. */
export function placesOf({ body }: Pick<MessageTemplate, 'body'>): string[] {
  return [...new Set([...body.matchAll(PLACE)].map(([, name = '']) => name))]
}

/** As it goes: one line, for no channel takes a line break in a value, and nothing in it asks the server for another value. */
export function sentValue(value: string | undefined): string {
  return (plainValue(value) ?? '').replace(/\s+/g, ' ').trim()
}

const valueOf = (values: Values, name: string): string => (Object.hasOwn(values, name) ? sentValue(values[name]) : '')

/** Places that have no value yet. */
export function missingIn(template: Pick<MessageTemplate, 'body'>, values: Values): string[] {
  return placesOf(template).filter((name) => valueOf(values, name) === '')
}

/** The body in stretches, with its values. */
export function templatePieces({ body }: Pick<MessageTemplate, 'body'>, values: Values): TemplatePiece[] {
  const pieces: TemplatePiece[] = []
  let behind = 0
  for (const match of body.matchAll(PLACE)) {
    const [whole, place = ''] = match
    if (match.index > behind) pieces.push({ text: body.slice(behind, match.index), place: null, isFilled: false })
    behind = match.index + whole.length
    const value = valueOf(values, place)
    pieces.push({ text: value === '' ? whole : value, place, isFilled: value !== '' })
  }
  if (behind < body.length) pieces.push({ text: body.slice(behind), place: null, isFilled: false })
  return pieces
}

/** What the customer reads. */
export function filledText(template: Pick<MessageTemplate, 'body'>, values: Values): string {
  return templatePieces(template, values)
    .map(({ text }) => text)
    .join('')
}

/** Begins one, with what was typed for places of the same name. */
export function begin({ name, language, category, namespace }: MessageTemplate, values: Values = {}): TemplateUse {
  return { name, language, category, namespace, values: { ...values } }
}

/** As it goes: its own places and no others, in their order, which old servers count by (FACTS §3.4). */
export function sentUse(template: MessageTemplate, values: Values): TemplateUse {
  const own = placesOf(template).map((name) => [name, valueOf(values, name)] as const)
  return begin(template, Object.fromEntries(own))
}

/** The one that was begun; undefined: the inbox no longer has it. */
export function templateOf(templates: readonly MessageTemplate[], use: TemplateUse | null): MessageTemplate | undefined {
  return templates.find(({ name, language }) => name === use?.name && language === use.language)
}

/** One that fits. `hits`: which letters of its name were typed. */
export interface FoundTemplate {
  template: MessageTemplate
  hits: Hit[]
}

/** Words of the text count less than any name. */
const [IN_TEXT, LEAST_OF_TEXT] = [10, 2]
/** Names are written with underscores; spaces are typed. */
const asTyped = (name: string): string => name.replace(/_/g, ' ')

/** Best first, by name and then by text; what can be filled in here before what cannot. Nothing typed: all, by name. */
export function findTemplates(all: readonly MessageTemplate[], query: string): FoundTemplate[] {
  const typed = asTyped(query.trim())
  const found = all.flatMap((template) => {
    const fit = fuzzy(typed, asTyped(template.name))
    const score = fit?.score ?? (isInText(template, typed) ? IN_TEXT : null)
    return score === null ? [] : [{ template, hits: fit?.hits ?? [], score }]
  })
  const isLast = ({ template }: FoundTemplate) => Number(template.needs !== null)
  return found.sort(
    (a, b) =>
      isLast(a) - isLast(b) ||
      b.score - a.score ||
      a.template.name.localeCompare(b.template.name) ||
      a.template.language.localeCompare(b.template.language),
  )
}

function isInText({ header, body }: MessageTemplate, typed: string): boolean {
  const text = plainLetters(`${header ?? ''} ${body}`)
  const words = plainLetters(typed).split(/\s+/).filter(Boolean)
  return typed.length >= LEAST_OF_TEXT && words.every((word) => text.includes(word))
}

/** The language of a template in that of the window; what is no language stays as it is. */
export function languageName(code: string, own: string): string {
  if (code === '') return ''
  try {
    return new Intl.DisplayNames([own], { type: 'language' }).of(code.replace(/_/g, '-')) ?? code
  } catch (error: unknown) {
    if (error instanceof RangeError) return code
    throw error
  }
}
