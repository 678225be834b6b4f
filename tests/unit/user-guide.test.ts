/** The user guide quotes the window: a word that stands otherwise there, a key that does nothing, a picture that is gone. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import { defaultSettings } from '../../src-main/core/settings'
import { parseQuery } from '../../src-main/core/search/query'
import { actionIds, shortcutOf } from '../../src-renderer/key-table'

const folder = join(import.meta.dirname, '../../docs/user-guide')
const guides = [
  { name: 'en', catalog: en as Record<string, string> },
  { name: 'ru', catalog: ru as Record<string, string> },
]
const read = (name: string) => readFileSync(join(folder, `${name}.md`), 'utf8')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
/** What a key looks like: a letter, a sign, a name, with or without Ctrl and Shift. */
const KEY = /^(?:Ctrl\+)?(?:Shift\+)?(?:[A-Z]|[/?.,]|Enter|Space)$/
const keys = new Set([...actionIds.flatMap((id) => shortcutOf(id).keys), defaultSettings.quickKey])

describe.each(guides)('the user guide in $name', ({ name, catalog }) => {
  const text = read(name)
  const words = new Set(Object.values(catalog))

  it('F12 each word in bold stands in the window like that', () => {
    const quoted = found(text, /\*\*([^*]+)\*\*/g).filter((word) => !/^(bold|жирным)$/.test(word))
    expect(quoted.length).toBeGreaterThan(60)
    expect(quoted.filter((word) => !words.has(word))).toEqual([])
  })

  it('F15 each key does something', () => {
    const quoted = found(text, /`([^`]+)`/g).filter((key) => KEY.test(key))
    expect(quoted.length).toBeGreaterThan(20)
    expect(quoted.filter((key) => !keys.has(key))).toEqual([])
  })

  it('F11 each filter of the search is one', () => {
    const quoted = found(text, /`(\p{L}+:[^`]+)`/gu).filter((filter) => !filter.startsWith('http'))
    expect(quoted).toHaveLength(6)
    const asked = quoted.map((filter) => parseQuery(filter, Date.UTC(2026, 10, 27)))
    expect(asked.map(({ filters }) => filters.map(({ ok }) => ok))).toEqual(quoted.map(() => [true]))
  })

  it('F12 each picture and each paper it leads to is there', () => {
    const places = found(text, /\]\(([^)#]+)[^)]*\)/g)
    expect(places.length).toBeGreaterThan(8)
    expect(places.filter((place) => !existsSync(join(folder, place)))).toEqual([])
  })
})

describe('both languages of the user guide', () => {
  it('F20 have the same parts, tables and keys', () => {
    const shape = (text: string) => [
      text.match(/^#+/gm),
      text.match(/^\|/gm)?.length,
      found(text, /`([^`]+)`/g).filter((key) => KEY.test(key)),
    ]
    expect(shape(read('ru'))).toEqual(shape(read('en')))
  })
})
