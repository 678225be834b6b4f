/** The window as it is built, in Chromium, over a main in memory. What is on the desk is asked for in the address. */
import type { toast, useUi } from '../../../src-renderer/ui-state'
import type { FakeBridge } from '../../fakes/bridge'
import { speakPseudo } from '../pseudo'
import { sceneOf } from '../scenes'

export interface StageOfPage {
  bridge: FakeBridge
  ui: typeof useUi
  toast: typeof toast
}
declare global {
  interface Window {
    stage: StageOfPage
  }
}

const asked = new URLSearchParams(location.search)
document.documentElement.dir = asked.get('dir') ?? 'ltr'
// Before anything is said.
if (asked.has('pseudo')) speakPseudo()
const bridge = sceneOf(asked.get('scene') ?? 'shop', {
  isMarked: asked.has('marked'),
  settings: JSON.parse(asked.get('settings') ?? '{}') as object,
})
Object.assign(window, { bridge })
const state = await import('../../../src-renderer/ui-state')
window.stage = { bridge, ui: state.useUi, toast: state.toast }
await import('../../../src-renderer/main')
