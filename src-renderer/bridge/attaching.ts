/** Files on their way into a draft: main copies them into its store, and says which it did not take. */
import type { ConversationRef } from '../../src-preload/contract/ids'
import type { StagedFile, Staging } from '../../src-preload/contract/staged'
import { MAX_FILE_BYTES, MAX_FILES } from '../../src-preload/contract/staged-limits'
import { call } from './client'
import { say } from '../text/t'

/** So many reasons are told one by one; the rest is a number. */
const TOLD = 3

/** Where the files belong, and what the draft is that begins with them. */
export interface Place {
  conversation: ConversationRef
  private: boolean
}

type Refused = Staging['refused'][number]

/** What can be said without reading them: there is no room for more, or they are too big. */
function sorted(files: readonly File[], already: number): { fit: File[]; refused: Refused[] } {
  const fit: File[] = []
  const refused: Refused[] = []
  for (const file of files) {
    if (already + fit.length >= MAX_FILES) refused.push({ name: file.name, why: 'too-many' })
    else if (file.size > MAX_FILE_BYTES) refused.push({ name: file.name, why: 'too-large' })
    else fit.push(file)
  }
  return { fit, refused }
}

async function stageOne(place: Place, file: File): Promise<Staging> {
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    // A folder that was dropped looks like a file until it is read.
    return { staged: [], refused: [{ name: file.name, why: 'unreadable' }] }
  }
  return call('attachment.stage', { ...place, name: file.name.slice(0, 1000), bytes })
}

/** Hands over pasted or dropped files, one after the other, so that only one lies in memory. */
export async function stageFiles(place: Place, files: readonly File[], already: number): Promise<Staging> {
  const { fit, refused } = sorted(files, already)
  const all: Staging = { staged: [], refused }
  for (const file of fit) {
    const one = await stageOne(place, file)
    all.staged.push(...one.staged)
    all.refused.push(...one.refused)
  }
  return all
}

/** Why files were not taken, in words; null when all were. */
export function refusalWords(refused: readonly Refused[]): string | null {
  if (refused.length === 0) return null
  const tooMany = refused.filter(({ why }) => why === 'too-many').length
  const others = refused.filter(({ why }) => why !== 'too-many')
  const lines = others.slice(0, TOLD).map(({ name, why }) => say(`file.refused.${why}`, { name: name || say('file.unnamed') }))
  if (others.length > TOLD) lines.push(say('file.refused.more', { count: others.length - TOLD }))
  if (tooMany > 0) lines.push(say('file.refused.too-many', { count: tooMany, most: MAX_FILES }))
  return lines.join(' ')
}

/** Why a reply cannot leave with these files; null when it can. */
export function unfitWords(files: readonly StagedFile[]): string | null {
  if (files.length > MAX_FILES) return say('file.refused.too-many', { count: files.length - MAX_FILES, most: MAX_FILES })
  return files.every(({ isWhole }) => isWhole) ? null : say('file.someBroken')
}
