/**
 * The policy file of managed machines (docs/MANAGED.md). Where it lies is fixed: a variable of the environment could be set by
 * whoever starts Perch. Only a file that nobody but the administrator can write is believed.
 */
import { readFileSync, statSync, type Stats } from 'node:fs'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { settingsSchema } from '../../src-preload/contract/schemas/app'
import { managedFeature, type PolicyProblem, updateRule } from '../../src-preload/contract/schemas/managed'
import { type FixedSettings, NO_POLICY, type Policy } from '../core/managed'
import type { Log } from '../core/ports'

const LONGEST = 65_536
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

const FILES: Partial<Record<NodeJS.Platform, string>> = {
  linux: '/etc/perch/policy.json',
  darwin: '/Library/Application Support/Perch/policy.json',
  win32: 'C:\\ProgramData\\Perch\\policy.json',
}

/** As profiles keep it: no name, no question, no stroke at the end. */
function baseOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && `${url.username}${url.search}${url.hash}` === ''
  return isPlain ? url.origin + url.pathname.replace(/\/+$/, '') : null
}

/** 64 hex digits, with colons or spaces between them or without. */
function fingerprint(text: string, context: z.RefinementCtx): string {
  const digits = text.replace(/[:\s]/g, '').toUpperCase()
  if (/^[0-9A-F]{64}$/.test(digits)) return (digits.match(/../g) ?? []).join(':')
  context.addIssue({ code: 'custom' })
  return z.NEVER
}

const { playbook, historyDays, claimByAnswering, undoMs } = settingsSchema.shape

/** Each key stands alone: one that is wrong makes only itself strict. */
const KEYS = {
  server: z
    .string()
    .max(2_000)
    .transform((text, context) => {
      const base = baseOf(text)
      if (base === null) context.addIssue({ code: 'custom' })
      return base ?? z.NEVER
    }),
  serverKeys: z.array(z.string().max(200).transform(fingerprint)).min(1).max(10),
  caFile: z.string().refine(isAbsolute),
  updates: updateRule,
  alertPrivacy: z.enum(['text', 'name', 'nothing']),
  off: z.array(managedFeature).max(20),
  playbook,
  historyDays,
  claimByAnswering,
  undoMs,
} as const
type Key = keyof typeof KEYS
type Read = { [K in Key]?: z.infer<(typeof KEYS)[K]> }

/** What counts for a key that is wrong. A root that cannot be read is none: connections fail and say so. */
const STRICTEST = {
  server: false,
  serverKeys: false,
  updates: 'off',
  alertPrivacy: 'nothing',
  off: managedFeature.options,
} as const

export interface PolicyNeeds {
  file: string | null
  /** Whether a file of this kind is the administrator's alone. */
  isTrusted: (stat: Pick<Stats, 'uid' | 'mode'>) => boolean
  log: Log
}

/** Where the policy is looked for. `PERCH_POLICY` counts in a checkout only, for tests: a packaged Perch does not look at it. */
export function policyPlace(isPackaged: boolean): Omit<PolicyNeeds, 'log'> {
  const own = isPackaged ? undefined : process.env['PERCH_POLICY']
  if (own !== undefined) return { file: own, isTrusted: () => true }
  return { file: FILES[process.platform] ?? null, isTrusted: isAdministrators }
}

/** Windows has no such bits; the folder of all programs' data is kept by the system's own rights there. */
export function isAdministrators({ uid, mode }: Pick<Stats, 'uid' | 'mode'>): boolean {
  return process.platform === 'win32' || (uid === 0 && (mode & 0o022) === 0)
}

/** Reads it; never throws. No file: nobody manages this machine. */
export function readPolicy({ file, isTrusted, log }: PolicyNeeds): Policy {
  if (file === null) return NO_POLICY
  const text = textOf(file, isTrusted)
  if (text === null) return NO_POLICY
  const policy = typeof text === 'string' ? understand(text, file) : broken(file, [{ key: null, reason: text.reason }])
  log.info('policy', { problems: policy.problems.length, off: policy.off.length, server: policy.server !== null })
  return policy
}

function textOf(file: string, isTrusted: PolicyNeeds['isTrusted']): string | null | Pick<PolicyProblem, 'reason'> {
  try {
    const stat = statSync(file)
    if (!stat.isFile() || stat.size > LONGEST) return { reason: 'unreadable' }
    return isTrusted(stat) ? readFileSync(file, 'utf8') : { reason: 'open-to-others' }
  } catch (error: unknown) {
    const { code } = error as { code?: unknown }
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : { reason: 'unreadable' }
  }
}

function understand(text: string, file: string): Policy {
  const parsed = jsonObject(text)
  if (parsed === null) return broken(file, [{ key: null, reason: 'not-json' }])
  const problems: PolicyProblem[] = []
  const read: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(parsed)) {
    const found = Object.hasOwn(KEYS, key) ? KEYS[key as Key].safeParse(value) : null
    if (found?.success === true) read[key] = found.data
    else problems.push({ key: key.slice(0, 100), reason: found === null ? 'unknown' : 'bad-value' })
  }
  return made(read, problems, file)
}

function jsonObject(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}

function made(read: Read, found: PolicyProblem[], file: string): Policy {
  const { server, serverKeys, caFile, updates, alertPrivacy, off, ...fixed } = read
  const roots = caFile === undefined ? [] : rootsOf(caFile)
  // Keys of which server? One without encryption shows none.
  const isLost = serverKeys !== undefined && server?.startsWith('https:') !== true
  const problems: PolicyProblem[] = [
    ...found,
    ...(roots === null ? [{ key: 'caFile', reason: 'unreadable' } as const] : []),
    ...(isLost ? [{ key: 'serverKeys', reason: 'bad-value' } as const] : []),
  ]
  // An unknown key may be any other one, misspelt: all that is not said counts as meant.
  const isStrict = (key: Key): boolean =>
    problems.some((one) => one.key === key || one.key === null || one.reason === 'unknown')
  const or = <T>(key: Key, value: T | undefined, strictest: T): T | null => value ?? (isStrict(key) ? strictest : null)
  return {
    file,
    server: or<Policy['server']>('server', server, STRICTEST.server),
    serverKeys: or<Policy['serverKeys']>('serverKeys', isLost ? undefined : serverKeys, STRICTEST.serverKeys),
    roots: roots ?? [],
    updates: or('updates', updates, STRICTEST.updates),
    alertPrivacy: or('alertPrivacy', alertPrivacy, STRICTEST.alertPrivacy),
    settings: fixed satisfies FixedSettings,
    off: or('off', off, [...STRICTEST.off]) ?? [],
    problems,
  }
}

function broken(file: string, problems: PolicyProblem[]): Policy {
  return made({}, problems, file)
}

function rootsOf(file: string): string[] | null {
  try {
    return readFileSync(file, 'utf8').match(CERTIFICATE)
  } catch {
    return null
  }
}
