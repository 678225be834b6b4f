/**
 * V8 lets a heap grow while memory is free: a hundred opened conversations left 70 MB of what nobody looks at any more in the
 * page, and main kept what it needed while it started. An app that stays open all day collects earlier instead (P2). What it
 * costs: more, shorter collections; P4, P5 and P9 were measured with it.
 */
import { setFlagsFromString } from 'node:v8'
import type { App } from 'electron'

const FLAG = '--optimize-for-size'

/** Before ready: for the pages, which read the switch when their process starts, and for main itself, from now on. */
export function keepHeapsSmall({ commandLine }: Pick<App, 'commandLine'>): void {
  const given = commandLine.getSwitchValue('js-flags')
  commandLine.appendSwitch('js-flags', given === '' ? FLAG : `${given} ${FLAG}`)
  setFlagsFromString(FLAG)
}
