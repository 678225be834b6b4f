/** The sounds of Perch, made from a few tones: no file to ship, and any loudness, which players of the system do not offer. */
import type { SoundName } from '../../../src-preload/contract/schemas/alert'

interface Tone {
  /** Hz. */
  pitch: number
  startMs: number
  lengthMs: number
  /** How much of the first overtones: bells have many. */
  overtones: readonly number[]
}

const RATE = 44_100
const HEADER = 44
/** Even two tones at once stay below what the format can hold. */
const HEADROOM = 0.45
const SOFT = [0.2]
const BELL = [0.5, 0.3, 0.15]

const TONES: Record<Exclude<SoundName, 'none'>, readonly Tone[]> = {
  chime: [
    { pitch: 659, startMs: 0, lengthMs: 420, overtones: SOFT },
    { pitch: 880, startMs: 120, lengthMs: 520, overtones: SOFT },
  ],
  bell: [{ pitch: 988, startMs: 0, lengthMs: 900, overtones: BELL }],
  drop: [
    { pitch: 784, startMs: 0, lengthMs: 120, overtones: [] },
    { pitch: 523, startMs: 70, lengthMs: 220, overtones: [] },
  ],
  knock: [
    { pitch: 196, startMs: 0, lengthMs: 130, overtones: BELL },
    { pitch: 196, startMs: 190, lengthMs: 130, overtones: BELL },
    { pitch: 262, startMs: 380, lengthMs: 260, overtones: BELL },
  ],
}

/** A WAV file (PCM, 16 bit, mono); `volume` 0 to 100. */
export function chimeOf(name: Exclude<SoundName, 'none'>, volume: number): Buffer {
  const tones = TONES[name]
  const lengthMs = Math.max(...tones.map(({ startMs, lengthMs: ms }) => startMs + ms))
  const count = Math.ceil((lengthMs / 1000) * RATE)
  const wave = Buffer.alloc(HEADER + count * 2)
  writeHeader(wave, count * 2)
  // Ears hear loudness by its square.
  const gain = HEADROOM * (Math.min(100, Math.max(0, volume)) / 100) ** 2
  for (let at = 0; at < count; at++) {
    const value = tones.reduce((sum, tone) => sum + sampleOf(tone, (at / RATE) * 1000), 0)
    wave.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value * gain)) * 32_767), HEADER + at * 2)
  }
  return wave
}

function sampleOf({ pitch, startMs, lengthMs, overtones }: Tone, atMs: number): number {
  const ms = atMs - startMs
  if (ms < 0 || ms >= lengthMs) return 0
  const phase = (2 * Math.PI * pitch * ms) / 1000
  const tone = overtones.reduce((sum, part, index) => sum + part * Math.sin(phase * (index + 2)), Math.sin(phase))
  // Begins within a few milliseconds, or it would click, and dies away.
  return tone * Math.min(1, ms / 6) * Math.exp((-4 * ms) / lengthMs) * Math.min(1, (lengthMs - ms) / 12)
}

function writeHeader(wave: Buffer, dataBytes: number): void {
  wave.write('RIFF', 0, 'latin1')
  wave.writeUInt32LE(HEADER - 8 + dataBytes, 4)
  wave.write('WAVEfmt ', 8, 'latin1')
  wave.writeUInt32LE(16, 16)
  wave.writeUInt16LE(1, 20)
  wave.writeUInt16LE(1, 22)
  wave.writeUInt32LE(RATE, 24)
  wave.writeUInt32LE(RATE * 2, 28)
  wave.writeUInt16LE(2, 32)
  wave.writeUInt16LE(16, 34)
  wave.write('data', 36, 'latin1')
  wave.writeUInt32LE(dataBytes, 40)
}
