import { describe, expect, it } from 'vitest'
import { atOnce } from '../../src-main/core/sync/at-once'
import { settle } from '../fakes/clock'

describe('F5 so many at once', () => {
  it('F5 never more than that, in order, and what fails hands its turn on', async () => {
    const inTurn = atOnce(2)
    const begun: number[] = []
    const ends: (() => void)[] = []
    let [running, most] = [0, 0]
    const all = [0, 1, 2, 3, 4].map((n) =>
      inTurn(async () => {
        begun.push(n)
        most = Math.max(most, (running += 1))
        await new Promise<void>((resolve) => ends.push(resolve))
        running -= 1
        if (n === 1) throw new Error('cut')
        return n
      }).catch(() => 'cut'),
    )
    await settle()
    expect(begun).toEqual([0, 1])
    for (let n = 0; n < 5; n += 1) {
      ends[n]?.()
      await settle()
    }
    expect(await Promise.all(all)).toEqual([0, 'cut', 2, 3, 4])
    expect({ begun, most }).toEqual({ begun: [0, 1, 2, 3, 4], most: 2 })
  })
})
