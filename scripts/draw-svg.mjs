// Has Electron draw SVG as PNG, in a private desktop: Chromium draws them exactly as it would on the screen.
import { mkdtempSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInDesktop } from './desktop-session.mjs'
import { electronRuntime } from './electron-runtime.mjs'

const RENDERER = fileURLToPath(new URL('render-svg.mjs', import.meta.url))

/** Writes each `{ file, svg, pixels, high }`: so many pixels wide, and as high or square. Resolves with the exit code. */
export async function drawSvg(drawings) {
  const folder = mkdtempSync(join(tmpdir(), 'perch-drawings-'))
  const list = join(folder, 'drawings.json')
  await writeFile(list, JSON.stringify(drawings))
  try {
    const { executable } = await electronRuntime()
    return await runInDesktop(executable, [RENDERER, list])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
