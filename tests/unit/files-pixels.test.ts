/** Pictures that are small on disk and enormous on screen (S8). */
import { describe, expect, it } from 'vitest'
import { isTooLargeToDraw } from '../../src-main/core/files/pixels'

const bytes = (hex: string, length = 40) =>
  Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2) || '0', 16))
const be = (number: number, size: number) => number.toString(16).padStart(size * 2, '0')
const le = (number: number, size: number) => (be(number, size).match(/../g) ?? []).reverse().join('')

const makers: Record<string, (width: number, height: number) => Uint8Array> = {
  png: (width, height) => bytes(`89504e470d0a1a0a0000000d49484452${be(width, 4)}${be(height, 4)}`),
  gif: (width, height) => bytes(`474946383961${le(width, 2)}${le(height, 2)}`),
  bmp: (width, height) => bytes(`424d${'00'.repeat(16)}${le(width, 4)}${le(height, 4)}`),
  'webp, extended': (width, height) =>
    bytes(`5249464600000000574542505650385800000000${'00'.repeat(4)}${le(width - 1, 3)}${le(height - 1, 3)}`),
  'jpeg behind another segment': (width, height) => bytes(`ffd8ffe000040000ffc0001108${be(height, 2)}${be(width, 2)}03`),
}

describe.each(Object.entries(makers))('S8 a picture: %s', (_name, make) => {
  it('S8 of a telephone is drawn, a bomb is not', () => {
    expect(isTooLargeToDraw(make(4_000, 3_000))).toBe(false)
    expect(isTooLargeToDraw(make(60_000, 60_000))).toBe(true)
  })
})

describe('S8 what does not say how large it is', () => {
  it('S8 is left to the limit of its bytes: cut off, empty, or another kind', () => {
    for (const odd of ['', '89504e47', 'ffd8ffe0ffff', '524946460000000057454250', 'ffd8ffc0'])
      expect(isTooLargeToDraw(bytes(odd, odd.length / 2))).toBe(false)
    expect(isTooLargeToDraw(bytes('ffd8ffe00000', 40))).toBe(false)
  })
})
