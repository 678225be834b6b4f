/** How this copy of Perch gets newer versions, told by how it was installed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { UpdateWay } from '../../core/updates/port'

/** Where versions are published, and whose signature they carry; null: this build was made without. */
export interface Publisher {
  homepage: string
  /** An Ed25519 public key, SPKI in base64. */
  key: string
}

/** `.example` stands for "nowhere yet" (RFC 2606): package.json has it until Perch has a home. */
const packageJson = z.object({
  homepage: z.url().refine((url) => !new URL(url).hostname.endsWith('.example')),
  updateKey: z.string().min(1),
})

/** Of the package.json beside the program: the one place where both are written. */
export function readPublisher(appFolder: string): Publisher | null {
  const parsed = packageJson.safeParse(JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')))
  return parsed.success ? { homepage: parsed.data.homepage, key: parsed.data.updateKey } : null
}

interface Copy {
  platform: NodeJS.Platform
  isPackaged: boolean
  env: Record<string, string | undefined>
  /** Of the program. */
  path: string
  publisher: Publisher | null
}

/** A checkout, or a build without a publisher, does not look at all. */
export function updateWay({ platform, isPackaged, env, path, publisher }: Copy): UpdateWay {
  if (!isPackaged || publisher === null) return 'none'
  if (platform === 'win32') return env['PORTABLE_EXECUTABLE_DIR'] === undefined ? 'self' : 'hand'
  if (platform === 'darwin') return 'self'
  if (env['FLATPAK_ID'] !== undefined || env['SNAP'] !== undefined) return 'package'
  if (env['APPIMAGE'] !== undefined) return 'self'
  return /^\/(opt|usr)\//.test(path) ? 'package' : 'hand'
}
