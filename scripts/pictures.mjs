// `npm run pictures`: the pictures of docs/LOOK.md and the README, made anew from the window over a main in memory.
import { join } from 'node:path'
import { runInDesktop } from './desktop-session.mjs'
import { REPOSITORY } from './places.mjs'
import { main } from './progress.mjs'
import { setUp } from './setup.mjs'

const TYPESCRIPT = join(REPOSITORY, 'scripts', 'run-typescript.mjs')
const PICTURES = join(REPOSITORY, 'tests', 'look', 'pictures.ts')
/** X makes a window as large as the screen a pixel smaller. */
const SCREEN = '1440x900x24'

await main(async () => {
  await setUp({ forTests: true })
  return runInDesktop(process.execPath, [TYPESCRIPT, PICTURES], { screen: SCREEN, cwd: REPOSITORY })
})
