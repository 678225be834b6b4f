// `node scripts/draw-icons.mjs`: draws the PNGs in resources/ from their SVG. The PNGs are committed, so
// only somebody who changes a drawing needs to run it.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawSvg } from './draw-svg.mjs'
import { REPOSITORY } from './places.mjs'
import { main, say, step } from './progress.mjs'
import { THEMES, trayIcon } from './tray-shapes.mjs'

const RESOURCES = join(REPOSITORY, 'resources')
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const PLAIN_STATES = ['idle', 'unread', 'off', 'paused']
const COUNTING_STATES = ['calm', 'amber', 'red']
/** The name in the file and what is drawn. */
const COUNTS = { ...Object.fromEntries([...'123456789'].map((count) => [count, count])), '9plus': '9+' }

/** resources/tray/<state>[-<count>]-<theme>-<pixels>.png */
function trayDrawings() {
  const plain = PLAIN_STATES.map((state) => ({ state, name: state }))
  const counting = COUNTING_STATES.flatMap((state) =>
    Object.entries(COUNTS).map(([suffix, count]) => ({ state, count, name: `${state}-${suffix}` })),
  )
  const sizes = [16, 22, 32, 44]
  return [...plain, ...counting].flatMap((icon) =>
    Object.keys(THEMES).flatMap((theme) =>
      sizes.map((pixels) => ({
        file: join(RESOURCES, 'tray', `${icon.name}-${theme}-${pixels}.png`),
        svg: trayIcon({ ...icon, theme, grid: pixels % 16 === 0 ? 16 : 22 }),
        pixels,
      })),
    ),
  )
}

async function appDrawings() {
  const svg = await readFile(join(RESOURCES, 'icons', 'perch.svg'), 'utf8')
  return APP_SIZES.map((pixels) => ({ file: join(RESOURCES, 'icons', `${pixels}x${pixels}.png`), svg, pixels }))
}

await main(async () => {
  const drawings = [...(await appDrawings()), ...trayDrawings()]
  await mkdir(join(RESOURCES, 'tray'), { recursive: true })
  const code = await step(`drawing ${drawings.length} icons`, () => drawSvg(drawings))
  if (code === 0) say(`  they are in ${RESOURCES}`)
  return code
})
