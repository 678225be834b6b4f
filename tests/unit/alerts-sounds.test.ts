import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chimeOf } from '../../src-main/desktop/alerts/chime'
import { makePaint } from '../../src-main/desktop/alerts/paint'
import { makePlayer } from '../../src-main/desktop/alerts/player'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { tempFolder } from '../fakes/temp-folder'

const NAMES = ['chime', 'bell', 'drop', 'knock'] as const

function samplesOf(wave: Buffer): number[] {
  const count = (wave.length - 44) / 2
  return Array.from({ length: count }, (_, index) => wave.readInt16LE(44 + index * 2))
}

/** How loud it is, 0 to 1. */
function loudness(wave: Buffer): number {
  const samples = samplesOf(wave)
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length) / 32_767
}

/** A machine with these programs; `played` is what they were given. */
function machine(programs: string[], platform: NodeJS.Platform = 'linux') {
  const clock = new FakeClock()
  const log = new FakeLog()
  const folder = join(tempFolder('sounds'), 'made when wanted')
  const played: [string, string][] = []
  const tried: string[] = []
  const player = makePlayer({
    ...{ platform, folder, clock, log },
    run(program, words, failed) {
      tried.push(program)
      if (programs.includes(program)) played.push([program, words.at(-1) ?? ''])
      else failed()
    },
  })
  return { player, clock, log, folder, played, tried, programs }
}

describe('sounds of alerts', () => {
  it.each(NAMES)('F17 %s is a whole WAV file that begins and ends without a click and never overdrives', (name) => {
    const wave = chimeOf(name, 100)
    expect([wave.toString('latin1', 0, 4), wave.toString('latin1', 8, 16), wave.readUInt32LE(4)]).toEqual([
      'RIFF',
      'WAVEfmt ',
      wave.length - 8,
    ])
    expect(wave.readUInt32LE(40)).toBe(wave.length - 44)
    const samples = samplesOf(wave)
    expect([samples[0], Math.abs(samples.at(-1) ?? 1) < 100]).toEqual([0, true])
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(32_767)
  })

  it('F17 kinds differ, half the volume is softer, none is silence', () => {
    expect(new Set(NAMES.map((name) => chimeOf(name, 80).toString('base64'))).size).toBe(NAMES.length)
    const [full, half, none] = [100, 50, 0].map((volume) => loudness(chimeOf('bell', volume)))
    expect(half).toBeGreaterThan(0)
    expect((full ?? 0) / (half ?? 1)).toBeCloseTo(4, 1)
    expect(none).toBe(0)
  })

  it('F17 the first player that is there is used, and asked first from then on', async () => {
    const { player, clock, played, tried, folder } = machine(['aplay'])
    player.play('chime', 60)
    await clock.advance(2_000)
    player.play('chime', 60)
    expect(tried).toEqual(['pw-play', 'paplay', 'aplay', 'aplay'])
    expect(readdirSync(folder)).toHaveLength(1)
    expect(readFileSync(played[0]?.[1] ?? '').equals(chimeOf('chime', 60))).toBe(true)
  })

  it('F17 a burst is heard once; silence and no sound are no sound', async () => {
    const { player, clock, played, folder } = machine(['pw-play'])
    player.play('none', 60)
    player.play('bell', 0)
    expect(existsSync(folder)).toBe(false)
    player.play('bell', 60)
    player.play('knock', 60)
    await clock.advance(1_600)
    player.play('knock', 60)
    expect(played).toHaveLength(2)
  })

  it('F17 a machine without a player is silent and says so once; one that is installed later is found', async () => {
    const { player, clock, played, log, programs } = machine([])
    player.play('bell', 60)
    await clock.advance(2_000)
    player.play('bell', 60)
    expect([played, log.lines.filter((line) => JSON.stringify(line).includes('no player')).length]).toEqual([[], 1])
    programs.push('pw-play')
    // To start a program in vain costs some ms each time: that is tried once in a minute.
    await clock.advance(2_000)
    player.play('bell', 60)
    expect(played).toEqual([])
    await clock.advance(60_000)
    player.play('bell', 60)
    expect(played.map(([program]) => program)).toEqual(['pw-play'])
  })

  it('F17 a disk that takes no file costs the sound and nothing else', () => {
    const clock = new FakeClock()
    const log = new FakeLog()
    const inTheWay = join(tempFolder('sounds'), 'a file')
    writeFileSync(inTheWay, '')
    const player = makePlayer({ platform: 'linux', folder: join(inTheWay, 'sounds'), clock, log, run: () => undefined })
    expect(() => player.play('bell', 60)).not.toThrow()
    expect(JSON.stringify(log.lines)).toContain('sound not played')
  })
})

describe('pictures in alerts', () => {
  const image = (bgra: number[], { isEmpty = false } = {}) => ({
    isEmpty: () => isEmpty,
    resize: ({ width, height }: { width: number; height: number }) => ({
      getSize: () => ({ width, height }),
      toBitmap: () => Buffer.from(bgra),
    }),
  })

  it('F1 pixels are red, green, blue, alpha, at the size of an avatar, whatever Chromium keeps', () => {
    const paint = makePaint({ createFromBuffer: () => image([3, 2, 1, 255, 30, 20, 10, 128]) as never })
    expect(paint(new Uint8Array([1]))).toEqual({ width: 64, height: 64, rgba: Buffer.from([1, 2, 3, 255, 10, 20, 30, 128]) })
  })

  it('F1 what is no picture is none', () => {
    const paint = makePaint({ createFromBuffer: () => image([], { isEmpty: true }) as never })
    expect(paint(new Uint8Array([1]))).toBeNull()
  })
})
