/** How large the windows draw everything: the size of the text that the agent chose. */
import { BrowserWindow } from 'electron'
import type { TextSize } from '../../src-preload/contract/text-sizes'

export interface Zoom {
  /** 1 is as it comes. For windows that are made later. */
  get: () => number
  set: (textSize: TextSize) => void
}

/** Chromium keeps a zoom for each origin, so one window speaks for all; a page that is still loading has it from its preferences. */
export function makeZoom(): Zoom {
  let factor = 1
  return {
    get: () => factor,
    set(textSize) {
      factor = textSize / 100
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        if (webContents.getZoomFactor() !== factor) webContents.setZoomFactor(factor)
      }
    },
  }
}
