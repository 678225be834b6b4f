import { describe, expect, it } from 'vitest'
import { makeMediaShelf } from '../../src-main/desktop/media'

const bytes = Uint8Array.from({ length: 10 }, (_, at) => at)
const filled = () => {
  const { shelf, fill } = makeMediaShelf()
  const asked: string[] = []
  fill((token) => {
    asked.push(token)
    return Promise.resolve(token === 'nothing' ? null : { bytes, type: 'audio/mpeg' })
  })
  return { shelf, asked }
}
const bodyOf = async (answer: Response | null) => [...new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer(0))]

describe('F18 bytes for pictures and players', () => {
  it('F18 before core is there, there is nothing', async () => {
    expect(await makeMediaShelf().shelf('small/p1/1/5/3', null)).toBeNull()
  })

  it('F18 the whole comes with our type, and as nothing that could run', async () => {
    const answer = await filled().shelf('file/a', null)
    expect(answer?.status).toBe(200)
    expect(await bodyOf(answer)).toEqual([...bytes])
    expect(Object.fromEntries(answer?.headers ?? [])).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': '10',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  it.each([
    ['bytes=0-3', [0, 1, 2, 3], 'bytes 0-3/10'],
    ['bytes=8-', [8, 9], 'bytes 8-9/10'],
    ['bytes=8-99', [8, 9], 'bytes 8-9/10'],
  ])('F18 a player asks for %s and gets that', async (range, part, told) => {
    const answer = await filled().shelf('file/a', range)
    expect([answer?.status, answer?.headers.get('content-range')]).toEqual([206, told])
    expect(await bodyOf(answer)).toEqual(part)
  })

  it.each(['bytes=10-', 'bytes=5-2', 'bytes=-3', 'lines=1-2', 'bytes=0-1,4-5'])(
    'F18 what is no part is the whole: %s',
    async (range) => {
      const answer = await filled().shelf('file/a', range)
      expect(answer?.status).toBe(200)
      expect(await bodyOf(answer)).toEqual([...bytes])
    },
  )

  it('F18 a token is read as it was written, and what is not there is nothing', async () => {
    const { shelf, asked } = filled()
    expect(await shelf('nothing', null)).toBeNull()
    await shelf('small%2Fp1%2F1', null)
    expect(asked).toEqual(['nothing', 'small/p1/1'])
  })
})
