/**
 * Names of files, ours and the customer's. A name is somebody's text that becomes part of a path, of a request's head and of a
 * line on screen, so it is made harmless once, where it comes in.
 */

const LONGEST = 180
/** Folders, controls, and the marks that turn the reading direction: "gpj.exe" must not be shown as "exe.jpg". */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g
/** Windows opens a device for these, whatever the ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/** The last part of a path without anything that is no letter of a name; empty when nothing is left. */
export function cleanName(name: string): string {
  const last = name.replace(CONTROLS, '').replace(TURNS, '').split(/[/\\]/).at(-1) ?? ''
  const bare = last.trim()
  if (/^\.*$/.test(bare)) return ''
  return bare.length <= LONGEST ? bare : shortened(bare)
}

/** A name that any of our systems takes for a new file. */
export function nameToSave(name: string): string {
  const bare = cleanName(name)
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^\.+|[. ]+$/g, '')
  if (bare === '') return 'file'
  return DEVICES.test(bare) ? `_${bare}` : bare
}

/** The ending with its dot, in small letters; empty when there is none. */
export function endingOf(name: string): string {
  return /\.[^.]{1,16}$/.exec(name)?.[0].toLowerCase() ?? ''
}

/** The ending says what it is, so it stays. Whole characters: half of a pair is no text. */
function shortened(name: string): string {
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? ''
  return `${name.slice(0, LONGEST - ending.length - 1).replace(/[\ud800-\udbff]$/, '')}…${ending}`
}
