/** What axe finds on a page: in its own world, so the page's policy does not stand in the way, and nothing of it is shipped. */
import axe from 'axe-core'
import type { Page } from 'playwright'

interface Found {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
}

/** Each finding as one line: the rule, how bad, where. Nothing may move while it looks: contrast is that of a still page. */
export async function findings(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(options: object): Promise<Found> } }).axe.run({ resultTypes: ['violations'] }),
  )
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) =>
        `${id} (${impact}): ${html.slice(0, 160)} | ${failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`,
    ),
  )
}
