// `node scripts/draw-tray-sheet.mjs`: docs/pictures/tray.png, the tray's pictures as they are shipped, each on both panels.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawSvg } from './draw-svg.mjs'
import { REPOSITORY } from './places.mjs'
import { main, say, step } from './progress.mjs'

/** Picture, and what it says in two lines. */
const STATES = [
  ['calm-3', 'calm', '3 wait, not long'],
  ['amber-3', 'amber', 'one over 5 min'],
  ['red-3', 'red', 'one over 15 min'],
  ['red-9plus', 'red', 'more than nine'],
  ['off', 'grey', 'no alerts now'],
  ['idle', 'idle', 'nobody waits'],
  ['unread', 'unread', 'nobody waits'],
  ['paused', 'paused', 'alerts rest'],
]
/** As GNOME's, KDE's and Xfce's panels are by default. */
const PANELS = { light: '#e8ecee', dark: '#1d2124' }
const COLUMN = 104
const LEFT = 72
const BAND = 44
const WIDE = LEFT + COLUMN * STATES.length
const HIGH = 56 + Object.keys(PANELS).length * (BAND + 8)
/** Twice as sharp: then a pixel of the largest pictures is a pixel of the sheet. */
const SCALE = 2
const ICON = 22

async function icon(picture, theme, { x, y }) {
  const png = await readFile(join(REPOSITORY, 'resources', 'tray', `${picture}-${theme}-${ICON * SCALE}.png`))
  return `<image x="${x}" y="${y}" width="${ICON}" height="${ICON}" href="data:image/png;base64,${png.toString('base64')}"/>`
}

const words = (text, { x, y, anchor = 'middle', weight = 400 }) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="#1d2a30">${text}</text>`

async function band([theme, ground], row) {
  const y = 8 + row * (BAND + 8)
  const plate = `<rect x="${LEFT}" y="${y}" width="${WIDE - LEFT - 8}" height="${BAND}" rx="6" fill="${ground}"/>`
  const at = (column) => ({ x: LEFT + column * COLUMN + (COLUMN - 8 - ICON) / 2, y: y + (BAND - ICON) / 2 })
  const icons = await Promise.all(STATES.map(([picture], column) => icon(picture, theme, at(column))))
  return words(theme, { x: 12, y: y + BAND / 2 + 4, anchor: 'start', weight: 600 }) + plate + icons.join('')
}

async function sheet() {
  const bands = await Promise.all(Object.entries(PANELS).map(band))
  const labels = STATES.flatMap(([, state, meaning], column) => {
    const x = LEFT + column * COLUMN + (COLUMN - 8) / 2
    return [words(state, { x, y: HIGH - 32, weight: 600 }), words(meaning, { x, y: HIGH - 14 })]
  })
  const drawing = `<rect width="100%" height="100%" fill="#ffffff"/>${bands.join('')}${labels.join('')}`
  const font = 'font-family="Inter, DejaVu Sans, sans-serif" font-size="11"'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDE} ${HIGH}" ${font}>${drawing}</svg>`
}

await main(async () => {
  const file = join(REPOSITORY, 'docs', 'pictures', 'tray.png')
  const drawing = { file, svg: await sheet(), pixels: WIDE * SCALE, high: HIGH * SCALE }
  const code = await step('drawing the states of the tray', () => drawSvg([drawing]))
  if (code === 0) say(`  they are in ${file}`)
  return code
})
