import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const repository = resolve(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)
const configuration = require('../../.dependency-cruiser.cjs') as IFlattenedRuleSet & {
  forbidden: { name: string }[]
  options: Record<string, unknown>
}

/** One violation for each rule: the files of a tiny house in which only that wall is broken. */
const violations: Record<string, Record<string, string>> = {
  'no-cycles': {
    'src-main/index.ts': "import './core/a'",
    'src-main/core/a.ts': "import { b } from './b'\nexport const a: () => unknown = () => b",
    'src-main/core/b.ts': "import { a } from './a'\nexport const b: () => unknown = () => a",
  },
  'nothing-unresolved': { 'src-main/index.ts': "import './nowhere'" },
  'no-orphans': { 'src-main/core/alone.ts': 'export const alone = 1' },
  'core-is-pure': { 'src-main/core/a.ts': "import '../store/b'", 'src-main/store/b.ts': 'export const b = 1' },
  'core-has-no-node': { 'src-main/core/a.ts': "import 'node:fs'" },
  'adapters-do-not-meet-chatwoot': {
    'src-main/chatwoot/a.ts': "import '../store/b'",
    'src-main/store/b.ts': 'export const b = 1',
  },
  'adapters-do-not-meet-store': {
    'src-main/store/a.ts': "import '../chatwoot/b'",
    'src-main/chatwoot/b.ts': 'export const b = 1',
  },
  'adapters-do-not-meet-desktop': { 'src-main/desktop/a.ts': "import '../ipc/b'", 'src-main/ipc/b.ts': 'export const b = 1' },
  'adapters-do-not-meet-ipc': { 'src-main/ipc/a.ts': "import '../desktop/b'", 'src-main/desktop/b.ts': 'export const b = 1' },
  'terminal-has-no-desktop': {
    'src-main/terminal/a.ts': "import '../desktop/b'",
    'src-main/desktop/b.ts': 'export const b = 1',
  },
  'contract-stands-alone': { 'src-preload/contract/a.ts': "import 'undici'" },
  'preload-is-a-doorway': { 'src-preload/index.ts': "import 'zod'" },
  'window-knows-only-the-contract': {
    'src-renderer/main.tsx': "import '../src-main/core/a'",
    'src-main/core/a.ts': 'export const a = 1',
  },
  'window-has-no-node': { 'src-renderer/main.tsx': "import 'node:path'" },
  'rooms-do-not-meet': {
    'src-renderer/rooms/inbox/a.tsx': "import '../outbox/b'",
    'src-renderer/rooms/outbox/b.tsx': 'export const b = 1',
  },
  'parts-are-dumb': { 'src-renderer/parts/a.tsx': "import '../bridge/b'", 'src-renderer/bridge/b.ts': 'export const b = 1' },
  'electron-only-in-desktop': { 'src-main/chatwoot/a.ts': "import 'electron'" },
  'sql-only-in-store': { 'src-main/chatwoot/a.ts': "import 'kysely'" },
  'net-only-in-chatwoot': { 'src-main/desktop/a.ts': "import 'undici'" },
  'keytar-only-in-vault': { 'src-main/desktop/a.ts': "import 'keytar'" },
  'nothing-imports-tests': { 'src-main/index.ts': "import '../tests/a'", 'tests/a.ts': 'export const a = 1' },
}

describe('the walls', () => {
  let house = ''
  afterEach(() => rmSync(house, { recursive: true, force: true }))

  const brokenRules = async (files: Record<string, string>): Promise<string[]> => {
    house = mkdtempSync(join(tmpdir(), 'walls-'))
    symlinkSync(join(repository, 'node_modules'), join(house, 'node_modules'))
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, file)), { recursive: true })
      writeFileSync(join(house, file), `${text}\n`)
    }
    const roots = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? file))]
    const { output } = await cruise(roots, { ...configuration.options, baseDir: house, ruleSet: configuration, validate: true })
    return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name)
  }

  it('HOUSE §2 every rule of the dependency walls has a seeded violation', () => {
    expect(Object.keys(violations).sort()).toEqual(configuration.forbidden.map((rule) => rule.name).sort())
  })

  it.each(Object.entries(violations))('HOUSE §2 %s catches its violation', async (rule, files) => {
    expect(await brokenRules(files)).toContain(rule)
  })

  it('HOUSE §2 a house without a broken wall passes', async () => {
    const files = {
      'src-main/index.ts': "import './core/a'\nimport './chatwoot/b'",
      'src-main/core/a.ts': "import type {} from '../../src-preload/contract/ids'\nexport const a = 1",
      'src-main/chatwoot/b.ts': "import 'undici'\nimport '../core/a'",
      'src-preload/contract/ids.ts': "import 'zod'",
    }
    expect(await brokenRules(files)).toEqual([])
  })
})
