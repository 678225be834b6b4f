import { describe, expect, it } from 'vitest'
import { bundledLicences } from '../../scripts/licences.mjs'

describe('licences of what is inside Perch', () => {
  const papers = bundledLicences(process.cwd())
  const nameOf = ({ name }: { name: string }): string => name

  it('F20 names what the window and main are built of, and what that brings along; not what only builds and tests', () => {
    const names = papers.map(nameOf)
    expect(names).toEqual(
      expect.arrayContaining(['react', 'scheduler', 'dompurify', 'libsql', '@github/keytar', 'undici', 'zod']),
    )
    for (const tool of ['vitest', 'playwright', 'eslint', 'typescript', 'electron']) expect(names).not.toContain(tool)
  })

  it('F20 each once, with a version and a licence; those that run have its text', () => {
    expect(new Set(papers.map(({ name, version }) => `${name}@${version}`)).size).toBe(papers.length)
    expect(papers.filter(({ version, licence }) => version === '' || licence === '')).toEqual([])
    const silent = papers.filter(({ text }) => text === '').map(nameOf)
    // These name their licence and bring no words of it.
    expect(silent.filter((name) => !name.startsWith('@libsql/') && name !== 'lazy-val')).toEqual([])
  })
})
