/**
 * What is published: `<channel>-<system>.yml` as electron-builder writes it, and beside it `.sig`, an Ed25519 signature by the
 * maker of Perch. Linux knows no signature of programs, so this one is all there is; nothing of a manifest is used before it
 * was checked, not even its version. The file's name is signed with it: a beta is not passed off as stable.
 */
import { createPublicKey, verify } from 'node:crypto'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import { z } from 'zod'
import type { UpdateChannel, UpdateFault } from '../../core/updates/port'

/** A file lies beside its manifest, never somewhere else. */
const fileName = z.string().regex(/^[\w][\w .+()-]*$/)
const manifest = z.looseObject({
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  files: z.array(z.looseObject({ url: fileName, sha512: z.base64().length(88), size: z.number().int().positive() })).min(1),
  path: z.string(),
  sha512: z.string(),
  releaseDate: z.coerce.string(),
  stagingPercentage: z.number().min(0).max(100).optional(),
})
export type Manifest = z.infer<typeof manifest>

/** electron-builder calls the stable channel `latest`, and names only systems and processors that are not the usual ones. */
export function manifestName(channel: UpdateChannel, { platform, arch }: { platform: NodeJS.Platform; arch: string }): string {
  const system = { darwin: '-mac', linux: arch === 'x64' ? '-linux' : `-linux-${arch}` }[platform as 'darwin' | 'linux'] ?? ''
  return `${channel === 'stable' ? 'latest' : channel}${system}.yml`
}

/** The bytes that are signed: the name, a line break, the file. */
export function signedBytes(name: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${name}\n`), bytes])
}

interface Published {
  name: string
  bytes: Uint8Array
  /** Base64, as it lies in `.sig`. */
  signature: Uint8Array
}

/** The manifest, or why it is not believed. `key`: SPKI in base64. */
export function openManifest({ name, bytes, signature }: Published, key: string): Manifest | UpdateFault {
  if (!isSigned({ name, bytes, signature }, key)) return 'unsigned'
  const parsed = manifest.safeParse(readYaml(name, bytes))
  return parsed.success ? parsed.data : 'unreadable'
}

function isSigned({ name, bytes, signature }: Published, key: string): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
  const given = Buffer.from(Buffer.from(signature).toString('latin1').trim(), 'base64')
  return publicKey.asymmetricKeyType === 'ed25519' && verify(null, signedBytes(name, bytes), publicKey, given)
}

function readYaml(name: string, bytes: Uint8Array): unknown {
  try {
    return parseUpdateInfo(Buffer.from(bytes).toString('utf8'), name, new URL(`https://perch.example/${name}`))
  } catch (error: unknown) {
    if (error instanceof Error) return null
    throw error
  }
}
