/** Makes the pictures of `docs/LOOK.md` and of the README: each screen and state, by `npm run pictures`. */
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { type Screen, screens, talk } from './screens'
import { show, type Show, type Wish } from './show'
import { smallPng } from './small-png'

interface Shot {
  file: string
  /** What is seen, for the page and for those who do not see it. */
  says: string
  wish?: Wish
  reach?: Screen['reach']
  size?: [width: number, height: number]
  forcedColors?: boolean
}

const FOLDER = 'docs/pictures'
/** Ours; the others are of the journeys. */
const PREFIX = 'look-'
const WIDE: [number, number] = [1280, 820]
const NARROW: [number, number] = [720, 560]
const QUICK: [number, number] = [560, 420]

const reachOf = (name: string): Screen['reach'] => screens.find((one) => one.name === name)?.reach
const rooms = (name: string, says: string): Shot => ({
  file: `${PREFIX}${name.replaceAll(' ', '-')}`,
  says,
  reach: reachOf(name),
})

const groups: [title: string, shots: Shot[]][] = [
  [
    'The workspace',
    [
      {
        file: 'workspace',
        says: 'Accounts and inboxes, conversations by waiting time, a conversation with a file and a private note',
        reach: talk,
      },
      { file: 'dark', says: 'The same in the dark', reach: talk, wish: { settings: { theme: 'dark' } } },
      { file: 'russian', says: 'In Russian', reach: talk, wish: { settings: { language: 'ru' } } },
      {
        file: 'look-rtl',
        says: 'From right to left, in a made-up language that is two fifths longer',
        reach: talk,
        wish: { dir: 'rtl', pseudo: true },
      },
      { file: 'look-compact', says: 'Compact rows', reach: talk, wish: { settings: { density: 'compact' } } },
      { file: 'look-contrast', says: 'More contrast', reach: talk, wish: { settings: { contrast: 'more' } } },
      { file: 'look-forced', says: 'The colours of the system', reach: talk, forcedColors: true },
      {
        file: 'look-blurred',
        says: 'A screen that others see: names are blurred',
        reach: talk,
        wish: { settings: { blurNames: true } },
      },
    ],
  ],
  [
    'States',
    [
      {
        file: 'look-offline',
        says: 'Without a connection: what was written is kept',
        reach: reachOf('outbox'),
        wish: { scene: 'offline' },
      },
      { file: 'look-empty', says: 'Nobody waits', wish: { scene: 'empty' } },
      {
        file: 'look-loading',
        says: 'The very first load',
        wish: { scene: 'loading' },
      },
      {
        file: 'look-failed',
        says: 'What broke says so, the rest goes on',
        reach: reachOf('failed'),
        wish: { scene: 'failed' },
      },
      { file: 'look-many', says: 'Ten thousand conversations', reach: talk, wish: { scene: 'many' } },
      { file: 'look-bad', says: 'Names and texts as nobody wants them', reach: talk, wish: { scene: 'bad' } },
    ],
  ],
  [
    'Narrow',
    [
      { file: 'look-narrow-list', says: 'The list alone', size: NARROW, wish: { scene: 'offline' } },
      {
        file: 'look-narrow-talk',
        says: 'The conversation with a way back',
        size: NARROW,
        reach: talk,
        wish: { settings: { language: 'ru' } },
      },
      { file: 'look-zoom', says: 'A window of 1024 by 800 with text twice as large', size: [512, 400], reach: talk },
      { file: 'look-zoom-settings', says: 'Settings in it', size: [512, 400], reach: reachOf('settings') },
    ],
  ],
  [
    'Rooms',
    [
      rooms('palette', 'Everything by typing'),
      rooms('search', 'Search in everything that was written'),
      rooms('contact', 'A contact'),
      rooms('settings', 'Settings'),
      rooms('alerts', 'Alerts'),
      { ...rooms('about', 'What runs here, and its licences'), wish: { settings: { theme: 'dark' } } },
      {
        file: 'look-sign-in',
        says: 'Sign-in',
        size: [880, 600],
        wish: { scene: 'first' },
        reach: reachOf('sign-in'),
      },
      { file: 'look-quick', says: 'Quick reply', size: QUICK, wish: { page: 'quick' }, reach: reachOf('quick reply') },
    ],
  ],
]

/** A picture would differ each time by where the caret stood. */
const STILL = '* { caret-color: transparent !important }'

async function still(page: Page): Promise<void> {
  await page.addStyleTag({ content: STILL })
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

async function take(stage: Show, { file, wish = {}, reach, size = WIDE, forcedColors }: Shot): Promise<number> {
  const { page } = stage
  await stage.size(...size)
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: forcedColors ? 'active' : 'none' })
  await stage.open(wish)
  await reach?.(page)
  await page.mouse.move(0, 0)
  await still(page)
  const bytes = smallPng(await page.screenshot())
  await writeFile(join(FOLDER, `${file}.png`), bytes)
  return bytes.length
}

/** Our part of `docs/LOOK.md`: between its two lines. */
const BEGINS = '<!-- npm run pictures -->'

function pageOf(): string {
  const cell = ({ file, says }: Shot) => `![${says}](pictures/${file}.png)<br>${says}`
  const table = (shots: Shot[]) => {
    const rows = Array.from({ length: Math.ceil(shots.length / 2) }, (_, n) => shots.slice(n * 2, n * 2 + 2))
    return ['| | |', '| --- | --- |', ...rows.map((row) => `| ${row.map(cell).join(' | ')} |${row.length === 1 ? ' |' : ''}`)]
  }
  return groups.flatMap(([title, shots]) => ['', `## ${title}`, '', ...table(shots)]).join('\n')
}

/** Called by `scripts/pictures.mjs` in a private desktop. */
export async function main(): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  for (const old of await readdir(FOLDER)) if (old.startsWith(PREFIX)) await rm(join(FOLDER, old))
  const stage = await show(process.cwd(), process.env['ELECTRON_EXEC_PATH'] ?? '')
  let sum = 0
  for (const shot of groups.flatMap(([, shots]) => shots)) {
    const bytes = await take(stage, shot)
    sum += bytes
    console.log(`${String(Math.round(bytes / 1024)).padStart(5)} KB  ${shot.file}`)
  }
  await stage.close()
  const look = await readFile('docs/LOOK.md', 'utf8')
  await writeFile('docs/LOOK.md', `${look.split(BEGINS)[0]}${BEGINS}\n${pageOf()}\n`)
  console.log(`${Math.round(sum / 1024)} KB in all`)
  return 0
}
