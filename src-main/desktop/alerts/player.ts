/**
 * Sounds without a window: a small file, made when it is first wanted, and a player of the system. Where there is none it is
 * silent; whatever sounds has a visible twin anyway.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SoundName } from '../../../src-preload/contract/schemas/alert'
import type { Clock, Log } from '../../core/ports'
import { chimeOf } from './chime'

export interface Player {
  /** At most one sound in a moment: a burst is heard once. */
  play(name: SoundName, volume: number): void
}

interface PlayerNeeds {
  platform: NodeJS.Platform
  /** Where its files belong. */
  folder: string
  clock: Pick<Clock, 'now'>
  log: Log
  /** Starts a program; `failed` when it cannot be started or ends badly. */
  run: (program: string, words: string[], failed: () => void) => void
}

const APART_MS = 1_500
/** So long nothing is tried where nothing played: to start a program in vain holds everything else up for some ms. */
const MUTE_MS = 60_000

/** Programs that play a WAV file; the first that works is used from then on. */
const PLAYERS: Partial<Record<NodeJS.Platform, readonly (readonly [string, (file: string) => string[]])[]>> = {
  linux: [
    ['pw-play', (file) => [file]],
    ['paplay', (file) => [file]],
    ['aplay', (file) => ['-q', file]],
  ],
  darwin: [['afplay', (file) => [file]]],
  win32: [
    [
      'powershell.exe',
      (file) => [
        '-NoProfile',
        '-NonInteractive',
        '-Command',
        `(New-Object Media.SoundPlayer '${file.replaceAll("'", "''")}').PlaySync()`,
      ],
    ],
  ],
}

export function makePlayer(needs: PlayerNeeds): Player {
  const { platform, folder, clock, log, run } = needs
  let works = 0
  let [isMute, mutedAt] = [false, Number.NEGATIVE_INFINITY]
  let playedAt = Number.NEGATIVE_INFINITY
  const files = new Map<string, string>()

  /** Working out the tones holds everything else up for some ms: once for each sound. */
  function fileFor(name: Exclude<SoundName, 'none'>, volume: number): string {
    const key = `${name} ${volume}`
    const known = files.get(key)
    if (known !== undefined && existsSync(known)) return known
    const file = fileOf(folder, chimeOf(name, volume))
    files.set(key, file)
    return file
  }

  /** One may be installed later: a minute on they are all tried again. */
  function giveUp(): void {
    works = 0
    if (!isMute) log.info('no player for sounds')
    isMute = true
    mutedAt = clock.now()
  }

  function tryFrom(index: number, file: string): void {
    const player = PLAYERS[platform]?.[index]
    if (!player) return giveUp()
    works = index
    run(player[0], player[1](file), () => tryFrom(index + 1, file))
  }

  return {
    play(name, volume) {
      const now = clock.now()
      if (name === 'none' || volume === 0 || Math.abs(now - playedAt) < APART_MS || Math.abs(now - mutedAt) < MUTE_MS) return
      playedAt = now
      try {
        tryFrom(works, fileFor(name, volume))
      } catch (error: unknown) {
        log.warn('sound not played', { error: error instanceof Error ? error.name : 'unknown' })
      }
    },
  }
}

/** Named by what is in it: made once, and anew when its tones change. */
function fileOf(folder: string, wave: Buffer): string {
  const file = join(folder, `${createHash('sha256').update(wave).digest('hex').slice(0, 16)}.wav`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, wave)
  return file
}

/** A program of the system, not waited for. */
export function runPlayer(program: string, words: string[], failed: () => void): void {
  const child = spawn(program, words, { stdio: 'ignore' })
  child.on('error', failed)
  child.on('exit', (code) => code !== 0 && failed())
}
