/** Papers that name files which are gone are worse than none: somebody will believe them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const NOT_OURS = new Set(['node_modules', 'out', 'dist', 'artifacts', '.git'])
const files = walk('')

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? walk(path) : [path]
  })
}

const papers = files.filter((file) =>
  /^((?:README|CONTRIBUTING|CHANGELOG)\.md|docs\/.*\.md|(src-|tests|scripts).*\/README\.md)$/.test(file),
)
const NAMED = /`([\w./-]+\.(?:tsx?|mjs|cjs|html|css))`/g
/** Made by the build, at run time, or by whoever follows the paper. */
const MADE = new Set(['index.cjs', 'main.js', 'connector.mjs'])

function isThere(named: string, paper: string): boolean {
  if (MADE.has(basename(named)) || existsSync(join(root, paper, '..', named))) return true
  // Papers speak of rooms without the folder they lie in.
  return files.some((file) => file === named || file.endsWith(`/${named}`))
}

describe('the papers', () => {
  it.each(papers)('HOUSE §2 %s names files that exist', (paper) => {
    const named = [...readFileSync(join(root, paper), 'utf8').matchAll(NAMED)].map((match) => match[1] ?? '')
    expect(named.filter((name) => !isThere(name, paper))).toEqual([])
  })

  it('HOUSE §8 every rule of SECURITY.md has a proof, or says why not', () => {
    // The threats come first: they name no files.
    const [, ...rooms] = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8').split(/^## (?=The page)/m)
    const rows = rooms.join('').match(/^\| (?!rule ).* \|$/gm) ?? []
    const isProved = (proof: string): boolean => /\.test\.tsx?`|`npm run lint`|^none/.test(proof)
    const unproved = rows.filter((row) => !isProved(row.split(' | ')[2] ?? ''))
    expect(rows.length).toBeGreaterThan(50)
    expect(unproved).toEqual([])
  })

  it('G1 G12 each row of the guide is proved by tests that name it', () => {
    const rows = readFileSync(join(root, 'docs/GUIDE-COVERAGE.md'), 'utf8').match(/^\| G\d+ .*\|$/gm) ?? []
    expect(rows).toHaveLength(12)
    for (const row of rows) {
      const [, name = '', proof = ''] = /^\| (G\d+) .*\| ([^|]*) \|$/.exec(row) ?? []
      const named = [...proof.matchAll(NAMED)].map((match) => match[1] ?? '')
      const silent = named.filter((test) => !files.some((file) => file.endsWith(test) && proves(file, name)))
      expect([name, named.length > 0, silent]).toEqual([name, true, []])
    }
  })
})

/** A title begins with its rows: `'G8 G9 a …`. */
function proves(file: string, row: string): boolean {
  return new RegExp(`['"\`](?:[A-Z]\\d+ )*${row} `).test(readFileSync(join(root, file), 'utf8'))
}
