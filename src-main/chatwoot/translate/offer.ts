/** What bots, forms and surveys ask, and what was answered (FACTS §3.4: `items`, `submitted_values`, `story_*`, `is_unsupported`). */
import type { Offer } from '../../../src-preload/contract/offer'
import { at } from '../wire/parts'

type Row = Record<string, unknown>

/** More than anybody offers; a hostile message does not fill the screen. */
const MOST = 50
const LONGEST = 2_000

/** Undefined: the message offers nothing and says nothing special. */
export function toOffer(attributes: Row): Offer | undefined {
  const answers = answersOf(attributes)
  const offered = listOf(attributes['items']).map((item) => ({
    title: textOf(item, 'title', 'label', 'name'),
    text: textOf(item, 'description', 'placeholder'),
    url:
      textOf(item, 'link') ||
      textOf(listOf(item['actions']).find((action) => textOf(action, 'uri') !== '') ?? {}, 'uri') ||
      null,
  }))
  const rating = ratingOf(attributes)
  const unsupported = attributes['is_unsupported'] === true
  const story = ['story_id', 'story_url', 'story_sender'].some((key) => textOf(attributes, key) !== '')
  const isNothing = offered.length + answers.length === 0 && rating === null && !unsupported && !story
  return isNothing ? undefined : { offered, answers, rating, unsupported, story }
}

/** Choices come as a list, an e-mail address by itself, a survey as an object. */
function answersOf(attributes: Row): Offer['answers'] {
  const submitted = attributes['submitted_values']
  const rows = listOf(submitted).map((row) => ({
    title: textOf(row, 'title', 'name'),
    text: textOf(row, 'value'),
  }))
  const words = textOf(survey(attributes), 'feedback_message')
  const email = textOf(attributes, 'submitted_email')
  return [...rows, ...[words, email].filter((text) => text !== '').map((text) => ({ title: '', text }))]
}

function survey(attributes: Row): Row {
  const answer = at(attributes, 'submitted_values', 'csat_survey_response')
  return typeof answer === 'object' && answer !== null ? (answer as Row) : {}
}

function ratingOf(attributes: Row): number | null {
  const { rating } = survey(attributes)
  return typeof rating === 'number' && Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : null
}

function listOf(value: unknown): Row[] {
  if (!Array.isArray(value)) return []
  return value.filter((row): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row)).slice(0, MOST)
}

/** The first of these keys that has words. */
function textOf(row: Row, ...keys: string[]): string {
  for (const key of keys) {
    const value = row[key]
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, LONGEST)
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  }
  return ''
}
