/** What runs here, for the page that says so. */
import { app } from 'electron'
import { homepage } from '../../package.json'
import type { CallOutput } from '../../src-preload/contract/schemas/index'

export function aboutPerch(): CallOutput<'about.get'> {
  const { electron, chrome: chromium, node } = process.versions
  return { perch: app.getVersion(), electron, chromium, node, system: `${process.platform} ${process.arch}`, homepage }
}
