// The first scenes: signing in, the list, and what the tray says of it.
import { pictureName } from '../hosts/tray-picture'
import { eventually, inWorkspace } from '../steps'
import { clickTray, fullWindow, type Stage, untilVisible } from './stage'

export async function signIn(stage: Stage): Promise<void> {
  const { server, line, transcript } = stage
  transcript.scene('Signing in')
  const page = await fullWindow(stage)
  const address = page.getByLabel('Server address')
  await address.waitFor()
  const offered = await address.inputValue()
  transcript.keep(
    'Perch opens with the sign-in and offers the demo server',
    offered === line.url.href,
    `it offers “${offered}”`,
  )
  await page.getByLabel('Access token', { exact: true }).last().fill(server.agent.access_token)
  await address.focus()
  await address.press('Tab')
  await page.getByRole('img', { name: 'The address is good' }).waitFor()
  transcript.tell('the address was typed; Perch looked at it without being asked:')
  const found = page.locator('[data-state="ok"], [data-state="warn"], [data-state="fail"]')
  for (const step of await found.all()) transcript.quote((await step.innerText()).replace(/\n+/, ': '))
  await transcript.picture(page, 'sign-in')
  const startedAt = performance.now()
  await page.getByRole('button', { name: 'Continue' }).click()
  await inWorkspace(page)
  const tookMs = Math.round(performance.now() - startedAt)
  const rejected = await page.getByRole('alert').count()
  transcript.keep(
    `${server.agent.name} is signed in by her token, live after ${tookMs} ms`,
    rejected === 0,
    'something is wrong',
  )
}

export async function readTheList(stage: Stage): Promise<void> {
  const { transcript } = stage
  transcript.scene('The list')
  const page = await fullWindow(stage)
  await page.getByRole('button', { name: /^All open/ }).click()
  const rows = page.getByRole('option')
  await page.getByRole('option', { name: /Ana Ferreira/ }).waitFor()
  transcript.keep('the customers of both accounts are in one list', (await rows.count()) > 10, `only ${await rows.count()} are`)
  for (const row of (await rows.all()).slice(0, 5)) transcript.quote((await row.innerText()).split('\n').join('  '))
  await page
    .getByRole('option', { name: /Ana Ferreira/ })
    .first()
    .click()
  await page.getByText('My mug arrived with a crack near the handle').waitFor()
  await page.getByText('Same batch as A-20399').waitFor()
  transcript.tell('the conversation with Ana Ferreira is open, a colleague’s private note in it')
  await transcript.picture(page, 'workspace')
}

export async function lookAtTheTray(stage: Stage): Promise<void> {
  const { panel, server, transcript } = stage
  transcript.scene('The tray')
  const item = await panel.waitForItem()
  // The demo's customers never stop: both are asked until they were asked in the same moment.
  const { shown, waiting } = await eventually(
    async () => ({ shown: waitingIn(await item.tooltip()), waiting: await server.countWaiting() }),
    ({ shown: count, waiting: truth }) => count === truth,
    60_000,
  )
  transcript.keep(`the tray counts ${shown} waiting customers, as the server does`, shown === waiting, `the server ${waiting}`)
  transcript.tell(
    `its picture is ${pictureName(await item.icon()) ?? 'none of ours'}, its words “${await item.tooltip()}”, its menu`,
  )
  const menu = (await item.menu()).filter(({ isVisible }) => isVisible)
  transcript.quote(...menu.map(({ label, isSeparator }) => (isSeparator ? '──────' : label)))
  await clickTray(stage, ['You are online', 'Busy'], () => isEverywhere('busy'))
  transcript.keep('“Busy”, chosen in the tray, is what the server says of her', await isEverywhere('busy'), 'it does not')
  await clickTray(stage, ['You are busy', 'Online'], () => isEverywhere('online'))

  async function isEverywhere(wanted: string): Promise<boolean> {
    return (await server.availabilities()).every((state) => state === wanted)
  }
}

/** The number in "Perch: 5 wait, longest 18 min. Live". */
function waitingIn(tooltip: string): number {
  return Number(/^Perch: (\d+) waits?\b/.exec(tooltip)?.[1] ?? 0)
}

export async function quit(stage: Stage): Promise<void> {
  const { panel, perch, transcript } = stage
  transcript.scene('Going home')
  const page = await perch.window()
  await page.getByRole('button', { name: 'Close the window' }).click()
  await untilVisible(stage, false)
  transcript.keep('closing the window leaves Perch in the tray', perch.isRunning && panel.count === 1, 'it is gone')
  await clickTray(stage, ['Quit'], () => Promise.resolve(!perch.isRunning))
  await panel.waitForNone(60_000)
  transcript.keep('Quit in the tray ends it, icon included', !perch.isRunning, 'it still runs')
}
