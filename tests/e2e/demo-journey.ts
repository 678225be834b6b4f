// What `npm run demo` shows where nobody can look: an agent's morning on the real app, told line by line. Everything it claims
// is asked of somebody else than Perch: of the server, of the notification daemon, of the tray. Started by scripts/demo.mjs.
import { stripVTControlCharacters } from 'node:util'
import { lookAtTheTray, quit, readTheList, signIn } from './demo/arriving'
import { changeTheLooks } from './demo/looks'
import { comeBack, loseTheNetwork } from './demo/network'
import { onStage, type Stage } from './demo/stage'
import { answerTheCustomer, beTold, countAgain, leaveANote } from './demo/talking'
import { NotAsPromised, Transcript } from './demo/transcript'

async function play(stage: Stage): Promise<void> {
  await signIn(stage)
  await readTheList(stage)
  await lookAtTheTray(stage)
  const dmitry = await beTold(stage)
  await answerTheCustomer(stage, dmitry)
  await leaveANote(stage, dmitry)
  const noor = await loseTheNetwork(stage)
  await comeBack(stage, noor)
  await changeTheLooks(stage, dmitry)
  await countAgain(stage, dmitry)
  await quit(stage)
}

/** Exit code 1 and one clear line when something is not as promised. */
export async function main(): Promise<void> {
  const base = process.env['PERCH_SERVER']
  const folder = process.env['PERCH_DEMO_PICTURES']
  if (base === undefined || folder === undefined) throw new Error('start through `npm run demo`')
  const transcript = new Transcript(folder)
  try {
    await onStage(base, transcript, play)
    transcript.end()
  } catch (error: unknown) {
    process.exitCode = 1
    const why =
      error instanceof NotAsPromised ? `not as promised: ${error.message}` : `the journey broke off: ${wordsOf(error)}`
    console.error(`\n✘ ${why}`)
  }
}

/** Playwright colours its words. */
function wordsOf(error: unknown): string {
  return stripVTControlCharacters(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
