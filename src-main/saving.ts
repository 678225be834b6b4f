/** What leaves Perch as a file, by a dialog of the system. */
import type { SelfTestReport } from '../src-preload/contract/schemas/self-test'
import { diagnosticsText } from './core/diagnostics'
import type { Perch } from './core/perch'
import type { Desktop } from './desktop'

export async function saveBytes({ text }: Desktop, name: string, content: Uint8Array): Promise<boolean> {
  const { saveFile } = await import('./desktop/saved-file')
  return saveFile({ title: text.t('menu.saveFile'), name, content })
}

export async function exportDiagnostics(desktop: Desktop, perch: Perch, selfTest: SelfTestReport | null): Promise<boolean> {
  const { clock, text, version } = desktop
  const { saveFile } = await import('./desktop/saved-file')
  const now = clock.now()
  const about = { perch: version, platform: process.platform, arch: process.arch, electron: process.versions.electron }
  const report = await diagnosticsText({ ...perch, now, about, selfTest })
  const day = new Date(now).toISOString().slice(0, 10)
  return saveFile({ title: text.t('menu.saveDiagnostics'), name: `perch-diagnostics-${day}.json`, content: report })
}
