/** Main speaks in keys: what it can name must have words, or the agent reads "secret-gone". */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'

const root = join(import.meta.dirname, '../../src-main')
const all = (path: string, pattern: RegExp) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(pattern)].map((match) => match[1] ?? '')
const words = new Set(Object.keys(en).map((key) => key.replace(/_(one|other)$/, '')))
const missing = (keys: string[]) => [...new Set(keys)].filter((key) => !words.has(key)).sort()

describe('keys of main in words', () => {
  it('F2 every reason why a reply waits, is held or failed', () => {
    const keys = [
      ...all('core/outbox/next-step.ts', /key: '([\w-]+)'/g),
      ...all('core/outbox/guard.ts', /because\('([\w-]+)'/g),
    ]
    expect(keys.length).toBeGreaterThan(10)
    expect(missing(keys.map((reason) => `reason.${reason}`))).toEqual([])
  })

  it('F19 every reason why an account cannot be opened', () => {
    const reasons = all('core/profiles.ts', /reason: '([\w-]+)'/g)
    expect(reasons.length).toBeGreaterThan(1)
    expect(missing(reasons.map((reason) => `reason.${reason}`))).toEqual([])
  })

  it('F1 every notice', () => {
    const notices = ['hall.ts', 'office.ts'].flatMap((file) => all(file, /key: '(notice\.\w+)'/g))
    expect(notices.length).toBeGreaterThan(1)
    expect(missing(notices)).toEqual([])
  })
})
