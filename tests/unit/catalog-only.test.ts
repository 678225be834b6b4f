/** Texts in the window come from the catalogs, and its sides are those of the writing: read from the sources, file by file. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../src-renderer')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })

/** Read aloud or seen by people. */
const SPOKEN = new Set([
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'label',
  'text',
  'hint',
  'help',
  'name',
  'aria-description',
])
/** Names that are the same in every language, and examples of addresses. */
const SAME = /^(Perch|Chatwoot|Electron|Chromium|Node|POST|https:\/\/|[\w.-]+\.example(\.com)?)$/

/** Two letters in a row are a word. */
const isWords = (text: string): boolean => /\p{L}{2}/u.test(text) && !SAME.test(text.trim())

function strangersIn(path: string, source: string): string[] {
  const found: string[] = []
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const note = (node: ts.Node, text: string): void => {
    if (!isWords(text)) return
    const { line } = file.getLineAndCharacterOfPosition(node.getStart())
    found.push(`${path}:${line + 1} ${text.trim()}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text)
    if (
      ts.isJsxExpression(node) &&
      node.expression &&
      ts.isStringLiteralLike(node.expression) &&
      !ts.isJsxAttribute(node.parent)
    )
      note(node, node.expression.text)
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer))
      if (/^[A-Z]|\s/.test(node.initializer.text)) note(node, node.initializer.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

describe('words of the window', () => {
  it('F20 each text between tags, and each name for a screen reader, is of the catalogs', () => {
    const parts = files.filter((path) => path.endsWith('.tsx'))
    expect(parts.length).toBeGreaterThan(100)
    expect(parts.flatMap((path) => strangersIn(path, readFileSync(join(root, path), 'utf8')))).toEqual([])
  })

  it('F20 the look-out for them sees what it should', () => {
    const source = '<p title="Send now" aria-label={t(x)}>Hello {"you there"} <b>{name}</b> <i className="Big box">·</i></p>'
    expect(strangersIn('a.tsx', source)).toEqual(['a.tsx:1 Send now', 'a.tsx:1 Hello', 'a.tsx:1 you there'])
  })
})

describe('sides', () => {
  const PHYSICAL =
    /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear):\s*(?:left|right)\b/
  /** Four sides of which the second and the fourth differ: written from left to right only. */
  const lopsided = (rule: string): boolean => {
    const [, right, left] = /(?:^|\s)(?:padding|margin|inset|border-width):\s*\S+ (\S+) \S+ (\S+);/.exec(rule) ?? []
    return right !== left
  }

  it('F20 a style sheet says start and end, so that it reads from right to left too', () => {
    const styles = files.filter((path) => path.endsWith('.css'))
    const found = styles.flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .replace(/\/\*[^]*?\*\//g, '')
        .split('\n')
        .filter((line) => PHYSICAL.test(line) || lopsided(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
    expect(found).toEqual([])
  })
})
