import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import { updateChannel, updateFault, updateWay } from '../../src-preload/contract/schemas/update'

const root = join(import.meta.dirname, '../..')
const catalogs: Record<string, Record<string, string>> = { en, ru }
const PLURAL = /_(one|few|many|other)$/
const base = (key: string) => key.replace(PLURAL, '')
const bases = (catalog: Record<string, string>) => [...new Set(Object.keys(catalog).map(base))].sort()
const forms = (catalog: Record<string, string>, key: string) =>
  Object.keys(catalog)
    .filter((each) => base(each) === key)
    .map((each) => each.slice(key.length + 1))
    .sort()
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(path) ? [path] : []
  })
}

describe('the catalogs', () => {
  it('F20 both languages have the same keys', () => {
    expect(bases(ru)).toEqual(bases(en))
  })

  it('F20 plurals have every form their language needs', () => {
    for (const key of bases(en)) {
      const isPlural = forms(en, key).some((form) => form !== '')
      expect([key, forms(en, key)]).toEqual([key, isPlural ? ['one', 'other'] : ['']])
      expect([key, forms(ru, key)]).toEqual([key, isPlural ? ['few', 'many', 'one', 'other'] : ['']])
    }
  })

  it('F20 no text is empty, has a long dash in English, or loses a value in translation', () => {
    for (const [language, catalog] of Object.entries(catalogs)) {
      for (const [key, text] of Object.entries(catalog)) {
        expect([key, text.trim() !== '']).toEqual([key, true])
        if (language === 'en') expect([key, /—|!/.test(text)]).toEqual([key, false])
      }
    }
    for (const key of bases(en)) {
      const of = (catalog: Record<string, string>) => holes(catalog[`${key}_other`] ?? catalog[key] ?? '')
      expect([key, of(ru)]).toEqual([key, of(en)])
    }
  })

  it('F20 every key the window names is there', () => {
    const known = new Set(bases(en))
    const missing = sources('src-renderer').flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return [...text.matchAll(/\b(?:t|say)\(\s*'([\w.-]+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((key) => !known.has(key))
        .map((key) => `${path}: ${key}`)
    })
    expect(missing).toEqual([])
  })

  it('F20 keys put together at run time have all their endings', () => {
    const known = new Set(bases(en))
    const families: Record<string, string[]> = {
      'link.': ['live', 'connecting', 'catching-up', 'polling', 'paused', 'signed-out'],
      'view.': ['mine', 'unassigned', 'waiting', 'mentions', 'participating', 'snoozed', 'drafts', 'all', 'inbox'],
      'empty.': ['unassigned', 'waiting', 'mentions', 'participating', 'snoozed', 'drafts', 'all', 'inbox'],
      'list.mark.': ['not-sent', 'held', 'kept', 'draft'],
      'error.': ['offline', 'signed-out', 'not-found', 'needs-admin', 'invalid-request', 'throttled', 'refused', 'internal'],
      'reason.': [
        'offline',
        'throttled',
        'signed-out',
        'server-error',
        'no-answer',
        'refused',
        'too-large',
        'gave-up',
        'conversation-gone',
      ],
      'updates.fault.': updateFault.options,
      'updates.way.': updateWay.options,
      'updates.channel.': updateChannel.options,
    }
    for (const [prefix, endings] of Object.entries(families)) {
      for (const ending of endings)
        expect([`${prefix}${ending}`, known.has(`${prefix}${ending}`)]).toEqual([`${prefix}${ending}`, true])
    }
  })
})
