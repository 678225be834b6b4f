/** What axe finds on a page: in its own world, so the page's policy does not stand in the way, and nothing of it is shipped. */
import axe from 'axe-core'
import type { Page } from 'playwright'

interface Found {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[]
}

/** The rules whose answer hangs on the colours. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * Each finding as one line: the rule, how bad, where. Nothing may move while it looks: contrast is that of a still page.
 * @param rules only these; all that axe has on by itself when left out
 */
export async function findings(page: Page, rules?: string[]): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: { run(options: object): Promise<Found> } }).axe.run(options),
    // Nothing of the page comes from another origin, so there is no style sheet to fetch first.
    { resultTypes: ['violations'], preload: false, ...(rules && { runOnly: rules }) },
  )
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) =>
        `${id} (${impact}): ${html.slice(0, 160)} | ${failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`,
    ),
  )
}
